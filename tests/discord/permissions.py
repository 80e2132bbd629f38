"""Who may do what in a channel: https://discord.com/developers/docs/topics/permissions#permission-hierarchy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from tests.discord.entities import Channel, Guild
from tests.discord.protocol import ALL_PERMISSIONS, EVERYBODY, Permission

_NONE = Permission(0)
# What is of no use to those who may not write.
_OF_WRITERS = Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.MENTION_EVERYONE


def in_guild(guild: Guild, user_id: str) -> Permission:
    """Return what the roles of a member allow, everything to owners and administrators."""
    if guild.payload["owner_id"] == user_id:
        return ALL_PERMISSIONS
    held = {guild.id, *_roles(guild, user_id)}
    allowed = _all_of(role["permissions"] for role in guild.payload["roles"] if role["id"] in held)
    return ALL_PERMISSIONS if Permission.ADMINISTRATOR in allowed else allowed


def in_channel(channel: Channel, user_id: str) -> Permission:
    """Return what a person, or the bot, may do in a channel; a thread has the permissions of its parent."""
    guild = channel.guild
    if guild is None:
        return EVERYBODY
    if user_id not in guild.members:
        return _NONE
    allowed = in_guild(guild, user_id)
    if allowed != ALL_PERMISSIONS:
        allowed = _overwritten(allowed, channel.parent or channel, guild, user_id)
    if Permission.VIEW_CHANNEL not in allowed:
        return _NONE
    return allowed if _writing(channel) in allowed else allowed & ~_OF_WRITERS


def may_write(channel: Channel, user_id: str) -> bool:
    """Tell whether somebody may send messages to a channel or thread."""
    return _writing(channel) in in_channel(channel, user_id)


def _writing(channel: Channel) -> Permission:
    return Permission.SEND_MESSAGES if channel.parent is None else Permission.SEND_MESSAGES_IN_THREADS


def _overwritten(allowed: Permission, channel: Channel, guild: Guild, user_id: str) -> Permission:
    overwrites = {found["id"]: found for found in channel.payload["permission_overwrites"]}
    for layer in ([guild.id], _roles(guild, user_id), [user_id]):
        of_layer = [overwrites[id_] for id_ in layer if id_ in overwrites]
        allowed &= ~_all_of(found["deny"] for found in of_layer)
        allowed |= _all_of(found["allow"] for found in of_layer)
    return allowed


def _roles(guild: Guild, user_id: str) -> list[str]:
    return list(guild.members[user_id]["roles"]) if user_id in guild.members else []


def _all_of(permissions: Iterable[str]) -> Permission:
    return Permission(reduce(or_, map(int, permissions), 0))
