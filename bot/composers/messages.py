"""What the language model is told, and the shape of what it may return."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from bot.language_model.client import Message
from bot.question import Question
from bot.reading import Judgement
from bot.retrieval import RankedPassage
from bot.verification import locate
from ingest.article import Article, Span
from prompts import model_text

_PASSAGES = 6
_LEAST_OF_A_LANGUAGE = 2
_NAMES = {"en": "English", "vi": "Vietnamese"}
_MOST_FAULTS = 8
_REPEATED_CHARS = 4_000
_MOST_PARTS = 40
_TAG = re.compile(r"<(?=\s*/?\s*(?:passage|sentence|quote))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the model is shown it, by its number from 1."""

    n: int
    passage: RankedPassage

    @property
    def article(self) -> Article:
        """The article it is from."""
        return self.passage.stored.article

    def find(self, quote: str) -> Span | None:
        """Return where in the article's text ``quote`` stands, if it stands in this passage and nowhere beside it.

        What was planted in an article is left out of its passages: words between two sentences are no quote.
        """
        spans, text = self.passage.stored.passage.sentences, self.article.text
        start = spans[0].start
        found = locate(quote, text[start : spans[-1].end])
        if found is None:
            return None
        inside = Span(start + found.start, start + found.end)
        return inside if _is_within(inside, spans, text) else None


def _is_within(span: Span, sentences: Sequence[Span], text: str) -> bool:
    """Tell whether all words of ``span`` are those of ``sentences``."""
    at = span.start
    for sentence in sentences:
        if sentence.end > at and text[at : min(sentence.start, span.end)].strip():
            return False
        at = max(at, sentence.end)
    return not text[at : span.end].strip()


def shown_passages(judgement: Judgement) -> list[Shown]:
    """Return the passages with the best windows, best first, and some of each language that was found."""
    order = [candidate.reading.window.passage for candidate in judgement.candidates]
    passages = list({_place(it): it for it in [*order, *judgement.evidence.passages]}.values())
    chosen = passages[:_PASSAGES]
    for language in {it.stored.article.language for it in passages}:
        chosen = _with_language(chosen, passages, language)
    return [Shown(n, it) for n, it in enumerate(chosen, 1)]


def _place(passage: RankedPassage) -> tuple[str, int]:
    return passage.stored.article.id, passage.stored.passage.span.start


def _with_language(
    chosen: list[RankedPassage], passages: Sequence[RankedPassage], language: str
) -> list[RankedPassage]:
    """Return ``chosen`` with its last ones replaced, so far as ``language`` has too few among them."""
    there = [it for it in passages if it.stored.article.language == language][:_LEAST_OF_A_LANGUAGE]
    missing = [it for it in there if it not in chosen]
    room = [it for it in chosen if it.stored.article.language != language][: len(chosen) - len(missing)]
    kept = [it for it in chosen if it in room or it.stored.article.language == language]
    return [*kept, *missing] if missing else chosen


def opening(question: Question, shown: Sequence[Shown], today: date) -> list[Message]:
    """Return the messages that ask for an answer from the passages ``shown``."""
    language = _NAMES.get(question.language, f"the language of the question ({question.language})")
    asked = (
        f"Question: {question.text}\nToday is {today.isoformat()}.\n\n"
        + "\n\n".join(map(_passage, shown))
        + f"\n\nAnswer the question in {language} from these passages alone, as one JSON object."
    )
    return [{"role": "system", "content": model_text("answer")}, {"role": "user", "content": asked}]


def _passage(shown: Shown) -> str:
    article = shown.article
    published = article.published.isoformat() if article.published else "unknown"
    attributes = {"title": article.title[:200], "source": article.source or "unknown", "date": published}
    head = " ".join(f'{name}="{tame(value).replace(chr(34), chr(39))}"' for name, value in attributes.items())
    return f'<passage n="{shown.n}" {head}>\n{tame(shown.passage.text)}\n</passage>'


def tame(text: str) -> str:
    """Return ``text`` unable to end the part of a message that it stands in, or to begin another one."""
    return _TAG.sub("‹", text)


def repair(written: str, faults: Sequence[str]) -> list[Message]:
    """Return the messages that follow an answer which could not be proved, naming what failed."""
    listed = "\n".join(f"- {fault}" for fault in faults[:_MOST_FAULTS])
    return [
        {"role": "assistant", "content": written[:_REPEATED_CHARS]},
        {"role": "user", "content": model_text("repair").replace("{faults}", listed)},
    ]


def _strict(schema: dict[str, Any]) -> None:
    """Make a schema one that OpenAI's strict mode takes: every property required, no others, no defaults."""
    schema["additionalProperties"] = False
    schema["required"] = list(schema["properties"])
    for described in schema["properties"].values():
        described.pop("default", None)


class Part(BaseModel):
    """Part of a reply: the schema is strict, the reading is not, since many endpoints ignore the schema."""

    model_config = ConfigDict(extra="ignore", json_schema_extra=_strict)


class Evidence(Part):
    """What a sentence rests on. ``passage`` is only a hint: a quote is looked for everywhere."""

    passage: int = 0
    quote: str
    translation: str | None = None

    @field_validator("passage", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        return value if isinstance(value, int) else 0

    @field_validator("translation", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return value if isinstance(value, str) else None


class Sentence(Part):
    """A sentence of the answer."""

    text: str
    evidence: list[Evidence] = []

    @field_validator("evidence", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        return valid(value, Evidence)


class WrittenAnswer(Part):
    """What the model returns."""

    found: bool = True
    sentences: list[Sentence]

    @field_validator("sentences", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        return valid(value, Sentence)

    @model_validator(mode="after")
    def _nothing_when_not_found(self) -> Self:
        if not self.found:
            self.sentences = []
        return self


def valid(items: object, part: type[BaseModel]) -> object:
    """Return those of ``items`` that are a ``part``: one broken sentence does not spoil the others."""
    if not isinstance(items, list):
        return items
    return [found for item in items[:_MOST_PARTS] if (found := _read(item, part)) is not None]


def _read(item: object, part: type[BaseModel]) -> BaseModel | None:
    try:
        return part.model_validate(item)
    except ValidationError:
        return None
