"""Routes of messages: https://discord.com/developers/docs/resources/message."""

from __future__ import annotations

from typing import Any

from tests.discord import messages, permissions, validation
from tests.discord.entities import Channel, Message
from tests.discord.errors import ApiError, invalid, missing_access, missing_permissions, unknown
from tests.discord.payloads import Payload
from tests.discord.protocol import ChannelKind, Intent, MessageFlag, Permission
from tests.discord.rest import Answer, Call, Routes
from tests.discord.world import World

ROUTES = Routes()


@ROUTES.add("POST", "/channels/{}/messages")
def create(call: Call, channel_id: str) -> Answer:
    """Send a message; one whose nonce was sent before is not sent again."""
    channel = writable(call.world, channel_id)
    body = call.body
    if body.get("enforce_nonce") and (sent := _sent_with(channel, body.get("nonce"))):
        return 200, sent.payload
    flags = int(body.get("flags") or 0)
    validation.check_flags(flags, interaction=False)
    check(call, body, flags)
    _check_may_show(call, channel)
    body = _with_reference(call.world, channel, body)
    return 200, messages.post(call.world, channel, call.world.bot, body, files=call.files).payload


@ROUTES.add("GET", "/channels/{}/messages")
def history(call: Call, channel_id: str) -> Answer:
    """Return up to ``limit`` messages, newest first, before or after one."""
    channel = _readable(call.world, channel_id)
    query = call.request.query
    before, after = int(query.get("before", 1 << 63)), int(query.get("after", 0))
    found = [m for m in channel.messages if not m.ephemeral and after < int(m.id) < before]
    found = found[: int(query.get("limit", 50))] if "after" in query else found[-int(query.get("limit", 50)) :]
    return 200, [_told(call.world, message) for message in reversed(found)]


@ROUTES.add("GET", "/channels/{}/messages/{}")
def read(call: Call, channel_id: str, message_id: str) -> Answer:
    """Return one message."""
    return 200, _told(call.world, _find(call.world, _readable(call.world, channel_id), message_id))


@ROUTES.add("PATCH", "/channels/{}/messages/{}")
def edit(call: Call, channel_id: str, message_id: str) -> Answer:
    """Change a message of the bot's own."""
    message = _find(call.world, _visible(call.world, channel_id), message_id)
    if message.author != call.world.bot["id"]:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    _check_may_show(call, message.channel)
    change(call, message, call.body)
    return 200, message.payload


@ROUTES.add("DELETE", "/channels/{}/messages/{}")
def delete(call: Call, channel_id: str, message_id: str) -> Answer:
    """Delete a message of the bot's own, or another's where the bot may."""
    message = _find(call.world, _visible(call.world, channel_id), message_id)
    allowed = permissions.in_channel(message.channel, call.world.bot["id"])
    if message.author != call.world.bot["id"] and Permission.MANAGE_MESSAGES not in allowed:
        raise missing_permissions()
    messages.delete(call.world, message)
    return 204, None


@ROUTES.add("POST", "/channels/{}/typing")
def typing(call: Call, channel_id: str) -> Answer:
    """Show that the bot is typing."""
    writable(call.world, channel_id)
    return 204, None


@ROUTES.add("POST", "/channels/{}/messages/{}/threads")
def thread_from(call: Call, channel_id: str, message_id: str) -> Answer:
    """Open a thread from a message."""
    message = _find(call.world, _may_open_thread(call, channel_id), message_id)
    if message.id in call.world.channels:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    return 201, _begun(call, message.channel, message)


@ROUTES.add("POST", "/channels/{}/threads")
def thread(call: Call, channel_id: str) -> Answer:
    """Open a thread beside all messages."""
    return 201, _begun(call, _may_open_thread(call, channel_id), None)


@ROUTES.add("PUT", "/channels/{}/thread-members/{}")
def join_thread(call: Call, channel_id: str, who: str) -> Answer:
    """Join a thread, or add somebody to it."""
    if _visible(call.world, channel_id).parent is None:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    return 204, None


def check(call: Call, body: Payload, flags: int) -> None:
    """Raise unless a body may be sent with the files that came with it."""
    validation.check_message(body, flags, [file.name for file in call.files])
    validation.check_allowed_mentions(body.get("allowed_mentions"))


def change(call: Call, message: Message, body: Payload) -> None:
    """Change a message as a PATCH says: what is not given stays as it was, and components V2 cannot be left.

    Raises:
        ApiError: the whole that would come of it is not accepted.
    """
    flags = (message.flags & MessageFlag.COMPONENTS_V2) | int(body.get("flags") or 0)
    kept = {name: message.payload[name] for name in ("content", "embeds", "components") if name not in body}
    names = [file.name for file in call.files]
    if body.get("attachments") is None:
        names += [attachment["filename"] for attachment in message.payload["attachments"]]
    validation.check_message(body | kept, flags, names)
    validation.check_allowed_mentions(body.get("allowed_mentions"))
    messages.change(call.world, message, body, call.files)


def writable(world: World, channel_id: str) -> Channel:
    """Return a channel to which the bot may write.

    Raises:
        ApiError: it may not, or there is none.
    """
    channel = _visible(world, channel_id)
    if channel.recipient in world.closed_to_bot:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    if channel.kind is ChannelKind.FORUM:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if not permissions.may_write(channel, world.bot["id"]):
        raise missing_permissions()
    if channel.parent is not None and channel.payload["thread_metadata"]["locked"]:
        raise ApiError(400, 50083, "Thread is archived")
    return channel


def _visible(world: World, channel_id: str) -> Channel:
    channel: Channel = world.find("Channel", channel_id)
    if not world.bot_sees(channel):
        raise missing_access()
    return channel


def _readable(world: World, channel_id: str) -> Channel:
    channel = _visible(world, channel_id)
    if Permission.READ_MESSAGE_HISTORY not in permissions.in_channel(channel, world.bot["id"]):
        raise missing_access()
    return channel


def _find(world: World, channel: Channel, message_id: str) -> Message:
    message: Message = world.find("Message", message_id)
    if message.channel is not channel or message.ephemeral:
        raise unknown("Message")
    return message


def _check_may_show(call: Call, channel: Channel) -> None:
    allowed = permissions.in_channel(channel, call.world.bot["id"])
    for given, needed in ((call.body.get("embeds"), Permission.EMBED_LINKS), (call.files, Permission.ATTACH_FILES)):
        if given and needed not in allowed:
            raise missing_permissions()


def _with_reference(world: World, channel: Channel, body: Payload) -> Payload:
    """Return a body whose reference, if any, is to a message that is there."""
    reference = body.get("message_reference")
    if not reference:
        return body
    if Permission.READ_MESSAGE_HISTORY not in permissions.in_channel(channel, world.bot["id"]):
        raise ApiError(403, 160002, "Cannot reply without permission to read message history")
    referenced = world.messages.get(str(reference["message_id"]))
    if referenced is not None and referenced.channel is channel and not referenced.ephemeral:
        return body
    if reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return {name: value for name, value in body.items() if name != "message_reference"}


def _sent_with(channel: Channel, nonce: Any) -> Message | None:
    return next((message for message in channel.messages if nonce and message.payload.get("nonce") == nonce), None)


def _told(world: World, message: Message) -> Payload:
    if message.channel.guild is None or Intent.MESSAGE_CONTENT in world.approved:
        return message.payload
    return messages.hide_content(message.payload, world.bot["id"])


def _may_open_thread(call: Call, channel_id: str) -> Channel:
    channel = _visible(call.world, channel_id)
    if channel.kind is not ChannelKind.TEXT:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if Permission.CREATE_PUBLIC_THREADS not in permissions.in_channel(channel, call.world.bot["id"]):
        raise missing_permissions()
    validation.check_thread_name(call.body.get("name"))
    return channel


def _begun(call: Call, channel: Channel, starter: Message | None) -> Payload:
    return messages.begin_thread(call.world, channel, call.body["name"], call.world.bot, starter).payload
