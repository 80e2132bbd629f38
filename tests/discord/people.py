"""People: what they write, press and fill in. Nothing here waits for the bot; an ``Interaction`` does when asked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.discord import choosing, messages, permissions
from tests.discord.entities import Channel, Message
from tests.discord.interactions import Interaction
from tests.discord.payloads import Payload, snowflake
from tests.discord.protocol import CommandKind, ComponentKind, InteractionKind
from tests.discord.world import World

_MOST_UPLOAD = 10 << 20
# What a reply says when the person switched "@ ON" off.
_SILENT = {"parse": ["users", "roles", "everyone"], "replied_user": False}


@dataclass(eq=False)
class Person:
    """Somebody at the other end, or another bot; ``locale`` is the language of their client."""

    world: World
    user: Payload
    locale: str = "en-US"

    @property
    def id(self) -> str:
        """The id of the account."""
        return str(self.user["id"])

    # Messages.

    def say(self, channel: Channel, text: str) -> Message:
        """Write to a channel or a thread.

        Raises:
            PermissionError: the person may not write there.
        """
        return self._post(channel, {"content": text})

    def ask(self, channel: Channel, text: str) -> Message:
        """Write to a channel, mentioning the bot first."""
        return self.say(channel, f"<@{self.world.bot['id']}> {text}")

    def reply(self, message: Message, text: str, *, ping: bool = True) -> Message:
        """Reply to a message; its author is mentioned by that unless ``ping`` is off."""
        body: Payload = {"content": text, "message_reference": {"message_id": message.id}}
        return self._post(message.channel, body if ping else body | {"allowed_mentions": _SILENT})

    def write(self, text: str) -> Message:
        """Write to the bot directly."""
        return self._post(self.direct, {"content": text})

    @property
    def direct(self) -> Channel:
        """The direct messages between the person and the bot."""
        return self.world.direct(self.id)

    def close_direct(self) -> None:
        """Accept no direct messages of the bot."""
        with self.world.acting():
            self.world.closed_to_bot.add(self.id)

    def edit(self, message: Message, text: str) -> None:
        """Change a message of one's own."""
        messages.change(self.world, message, {"content": text})

    def delete(self, message: Message) -> None:
        """Delete a message."""
        messages.delete(self.world, message)

    def open_thread(self, channel: Channel, name: str, starter: Message | None = None) -> Channel:
        """Open a thread of a channel, from a message or beside all."""
        return messages.begin_thread(self.world, channel, name, self.user, starter)

    def open_post(self, forum: Channel, title: str, text: str) -> Channel:
        """Open a post in a forum; its first message has the id of the thread."""
        with self.world.acting():
            thread = self.world.open_thread(forum, title, self.id)
            messages.post(self.world, thread, self.user, {"content": text}, extra={"id": thread.id})
            return thread

    def _post(self, channel: Channel, body: Payload) -> Message:
        if not permissions.may_write(channel, self.id):
            raise PermissionError(f"{self.user['username']} may not write there")
        return messages.post(self.world, channel, self.user, body)

    # Interactions.

    def slash(self, channel: Channel, command: str, /, **options: Any) -> Interaction:
        """Use a slash command: "ask", or "settings channels" for a subcommand. Channels, roles and people are ids.

        Raises:
            LookupError: the bot offers no such command or option.
            PermissionError: not to this person, or not here.
            ValueError: the client would not let these options through.
        """
        return self._command(InteractionKind.COMMAND, channel, command, options, None)

    def suggest(self, channel: Channel, command: str, focused: str, /, **options: Any) -> Interaction:
        """Type into an option of a slash command; the interaction's ``choices`` are what the bot suggests."""
        return self._command(InteractionKind.AUTOCOMPLETE, channel, command, options, focused)

    def menu(self, command: str, target: Message) -> Interaction:
        """Use a command of a message's context menu; the bot is told the whole message, whatever its intents."""
        found = choosing.find_command(self.world, target.channel, self.id, command, CommandKind.MESSAGE)
        data = {"id": found["id"], "name": found["name"], "type": found["type"], "target_id": target.id}
        resolved = {"messages": {target.id: target.payload}}
        return self._interact(InteractionKind.COMMAND, target.channel, data | {"resolved": resolved})

    def click(self, message: Message, button: str) -> Interaction:
        """Press the button with this label or custom id, or whose custom id starts so.

        Raises:
            LookupError: the message has none.
            ValueError: it is disabled, or the person does not see the message.
        """
        component = message.component(button)
        choosing.check_pressable(message, component, self.id)
        data = {"component_type": int(ComponentKind.BUTTON), "custom_id": component["custom_id"]}
        return self._interact(InteractionKind.COMPONENT, message.channel, data | {"id": component["id"]}, message)

    def choose(self, message: Message, select: str, *values: str) -> Interaction:
        """Choose in the select with this placeholder or custom id, or whose custom id starts so.

        Raises:
            LookupError: the message has none.
            ValueError: it is disabled, or these values cannot be chosen.
        """
        component = message.component(select)
        choosing.check_pressable(message, component, self.id)
        data = choosing.select(self.world, message.channel.guild, component, values)
        return self._interact(InteractionKind.COMPONENT, message.channel, data | {"id": component["id"]}, message)

    def submit(self, opened_by: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fill in the form which an interaction opened, by the custom ids of its fields, and send it.

        Raises:
            LookupError: it has no such field.
            ValueError: the client would not let these values through.
        """
        modal = opened_by.modal()
        data = {"custom_id": modal["custom_id"], "components": choosing.submitted(modal, values)}
        source = opened_by.payload.get("message")
        message = self.world.messages.get(source["id"]) if source else None
        return self._interact(InteractionKind.MODAL, opened_by.channel, data, message, opened_by)

    def _command(
        self, kind: InteractionKind, channel: Channel, command: str, options: Mapping[str, Any], focused: str | None
    ) -> Interaction:
        name, *path = command.split()
        with self.world.acting():
            found = choosing.find_command(self.world, channel, self.id, name, CommandKind.SLASH)
            data = choosing.fill_in(self.world, channel.guild, found, path, options, focused)
            return self._interact(kind, channel, data)

    def _interact(
        self,
        kind: InteractionKind,
        channel: Channel,
        data: Payload,
        message: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        with self.world.acting():
            id_ = snowflake()
            payload = {
                "id": id_,
                "application_id": self.world.application_id,
                "type": int(kind),
                "token": f"token-of-interaction-{id_}",
                "version": 1,
                "data": data,
                "locale": self.locale,
                "entitlements": [],
                "attachment_size_limit": _MOST_UPLOAD,
                **self._place(channel),
                **({"message": message.payload} if message is not None else {}),
            }
            interaction = Interaction(payload, self.world, channel, self.id, opened_by)
            self.world.interactions[interaction.token] = interaction
            self.world.emit("INTERACTION_CREATE", payload, None)
            return interaction

    def _place(self, channel: Channel) -> Payload:
        of_bot = permissions.in_channel(channel, self.world.bot["id"])
        mine = str(int(permissions.in_channel(channel, self.id)))
        place: Payload = {
            "channel_id": channel.id,
            "channel": channel.payload | {"permissions": mine},
            "app_permissions": str(int(of_bot)),
        }
        guild = channel.guild
        if guild is None:
            return place | {"user": self.user, "context": 1, "authorizing_integration_owners": {"0": "0"}}
        locale = guild.payload["preferred_locale"]
        return place | {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "features": guild.payload["features"], "locale": locale},
            "guild_locale": locale,
            "member": guild.members[self.id] | {"permissions": mine},
            "context": 0,
            "authorizing_integration_owners": {"0": guild.id} if guild.has_bot else {"1": self.id},
        }
