"""Routes by which an interaction is responded to, with the token it came with.

https://discord.com/developers/docs/interactions/receiving-and-responding.
"""

from __future__ import annotations

from tests.discord import components, messages, validation
from tests.discord.entities import Message
from tests.discord.errors import invalid, unknown
from tests.discord.interactions import Interaction
from tests.discord.payloads import Payload
from tests.discord.protocol import CallbackKind, CommandKind, InteractionKind, MessageFlag, MessageKind
from tests.discord.rest import Answer, Call, Routes
from tests.discord.routes_messages import change, check

ROUTES = Routes()


@ROUTES.add("POST", "/interactions/{}/{}/callback")
def respond(call: Call, interaction_id: str, token: str) -> Answer:
    """Acknowledge an interaction: once, and within three seconds."""
    interaction = call.world.interactions.get(token)
    if interaction is None or interaction.id != interaction_id:
        raise unknown("interaction")
    interaction.check_new()
    kind, data = CallbackKind(call.body["type"]), call.body.get("data") or {}
    message, response = _responded(call, interaction, kind, data)
    interaction.acknowledge(kind, message, response)
    if call.request.query.get("with_response", "").casefold() not in ("1", "true"):
        return 204, None
    return 200, _callback(interaction, kind)


@ROUTES.add("POST", "/webhooks/{}/{}")
def follow_up(call: Call, application_id: str, token: str) -> Answer:
    """Send a further message; the first after "thinking…" takes its place."""
    interaction = _alive(call, token)
    first = interaction.message
    if interaction.kind is CallbackKind.DEFERRED_MESSAGE and first and first.loading and not first.deleted:
        change(call, first, call.body)
        return 200, first.payload
    message = _post(call, interaction, call.body)
    interaction.followups.append(message)
    return 200, message.payload


@ROUTES.add("GET", "/webhooks/{}/{}/messages/{}")
def read(call: Call, application_id: str, token: str, message_id: str) -> Answer:
    """Return a message that was sent in response."""
    return 200, _find(call, token, message_id).payload


@ROUTES.add("PATCH", "/webhooks/{}/{}/messages/{}")
def edit(call: Call, application_id: str, token: str, message_id: str) -> Answer:
    """Change a message that was sent in response."""
    message = _find(call, token, message_id)
    change(call, message, call.body)
    return 200, message.payload


@ROUTES.add("DELETE", "/webhooks/{}/{}/messages/{}")
def delete(call: Call, application_id: str, token: str, message_id: str) -> Answer:
    """Delete a message that was sent in response."""
    messages.delete(call.world, _find(call, token, message_id))
    return 204, None


def _responded(
    call: Call, interaction: Interaction, kind: CallbackKind, data: Payload
) -> tuple[Message | None, Payload | None]:
    match kind:
        case CallbackKind.MESSAGE:
            return _post(call, interaction, data), None
        case CallbackKind.DEFERRED_MESSAGE:
            flags = int(data.get("flags") or 0)
            validation.check_flags(flags, interaction=True)
            return _stored(call, interaction, {"flags": flags | MessageFlag.LOADING}), None
        case CallbackKind.DEFERRED_UPDATE | CallbackKind.UPDATE:
            if "message" not in interaction.payload:
                raise invalid("type", "BASE_TYPE_CHOICES", "There is no message to update")
            message: Message = call.world.find("Message", interaction.payload["message"]["id"])
            if kind is CallbackKind.UPDATE:
                change(call, message, data)
            return message, None
        case CallbackKind.CHOICES:
            validation.check_choices(data["choices"])
        case CallbackKind.MODAL:
            components.check_modal(data)
    return None, data


def _post(call: Call, interaction: Interaction, body: Payload) -> Message:
    flags = int(body.get("flags") or 0)
    validation.check_flags(flags, interaction=True)
    check(call, body, flags)
    return _stored(call, interaction, body)


def _stored(call: Call, interaction: Interaction, body: Payload) -> Message:
    viewer = interaction.person if int(body.get("flags") or 0) & MessageFlag.EPHEMERAL else None
    extra = {
        "type": int(_kind(interaction)),
        "webhook_id": call.world.application_id,
        "application_id": call.world.application_id,
        "interaction_metadata": _metadata(call, interaction),
    }
    files = call.files
    return messages.post(call.world, interaction.channel, call.world.bot, body, files=files, extra=extra, viewer=viewer)


def _metadata(call: Call, interaction: Interaction) -> Payload:
    """Return what a message says of the interaction that it responds to, and of the one which led to that."""
    told: Payload = {
        "id": interaction.id,
        "type": interaction.payload["type"],
        "user": call.world.users[interaction.person],
        "authorizing_integration_owners": interaction.payload["authorizing_integration_owners"],
    }
    if interaction.payload["type"] == InteractionKind.COMPONENT:
        told["interacted_message_id"] = interaction.payload["message"]["id"]
    if interaction.opened_by is not None:
        told["triggering_interaction_metadata"] = _metadata(call, interaction.opened_by)
    return told


def _kind(interaction: Interaction) -> MessageKind:
    if interaction.payload["type"] != InteractionKind.COMMAND or interaction.acknowledged_at is not None:
        return MessageKind.DEFAULT
    slash = interaction.payload["data"]["type"] == CommandKind.SLASH
    return MessageKind.CHAT_INPUT_COMMAND if slash else MessageKind.CONTEXT_MENU_COMMAND


def _callback(interaction: Interaction, kind: CallbackKind) -> Payload:
    told: Payload = {"id": interaction.id, "type": interaction.payload["type"]}
    message = interaction.message
    if message is None:
        return {"interaction": told}
    told |= {
        "response_message_id": message.id,
        "response_message_loading": message.loading,
        "response_message_ephemeral": message.ephemeral,
    }
    new = kind in (CallbackKind.MESSAGE, CallbackKind.DEFERRED_MESSAGE)
    resource = {"type": int(CallbackKind.MESSAGE if new else CallbackKind.UPDATE), "message": message.payload}
    return {"interaction": told, "resource": resource}


def _alive(call: Call, token: str) -> Interaction:
    interaction = call.world.interactions.get(token)
    if interaction is None:
        raise unknown("Webhook")
    interaction.check_alive()
    return interaction


def _find(call: Call, token: str, message_id: str) -> Message:
    interaction = _alive(call, token)
    found = interaction.message if message_id == "@original" else call.world.messages.get(message_id)
    if found is None or found.deleted or not _is_its(interaction, found):
        raise unknown("Message")
    return found


def _is_its(interaction: Interaction, message: Message) -> bool:
    return message is interaction.message or message in interaction.followups
