"""What becomes of a message: whom it mentions, how it is stored, changed and told."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.discord import permissions
from tests.discord.components import ATTACHMENT
from tests.discord.entities import Channel, Message
from tests.discord.payloads import Payload, moment, snowflake, walk
from tests.discord.protocol import ComponentKind, Intent, MessageFlag, MessageKind, Permission
from tests.discord.world import World

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYBODY = re.compile(r"@(?:everyone|here)\b")
_ANYBODY: Payload = {"parse": ["users", "roles", "everyone"], "replied_user": True}
_SHOWN = ("content", "embeds", "components")


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes
    content_type: str


@dataclass(frozen=True)
class Mentions:
    """Whom a message notifies: ids of users and of roles."""

    users: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False

    @property
    def all(self) -> list[str]:
        """Everything that is notified."""
        return [*self.users, *self.roles, *(["everyone"] if self.everyone else [])]


def mentions(world: World, channel: Channel, author: Payload, body: Payload, replied: Message | None) -> Mentions:
    """Return whom a message notifies, as ``allowed_mentions`` allows.

    https://discord.com/developers/docs/resources/message#allowed-mentions-object. Mentions in embeds and in code
    notify nobody, those in text displays do. Who answered a command is not notified by a reply to that answer.
    """
    given: Payload | None = body.get("allowed_mentions")
    allowed = _ANYBODY if given is None else given
    parse = allowed.get("parse") or []
    texts = [body.get("content") or "", *(found.get("content") or "" for found in _texts(body))]
    text = _CODE.sub("", "\n".join(texts))
    users = [id_ for id_ in _USER.findall(text) if id_ in world.users and _allows(allowed, "users", id_)]
    roles = [id_ for id_ in _ROLE.findall(text) if _has_role(channel, id_) and _allows(allowed, "roles", id_)]
    may = Permission.MENTION_EVERYONE in permissions.in_channel(channel, author["id"])
    if replied and allowed.get("replied_user") and "webhook_id" not in replied.payload:
        users.append(replied.author)
    everyone = bool(_EVERYBODY.search(text)) and "everyone" in parse and may and channel.guild is not None
    return Mentions(tuple(dict.fromkeys(users)), tuple(dict.fromkeys(roles)), everyone)


def _allows(allowed: Payload, kind: str, id_: str) -> bool:
    return kind in (allowed.get("parse") or []) or id_ in map(str, allowed.get(kind) or [])


def _has_role(channel: Channel, id_: str) -> bool:
    return channel.guild is not None and id_ in {role["id"] for role in channel.guild.payload["roles"]}


def _texts(body: Payload) -> list[Payload]:
    return [found for found in walk(body.get("components")) if found["type"] == ComponentKind.TEXT_DISPLAY]


def post(
    world: World,
    channel: Channel,
    author: Payload,
    body: Payload,
    *,
    files: Sequence[Upload] = (),
    extra: Payload | None = None,
    viewer: str | None = None,
) -> Message:
    """Store a message, whose body was checked, and tell of it; ``extra`` are fields of the stored one."""
    with world.acting():
        reference = body.get("message_reference")
        replied = world.messages.get(str(reference["message_id"])) if reference else None
        found = mentions(world, channel, author, body, replied)
        attached = _attached(world, body, files)
        payload: Payload = {
            "id": snowflake(),
            "channel_id": channel.id,
            "author": author,
            "timestamp": moment(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": found.everyone,
            "mentions": [world.users[id_] for id_ in found.users],
            "mention_roles": list(found.roles),
            "attachments": attached,
            "pinned": False,
            "flags": int(body.get("flags") or 0),
            "type": int(MessageKind.REPLY if replied else MessageKind.DEFAULT),
            **_shown(body, attached),
        }
        if body.get("nonce") is not None:
            payload["nonce"] = body["nonce"]
        if replied:
            payload |= _reference(replied)
        message = Message(payload | (extra or {}), channel, viewer, found.all)
        _keep(world, message)
        tell(world, "MESSAGE_CREATE", message)
        return message


def _reference(message: Message) -> Payload:
    at = {"type": 0, "message_id": message.id, "channel_id": message.channel.id}
    told = {name: value for name, value in message.payload.items() if name != "referenced_message"}
    return {"message_reference": at, "referenced_message": told}


def _keep(world: World, message: Message) -> None:
    world.messages[message.id] = message
    message.channel.messages.append(message)
    message.channel.payload["last_message_id"] = message.id
    metadata = message.channel.payload.get("thread_metadata")
    if metadata and metadata["archived"]:
        world.archive(message.channel, archived=False)


def begin_thread(world: World, channel: Channel, name: str, author: Payload, starter: Message | None) -> Channel:
    """Open a thread from a message or beside all, with the message by which Discord says so."""
    with world.acting():
        thread = world.open_thread(channel, name, author["id"], starter.id if starter else None)
        if starter:
            tell(world, "MESSAGE_UPDATE", starter)
            kind = {"type": int(MessageKind.THREAD_STARTER)}
            post(world, thread, author, {}, extra=kind | _reference(starter))
        else:
            at = {"message_reference": {"type": 0, "channel_id": thread.id}}
            kind = {"type": int(MessageKind.THREAD_CREATED)}
            post(world, channel, author, {"content": name}, extra=kind | at)
        return thread


def change(world: World, message: Message, body: Payload, files: Sequence[Upload] = ()) -> None:
    """Store what an edit, which was checked, changes, and tell of it; it notifies only where it ends "thinking…"."""
    with world.acting():
        found = mentions(world, message.channel, message.payload["author"], body, None)
        attached = message.payload["attachments"]
        if files or body.get("attachments") is not None:
            kept = {attachment["id"]: attachment for attachment in attached}
            old = [kept[str(a["id"])] for a in body.get("attachments") or [] if str(a["id"]) in kept]
            attached = old + _attached(world, body, files)
        changed = {name: value for name, value in _shown(body, attached).items() if name in body}
        changed["attachments"] = attached
        if "content" in body or "components" in body:
            changed |= {"mentions": [world.users[id_] for id_ in found.users], "mention_roles": list(found.roles)}
        if message.loading:
            message.pings = found.all
        message.payload |= changed | {"flags": _flags_after(message, body), "edited_timestamp": moment()}
        message.edits.append(time.monotonic())
        tell(world, "MESSAGE_UPDATE", message)


def _flags_after(message: Message, body: Payload) -> int:
    flags = message.flags & ~MessageFlag.LOADING
    if body.get("flags") is not None:
        given = MessageFlag(int(body["flags"])) & (MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2)
        flags = flags & ~MessageFlag.SUPPRESS_EMBEDS | given
    return int(flags)


def delete(world: World, message: Message) -> None:
    """Remove a message, and tell of it."""
    with world.acting():
        message.deleted = True
        del world.messages[message.id]
        message.channel.messages.remove(message)
        about = {"id": message.id, "channel_id": message.channel.id} | _place(message)
        _tell(world, "MESSAGE_DELETE", about, message)


def tell(world: World, event: str, message: Message) -> None:
    """Tell the bot of a message that it may see: with the author's membership when it is in a guild."""
    payload = message.payload | _place(message)
    if message.channel.guild is not None and message.author in message.channel.guild.members:
        payload["member"] = _membership(message, message.author)
        payload["mentions"] = [
            user | {"member": _membership(message, user["id"])}
            for user in payload["mentions"]
            if user["id"] in message.channel.guild.members
        ]
    _tell(world, event, payload, message)


def _tell(world: World, event: str, payload: Payload, message: Message) -> None:
    if message.ephemeral or not world.bot_sees(message.channel):
        return
    direct = message.channel.guild is None
    world.emit(event, payload, Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES)


def _place(message: Message) -> Payload:
    return {"guild_id": message.channel.guild.id} if message.channel.guild is not None else {}


def _membership(message: Message, user_id: str) -> Payload:
    assert message.channel.guild is not None
    return {name: value for name, value in message.channel.guild.members[user_id].items() if name != "user"}


def hide_content(payload: Payload, bot_id: str) -> Payload:
    """Return a message of a guild as an application without the message-content intent is told it.

    It keeps what the bot wrote and what mentions the bot.
    https://discord.com/developers/docs/events/gateway#message-content-intent
    """
    if payload.get("referenced_message"):
        payload = payload | {"referenced_message": hide_content(payload["referenced_message"], bot_id)}
    if payload["author"]["id"] == bot_id or any(user["id"] == bot_id for user in payload["mentions"]):
        return payload
    return payload | {"content": "", "embeds": [], "attachments": [], "components": []}


def _shown(body: Payload, attached: Sequence[Payload]) -> dict[str, Any]:
    embeds = [{"type": "rich", **embed} for embed in body.get("embeds") or []]
    components = copy.deepcopy(body.get("components") or [])
    taken = {component["id"] for component in walk(components) if component.get("id")}
    free = (number for number in range(1, 1000) if number not in taken)
    for component in walk(components):
        component["id"] = component.get("id") or next(free)
        if component["type"] == ComponentKind.FILE and component["file"]["url"].startswith(ATTACHMENT):
            _fill_file(component, attached)
    return {"content": (body.get("content") or "").strip(), "embeds": embeds, "components": components}


def _fill_file(component: Payload, attached: Sequence[Payload]) -> None:
    name = component["file"]["url"].removeprefix(ATTACHMENT)
    file = next(file for file in attached if file["filename"] == name)
    component |= {"name": name, "size": file["size"]}
    component["file"] |= {part: file[part] for part in ("id", "url", "proxy_url", "content_type")}


def _attached(world: World, body: Payload, files: Sequence[Upload]) -> list[Payload]:
    described = {str(given.get("id")): given for given in body.get("attachments") or []}
    attached = []
    for n, file in enumerate(files):
        id_ = snowflake()
        world.files[id_] = file.data
        name = described.get(str(n), {}).get("filename", file.name)
        address = f"https://cdn.discordapp.com/attachments/{id_}/{name}"
        attached.append(
            {
                "id": id_,
                "filename": name,
                "size": len(file.data),
                "url": address,
                "proxy_url": address,
                "content_type": file.content_type,
            }
        )
    return attached
