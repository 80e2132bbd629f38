"""Many people who ask at once, and what becomes of their questions."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.discord.answers import has_quotes, is_final, says
from tests.discord.entities import Channel, Guild, Message
from tests.discord.interactions import Interaction
from tests.discord.people import Person
from tests.discord.server import FakeDiscord

QUESTIONS = (
    "How many countries took part?",
    "Có bao nhiêu nạn nhân được giải cứu?",
    "How many people were arrested?",
    "Bao nhieu nguoi bi bat?",
    "How many police officers were killed?",
    "What does the price of bread have to do with lighthouses?",
)
# What is said instead of an answer.
_LIMITS = ("d_limit_person", "d_limit_channel", "d_queue_person", "d_queue_full")
_FAILURES = ("d_failed", "d_stopped")
_POLL_SECONDS = 0.05


@dataclass(frozen=True, eq=False)
class Question:
    """A question that was asked: a command's interaction, or a message."""

    fake: FakeDiscord
    asked: Interaction | Message

    @property
    def response(self) -> Message | None:
        """What the bot shows in response at present."""
        if isinstance(self.asked, Interaction):
            return self.asked.message
        replies = (message for message in self.asked.channel.messages if message.replies_to == self.asked.id)
        return next(replies, None)

    @property
    def outcome(self) -> str | None:
        """How it ended, "answered", "not_found", "limit" or "failed"; None while it has not."""
        shown = self.response
        if shown is None or shown.loading:
            return None
        if is_final(shown):
            return "answered" if has_quotes(shown) else "not_found"
        if any(says(shown, key) for key in _LIMITS):
            return "limit"
        return "failed" if any(says(shown, key) for key in _FAILURES) else None

    @property
    def is_message(self) -> bool:
        """Whether it was asked in a message."""
        return isinstance(self.asked, Message)

    @property
    def acknowledged(self) -> float:
        """Seconds from the event to the first sign that it was seen; endless while there is none."""
        if isinstance(self.asked, Interaction):
            return math.inf if self.asked.seconds is None else self.asked.seconds
        return math.inf if self.response is None else self.response.posted_at - self.asked.posted_at


@dataclass(frozen=True)
class Crowd:
    """``people`` of a guild who ask in ``channels``."""

    fake: FakeDiscord
    people: list[Person]
    channels: list[Channel]

    @classmethod
    def gather(cls, fake: FakeDiscord, guild: Guild, people: int, channels: int) -> Crowd:
        """Return a new crowd in new channels; every second person is Vietnamese."""
        locales = ("en-US", "vi")
        return cls(
            fake,
            [fake.person(f"person {n}", guild, locale=locales[n % 2]) for n in range(people)],
            [fake.world.add_channel(guild, f"room-{n}") for n in range(channels)],
        )

    def ask(self, count: int, mentions: int = 0, first: int = 0, seconds: float = 0.0) -> list[Question]:
        """Ask ``count`` questions within ``seconds``, every ``mentions``-th in a message and the others by command.

        ``first`` is the number of the first one: another number is another question.
        """
        questions = []
        for n in range(first, first + count):
            questions.append(self._ask(n, in_message=mentions > 0 and n % mentions == 0))
            time.sleep(seconds / count)
        return questions

    def _ask(self, n: int, *, in_message: bool) -> Question:
        # Those who ask in messages are spread over all channels, too.
        person, place = self.people[n % len(self.people)], (n + n // len(self.channels)) % len(self.channels)
        channel = self.channels[place]
        text = QUESTIONS[n % len(QUESTIONS)] + "?" * (n // len(QUESTIONS))  # none is known from before
        asked = person.ask(channel, text) if in_message else person.slash(channel, "ask", question=text)
        return Question(self.fake, asked)

    def wait(self, questions: Sequence[Question], timeout: float = 240) -> Counter[str | None]:
        """Wait until every question has ended, and return how many ended how.

        Raises:
            TimeoutError: not all have.
        """
        end = time.monotonic() + timeout
        outcomes = Counter[str | None]([None])
        while outcomes[None] and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)  # looking whenever something happens would slow the loopback Discord down
            outcomes = Counter(question.outcome for question in questions)
        if outcomes[None]:
            raise TimeoutError(f"{outcomes[None]} questions have not ended: {outcomes}\n{self.fake.transcript()}")
        return outcomes


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of the values are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
