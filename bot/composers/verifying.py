"""Whether the quotes of claims mean what the claims say: asked of the model that wrote them, apart, or of our judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import field_validator

from bot.composers import Draft, Quote
from bot.composers.messages import Part, tame, valid
from bot.composers.proving import Unproved, in_full
from bot.language_model.client import Message
from bot.reading import Evidence, Support, judge_claims
from prompts import model_text


class Verdict(Part):
    """What the model finds of a sentence, by its number from 1, and the words of it that decide."""

    n: int
    words: str = ""
    verdict: Literal["supported", "contradicted", "not stated"]


class Verdicts(Part):
    """What the model returns."""

    verdicts: list[Verdict]

    @field_validator("verdicts", mode="before")
    @classmethod
    def _whole(cls, value: object) -> object:
        return valid(value, Verdict)


def checking(drafts: Sequence[Draft]) -> list[Message]:
    """Return the messages that have claims read beside their quotes, and beside nothing else."""
    told = "\n\n".join(f'<sentence n="{n}">{tame(it.text)}</sentence>\n{_quotes(it)}' for n, it in enumerate(drafts, 1))
    return [{"role": "system", "content": model_text("verify")}, {"role": "user", "content": told}]


def _quotes(draft: Draft) -> str:
    return "\n".join(
        f'<quote title="{tame(it.article.title[:200])}" date="{it.article.published or "unknown"}">'
        f"{tame(in_full(it).text)}</quote>"
        for it in draft.quotes
    )


def doubts_of_model(drafts: Sequence[Draft], found: Verdicts) -> Mapping[int, Unproved]:
    """Return what the model finds unsupported, by place; a sentence without a verdict is not doubted."""
    verdicts = {it.n - 1: it for it in found.verdicts}
    return {
        n: _doubt(draft.text, contradicted=verdicts[n].verdict == "contradicted", words=verdicts[n].words)
        for n, draft in enumerate(drafts)
        if n in verdicts and verdicts[n].verdict != "supported"
    }


def doubts_of_judge(drafts: Sequence[Draft], language: str) -> Mapping[int, Unproved]:
    """Return what our judge finds unsupported, by place: by the quotes, and with the sentences around them too.

    Raises:
        ModelFileError: there is no judge.
    """
    doubted = [n for n, it in enumerate(_supports(drafts, 0)) if _is_doubted(drafts[n], it, language)]
    again = _supports([drafts[n] for n in doubted], 1)
    return {
        n: _doubt(drafts[n].text, contradicted=it.label == "contradicted")
        for n, it in zip(doubted, again, strict=True)
        if _is_doubted(drafts[n], it, language)
    }


def with_supported_translations(drafts: Sequence[Draft]) -> list[Draft]:
    """Return ``drafts`` without the translations that say something else than their quotes, as our judge finds."""
    told = [it for draft in drafts for it in draft.quotes if it.translation]
    pairs = [(str(it.translation), Evidence(it.article.title, "", it.text)) for it in told]
    known = {it for it, support in zip(told, judge_claims(pairs), strict=True) if not support.is_doubted(across=True)}
    return [
        replace(draft, quotes=tuple(it if it in known else replace(it, translation=None) for it in draft.quotes))
        for draft in drafts
    ]


def _is_doubted(draft: Draft, support: Support, language: str) -> bool:
    return support.is_doubted(across=all(it.article.language != language for it in draft.quotes))


def _supports(drafts: Sequence[Draft], around: int) -> list[Support]:
    """Return what the judge finds of claims beside their quotes in whole sentences, with so many ``around`` them."""
    return judge_claims([(draft.text, _evidence(draft.quotes, around)) for draft in drafts])


def _evidence(quotes: Sequence[Quote], around: int) -> Evidence:
    article = quotes[0].article
    told = dict.fromkeys(in_full(quote, around).text for quote in quotes)
    return Evidence(article.title, article.published.isoformat() if article.published else "", " ".join(told))


def _doubt(text: str, *, contradicted: bool, words: str = "") -> Unproved:
    told = "its quotes say otherwise" if contradicted else "its quotes do not say that"
    decides = f" (“{words[:100]}”)" if words else ""
    return Unproved("contrary" if contradicted else "unsaid", f"“{text[:200]}”: {told}{decides}")
