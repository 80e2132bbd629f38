"""Discord's objects as a client is told them, and their ids and times."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.discord.protocol import ChannelKind, Permission

Payload = dict[str, Any]

# The first millisecond of 2015: https://discord.com/developers/docs/reference#snowflakes
_EPOCH_MS = 1420070400000
# What a guild may have and ours has not.
_NOTHING_OF_GUILD = (
    "icon description home_header splash discovery_splash banner application_id afk_channel_id system_channel_id "
    "widget_channel_id max_presences vanity_url_code rules_channel_id safety_alerts_channel_id "
    "public_updates_channel_id incidents_data"
).split()

_increments = itertools.count(1)


def snowflake() -> str:
    """Return a new id, which tells when it was made."""
    return str((int(time.time() * 1000) - _EPOCH_MS) << 22 | next(_increments) & 0x3FFFFF)


def moment() -> str:
    """Return the present time as Discord writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def user(name: str, *, bot: bool = False) -> Payload:
    """Return a new account."""
    return {
        "id": snowflake(),
        "username": name,
        "discriminator": "0",
        "global_name": None if bot else name.title(),
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "primary_guild": None,
    }


def member(of: Payload, roles: Sequence[str] = ()) -> Payload:
    """Return a user as a member of a guild."""
    return {
        "user": of,
        "roles": list(roles),
        "joined_at": moment(),
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "avatar": None,
        "banner": None,
        "pending": False,
        "premium_since": None,
        "communication_disabled_until": None,
    }


def role(name: str, permissions: Permission, *, id_: str | None = None, managed: bool = False) -> Payload:
    """Return a new role; that of everybody has the id of its guild."""
    return {
        "id": id_ or snowflake(),
        "name": name,
        "description": None,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0 if id_ else 1,
        "permissions": str(int(permissions)),
        "managed": managed,
        "mentionable": True,
        "flags": 0,
    }


def guild(name: str, owner: str, locale: str) -> Payload:
    """Return a new guild without channels, whose only role is everybody's and has no id yet."""
    return {
        **dict.fromkeys(_NOTHING_OF_GUILD),
        "id": snowflake(),
        "name": name,
        "owner_id": owner,
        "region": "deprecated",
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "max_members": 500000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": locale,
        "nsfw": False,
        "nsfw_level": 0,
        "joined_at": moment(),
        "large": False,
        "unavailable": False,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def channel(guild_id: str, name: str, kind: ChannelKind) -> Payload:
    """Return a new text or forum channel."""
    made = {
        "id": snowflake(),
        "type": int(kind),
        "guild_id": guild_id,
        "name": name,
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
    }
    return made | {"available_tags": [], "default_reaction_emoji": None} if kind is ChannelKind.FORUM else made


def thread(id_: str, parent: Payload, name: str, owner: str) -> Payload:
    """Return a new public thread of a channel, or post of a forum."""
    return {
        "id": id_,
        "type": int(ChannelKind.PUBLIC_THREAD),
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "name": name,
        "owner_id": owner,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
        "applied_tags": [],
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": moment(),
            "create_timestamp": moment(),
            "locked": False,
        },
    }


def direct(recipient: Payload) -> Payload:
    """Return the channel of a user's direct messages."""
    return {
        "id": snowflake(),
        "type": int(ChannelKind.DM),
        "recipients": [recipient],
        "last_message_id": None,
        "flags": 0,
    }


def walk(components: Sequence[Payload] | None) -> Iterator[Payload]:
    """Yield components and all within them, in the order in which they are shown."""
    for component in components or ():
        yield component
        yield from walk(component.get("components"))
        yield from walk([component[part] for part in ("component", "accessory") if component.get(part)])
