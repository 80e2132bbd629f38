"""The things of a world, as a test reads them. Their ``payload`` is what a client is told."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from tests.discord.payloads import Payload, walk
from tests.discord.protocol import ChannelKind, ComponentKind, MessageFlag


@dataclass(eq=False)
class Guild:
    """A server. ``members`` are by user id; where ``has_bot`` is false the bot is not among them."""

    payload: Payload
    members: dict[str, Payload] = field(default_factory=dict)
    has_bot: bool = True

    @property
    def id(self) -> str:
        """The guild's id, which is also that of everybody's role."""
        return str(self.payload["id"])


@dataclass(eq=False)
class Channel:
    """A text channel, forum, thread or direct messages; ``guild`` is None in the last."""

    payload: Payload
    guild: Guild | None = None
    parent: Channel | None = None
    messages: list[Message] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The channel's id; a thread has that of the message it started from."""
        return str(self.payload["id"])

    @property
    def kind(self) -> ChannelKind:
        """Its type."""
        return ChannelKind(self.payload["type"])

    @property
    def name(self) -> str:
        """Its name; direct messages have none."""
        return str(self.payload.get("name", ""))

    @property
    def recipient(self) -> str | None:
        """The id of the person whose direct messages these are."""
        return self.payload["recipients"][0]["id"] if self.kind is ChannelKind.DM else None


@dataclass(eq=False)
class Message:
    """A message. ``viewer`` is the one person who sees it when it is ephemeral.

    ``posted_at`` and ``edits`` are seconds of ``time.monotonic()``; ``pings`` is who it notified when it was posted:
    ids of users and roles, and "everyone".
    """

    payload: Payload
    channel: Channel
    viewer: str | None = None
    pings: list[str] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    deleted: bool = False
    posted_at: float = field(default_factory=time.monotonic)

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.payload["id"])

    @property
    def author(self) -> str:
        """The id of who wrote it."""
        return str(self.payload["author"]["id"])

    @property
    def flags(self) -> MessageFlag:
        """Its flags."""
        return MessageFlag(self.payload["flags"])

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return MessageFlag.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it still says "thinking…"."""
        return MessageFlag.LOADING in self.flags

    @property
    def replies_to(self) -> str | None:
        """The id of the message it replies to."""
        return (self.payload.get("message_reference") or {}).get("message_id")

    @property
    def components(self) -> list[Payload]:
        """All its components at whatever depth."""
        return list(walk(self.payload["components"]))

    @property
    def buttons(self) -> list[Payload]:
        """Its buttons, links included."""
        return [found for found in self.components if found["type"] == ComponentKind.BUTTON]

    @property
    def text(self) -> str:
        """All that it says: content, embeds and text displays, a line each, without the marks of what is bold."""
        texts = [self.payload["content"]]
        for embed in self.payload["embeds"]:
            texts += [embed.get("title"), embed.get("description")]
            texts += [part for line in embed.get("fields", []) for part in (line["name"], line["value"])]
            texts.append(embed.get("footer", {}).get("text"))
        texts += [found["content"] for found in self.components if found["type"] == ComponentKind.TEXT_DISPLAY]
        return "\n".join(text for text in texts if text).replace("**", "")

    def component(self, name: str) -> Payload:
        """Return the component whose custom id, label or placeholder is ``name``, or whose custom id starts with it.

        Raises:
            LookupError: there is none; the message says what there is.
        """
        for found in self.components:
            if name in (found.get("custom_id"), found.get("label"), found.get("placeholder")):
                return found
        for found in self.components:
            if found.get("custom_id", "").startswith(name):
                return found
        names = [found.get("label") or found.get("custom_id") for found in self.components]
        raise LookupError(f"no component {name!r} among {[name for name in names if name]}")
