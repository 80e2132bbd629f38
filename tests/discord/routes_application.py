"""Routes of the application itself, its commands, and the guilds and channels it may look at."""

from __future__ import annotations

from tests.discord import validation
from tests.discord.entities import Channel, Guild
from tests.discord.errors import missing_access, missing_permissions, unknown
from tests.discord.payloads import Payload, snowflake
from tests.discord.permissions import in_channel
from tests.discord.protocol import LIMITED_INTENT_FLAGS, CommandKind, Permission
from tests.discord.rest import Answer, Call, Routes
from tests.discord.world import World

ROUTES = Routes()


@ROUTES.add("GET", "/users/@me")
def me(call: Call) -> Answer:
    """Return the bot."""
    return 200, call.world.bot | {"verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}


@ROUTES.add("GET", "/users/{}")
def user(call: Call, user_id: str) -> Answer:
    """Return somebody."""
    return 200, call.world.find("User", user_id)


@ROUTES.add("GET", "/users/@me/guilds")
def my_guilds(call: Call) -> Answer:
    """Return the guilds that the bot is in."""
    mine = [guild.payload for guild in call.world.guilds.values() if guild.has_bot]
    wanted = ("id", "name", "icon", "features", "banner")
    return 200, [{name: guild.get(name) for name in wanted} | {"owner": False, "permissions": "0"} for guild in mine]


@ROUTES.add("POST", "/users/@me/channels")
def open_direct(call: Call) -> Answer:
    """Open the direct messages with somebody."""
    return 200, call.world.direct(str(call.body["recipient_id"])).payload


def application(call: Call) -> Answer:
    """Return the application, with the flags of the intents that are switched on."""
    world = call.world
    flags = sum(flag for intent, flag in LIMITED_INTENT_FLAGS.items() if intent in world.approved)
    return 200, {
        "id": world.application_id,
        "name": world.bot["username"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": world.bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "owner": world.owner,
        "team": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}, "1": {}},
    }


for _path in ("/applications/@me", "/oauth2/applications/@me"):
    ROUTES.add("GET", _path)(application)


@ROUTES.add("GET", "/gateway/bot")
def gateway(call: Call) -> Answer:
    """Return where the gateway is."""
    limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
    return 200, {"url": call.world.gateway_url, "shards": 1, "session_start_limit": limit}


@ROUTES.add("GET", "/applications/{}/commands")
def commands(call: Call, application_id: str) -> Answer:
    """Return the commands that are everywhere."""
    return 200, call.world.commands.get(None, [])


@ROUTES.add("PUT", "/applications/{}/commands")
def sync(call: Call, application_id: str) -> Answer:
    """Replace the commands that are everywhere."""
    return _synced(call, None)


@ROUTES.add("GET", "/applications/{}/guilds/{}/commands")
def guild_commands(call: Call, application_id: str, guild_id: str) -> Answer:
    """Return the commands of one guild."""
    return 200, call.world.commands.get(_guild(call.world, guild_id).id, [])


@ROUTES.add("PUT", "/applications/{}/guilds/{}/commands")
def sync_guild(call: Call, application_id: str, guild_id: str) -> Answer:
    """Replace the commands of one guild."""
    return _synced(call, _guild(call.world, guild_id).id)


def _synced(call: Call, guild_id: str | None) -> Answer:
    """Store commands; one that was there keeps its id, and its version while nothing about it changed."""
    given = call.request.body if isinstance(call.request.body, list) else []
    validation.check_commands(given)
    before = {(known["name"], known["type"]): known for known in call.world.commands.get(guild_id, [])}
    after = [_command(call.world, command, guild_id) for command in given]
    for command in after:
        known = before.get((command["name"], command["type"]))
        if known is not None:
            same = known | {"version": ""} == command | {"version": "", "id": known["id"]}
            command |= {"id": known["id"], "version": known["version"] if same else command["version"]}
    call.world.commands[guild_id] = after
    return 200, after


def _command(world: World, given: Payload, guild_id: str | None) -> Payload:
    permissions = given.get("default_member_permissions")
    return {
        "options": [],
        "description": "",
        "dm_permission": True,
        "contexts": None,
        "nsfw": False,
        **given,
        "integration_types": given.get("integration_types") or [0],
        "type": given.get("type", int(CommandKind.SLASH)),
        "default_member_permissions": None if permissions is None else str(permissions),
        "id": snowflake(),
        "version": snowflake(),
        "application_id": world.application_id,
        **({"guild_id": guild_id} if guild_id else {}),
    }


@ROUTES.add("GET", "/guilds/{}")
def guild(call: Call, guild_id: str) -> Answer:
    """Return a guild that the bot is in."""
    return 200, _guild(call.world, guild_id).payload


@ROUTES.add("GET", "/guilds/{}/channels")
def guild_channels(call: Call, guild_id: str) -> Answer:
    """Return its channels."""
    return 200, call.world.guild_payload(_guild(call.world, guild_id))["channels"]


@ROUTES.add("GET", "/guilds/{}/roles")
def guild_roles(call: Call, guild_id: str) -> Answer:
    """Return its roles."""
    return 200, _guild(call.world, guild_id).payload["roles"]


@ROUTES.add("GET", "/guilds/{}/members/{}")
def guild_member(call: Call, guild_id: str, user_id: str) -> Answer:
    """Return one of its members."""
    members = _guild(call.world, guild_id).members
    if user_id not in members:
        raise unknown("Member")
    return 200, members[user_id]


@ROUTES.add("GET", "/channels/{}")
def channel(call: Call, channel_id: str) -> Answer:
    """Return a channel or a thread."""
    return 200, _channel(call.world, channel_id).payload


@ROUTES.add("PATCH", "/channels/{}")
def change_channel(call: Call, channel_id: str) -> Answer:
    """Rename, archive or lock a thread that the bot opened."""
    found = _channel(call.world, channel_id)
    mine = found.payload.get("owner_id") == call.world.bot["id"]
    if not mine and Permission.MANAGE_THREADS not in in_channel(found, call.world.bot["id"]):
        raise missing_permissions()
    if "name" in call.body:
        validation.check_thread_name(call.body["name"])
        found.payload["name"] = call.body["name"]
    metadata = found.payload["thread_metadata"]
    archived = call.body.get("archived", metadata["archived"])
    call.world.archive(found, archived=archived, locked=call.body.get("locked", metadata["locked"]))
    return 200, found.payload


def _guild(world: World, guild_id: str) -> Guild:
    found: Guild = world.find("Guild", guild_id)
    if not found.has_bot:
        raise missing_access()
    return found


def _channel(world: World, channel_id: str) -> Channel:
    found: Channel = world.find("Channel", channel_id)
    if not world.bot_sees(found):
        raise missing_access()
    return found
