"""An interaction: what a person did with the bot's commands, buttons and forms, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord.entities import Channel, Message
from tests.discord.errors import ApiError, unknown
from tests.discord.payloads import Payload
from tests.discord.protocol import CallbackKind
from tests.discord.world import World


@dataclass(eq=False)
class Interaction:
    """What the bot was told (``payload``), when, and its response.

    Times are seconds of ``time.monotonic()``. ``message`` is what it was responded with, or for a button that changed
    its message that message; ``followups`` are the further ones; ``response`` is the data of a modal or of choices.
    """

    payload: Payload
    world: World
    channel: Channel
    person: str
    opened_by: Interaction | None = None  # for a form, what opened it
    # Discord's: https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction
    acknowledge_within: float = 3.0
    token_life: float = 900.0
    at: float = field(default_factory=time.monotonic)
    acknowledged_at: float | None = None
    kind: CallbackKind | None = None
    message: Message | None = None
    followups: list[Message] = field(default_factory=list)
    response: Payload | None = None

    @property
    def id(self) -> str:
        """The interaction's id."""
        return str(self.payload["id"])

    @property
    def token(self) -> str:
        """What the bot may respond with."""
        return str(self.payload["token"])

    @property
    def seconds(self) -> float | None:
        """How long the bot took to acknowledge it."""
        return None if self.acknowledged_at is None else self.acknowledged_at - self.at

    def expire(self) -> None:
        """Let the token die now, as it does after fifteen minutes."""
        self.token_life = 0

    def check_alive(self) -> None:
        """Raise unless the token may still be used for messages."""
        if time.monotonic() - self.at > self.token_life:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if self.acknowledged_at is None:
            raise unknown("Webhook")

    def acknowledge(self, kind: CallbackKind, message: Message | None, response: Payload | None) -> None:
        """Note the one response."""
        self.acknowledged_at = time.monotonic()
        self.kind, self.message, self.response = kind, message, response

    def check_new(self) -> None:
        """Raise unless it may still be acknowledged."""
        if self.acknowledged_at is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if time.monotonic() - self.at > min(self.acknowledge_within, self.token_life):
            raise unknown("interaction")

    # What a test waits for.

    def acknowledged(self, timeout: float = 10) -> float:
        """Wait until the bot has acknowledged it, and return how many seconds that took."""
        self.world.wait(lambda: self.acknowledged_at, timeout, "an acknowledgement")
        return self.seconds or 0.0

    def answer(self, until: Callable[[Message], bool] | None = None, timeout: float = 30) -> Message:
        """Wait for a message in response that is no longer "thinking…" and of which ``until`` holds."""

        def found() -> Message | None:
            messages = [message for message in (self.message, *self.followups) if message is not None]
            ready = (m for m in messages if not m.loading and not m.deleted and (until is None or until(m)))
            return next(ready, None)

        message = self.world.wait(found, timeout, "an answer")
        assert message is not None
        return message

    def modal(self, timeout: float = 10) -> Payload:
        """Wait for the form that the bot opens."""
        return self._response(CallbackKind.MODAL, timeout)

    def choices(self, timeout: float = 10) -> list[Payload]:
        """Wait for what the bot suggests."""
        return list(self._response(CallbackKind.CHOICES, timeout)["choices"])

    def _response(self, kind: CallbackKind, timeout: float) -> Payload:
        self.acknowledged(timeout)
        assert self.kind is kind, f"the bot responded with {self.kind!r}"
        assert self.response is not None
        return self.response
