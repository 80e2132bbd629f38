"""From what a model wrote to claims that are proved: quotes located, every word borne by them, the rest named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Flaw
from bot.composers import Draft, Quote
from bot.composers.messages import Sentence, Shown, WrittenAnswer
from bot.composers.tidying import leads_elsewhere, tidy
from bot.question import Question
from bot.verification import Fault, Reason, Statement, unsupported
from ingest.article import Span
from ingest.text.folding import has_diacritics, words
from ingest.text.language import detect
from ingest.text.sentences import sentences
from prompts import model_text

_MOST_SENTENCES = 8
_MOST_QUOTES = 4
# The model is told of so many, and people of what is wrong with them.
_MOST_UNPROVED = 8
_MOST_CHARS = 600
_MOST_QUOTED_CHARS = 1_200
# A few words, above all names, may look like any language.
_LANGUAGE_WORDS, _SURELY_WORDS = 5, 8
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")
_LEAST_PART_WORDS = 3
# A sentence that begins with so many words of what the model was told gives that away.
_GIVEN_AWAY = 5
_LAST_SIGNS = " .,;:!?…"


# What the checks find, as people are told of it.
_FLAWS: Mapping[Reason, Flaw] = {
    "value": "figure", "sharper": "figure", "unit": "figure", "date": "date", "code": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unproved:
    """A sentence that is not shown: what is wrong with it, and what the model is told of that."""

    flaw: Flaw
    told: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What of a reply is proved, in order, and what is not."""

    drafts: tuple[Draft, ...] = ()
    unproved: tuple[Unproved, ...] = ()

    def without(self, doubted: Mapping[int, Unproved]) -> Proof:
        """Return the same without the drafts at the places of ``doubted``."""
        kept = tuple(draft for n, draft in enumerate(self.drafts) if n not in doubted)
        return Proof(kept, (*self.unproved, *doubted.values())[:_MOST_UNPROVED])


class Prover:
    """Proves replies to one question from the passages that the model was shown."""

    def __init__(self, question: Question, shown: Sequence[Shown]) -> None:
        self._question = question
        self._language = question.language
        self._shown = shown

    def prove(self, written: WrittenAnswer) -> Proof:
        """Return what of ``written`` is proved."""
        drafts: dict[str, Draft] = {}
        unproved: list[Unproved] = []
        for sentence in written.sentences[:_MOST_SENTENCES]:
            quotes = list(_located(sentence, self._shown))
            for text in _single(sentence.text, self._language):
                draft = self._checked(text, quotes)
                if isinstance(draft, Draft):
                    drafts.setdefault(" ".join(words(text)), draft)
                else:
                    unproved.append(replace(draft, told=f"“{text[:200]}”: {draft.told}"))
        return Proof(tuple(drafts.values())[:_MOST_SENTENCES], tuple(unproved[:_MOST_UNPROVED]))

    def _checked(self, text: str, quotes: Sequence[Quote]) -> Draft | Unproved:
        """Return the claim with the quotes that bear it, or what is wrong with it."""
        unfit = _unfit(text, self._language)
        if unfit:
            return Unproved("form", unfit)
        if not quotes:
            return Unproved("quote", "none of its quotes stands in a passage")
        return self._proved(Statement(text, self._language), quotes)

    def _proved(self, claim: Statement, quotes: Sequence[Quote]) -> Draft | Unproved:
        """Return the claim with its quotes, in whole sentences where they do not bear it as short; or what is wrong."""
        found = list(dict.fromkeys(quotes))
        if self._faults(claim, found):
            found = list(dict.fromkeys(map(in_full, quotes)))
            faults = self._faults(claim, found)
            if faults:
                return Unproved(_FLAWS[faults[0].reason], "; ".join(_told(fault) for fault in faults[:3]))
        return Draft(claim.text, tuple(self._translated(quote) for quote in found))

    def _faults(self, claim: Statement, quotes: Sequence[Quote]) -> list[Fault]:
        return unsupported(claim, [_statement(quote) for quote in quotes], self._question.text)

    def _translated(self, quote: Quote) -> Quote:
        """Return a quote with its translation if it needs one, and if the quote bears all that the translation says."""
        if quote.translation is None:
            return quote
        text = tidy(quote.translation)
        fits = quote.article.language != self._language and not _unfit(text, self._language)
        proved = fits and not self._faults(Statement(text, self._language), [replace(quote, translation=None)])
        return replace(quote, translation=text if proved else None)


def _single(text: str, language: str) -> list[str]:
    """Return the sentences of a text that should be one, so that a false one does not take a true one along."""
    plain = tidy(text[: 4 * _MOST_CHARS])
    return [span.of(plain) for span in sentences(plain, language)]


def _unfit(text: str, language: str) -> str:
    """Return what is wrong with a sentence whatever its quotes are; "" when nothing is."""
    if len(text) > _MOST_CHARS:
        return "it is too long"
    if leads_elsewhere(text):
        return "it has an address in it"
    if not _is_in(text, language):
        return f"it is not in the language of the question ({language})"
    said = words(text)
    if not said:
        return "it has no words"
    if len(said) >= _GIVEN_AWAY and " ".join(said[:_GIVEN_AWAY]) in " ".join(words(model_text("answer"))):
        return "it is from these instructions"
    # A figure alone may be an answer; a name or a code alone is what planted orders ask for.
    return "it is no sentence" if len(text.split()) == 1 and not all(word.isdigit() for word in said) else ""


def _is_in(text: str, language: str) -> bool:
    count = len(words(text))
    if count < _LANGUAGE_WORDS or detect(text, language) == language:
        return True
    return count < _SURELY_WORDS and has_diacritics(text) == (language == "vi")


def _located(sentence: Sentence, shown: Sequence[Shown]) -> Iterator[Quote]:
    """Yield where the quotes of a sentence stand, first looking where it says."""
    for evidence in sentence.evidence[:_MOST_QUOTES]:
        order = sorted(shown, key=lambda passage: passage.n != evidence.passage)
        whole = _find(evidence.quote, order)
        if whole is not None:
            yield replace(whole, translation=evidence.translation)
            continue
        for part in _ELLIPSIS.split(evidence.quote[:_MOST_QUOTED_CHARS]):
            if len(part.split()) >= _LEAST_PART_WORDS and (found := _find(part, order)) is not None:
                yield found


def _find(quote: str, shown: Sequence[Shown]) -> Quote | None:
    if len(quote) > _MOST_QUOTED_CHARS:
        return None
    # Models end a quote with a full stop where the article goes on.
    for words_only in dict.fromkeys((quote, quote.rstrip(_LAST_SIGNS))):
        for passage in shown:
            span = passage.find(words_only)
            if span is not None:
                return Quote(passage.article, span)
    return None


def _statement(quote: Quote) -> Statement:
    article = quote.article
    return Statement(quote.text, article.language, article.published, f"{article.title}\n{article.source or ''}")


def in_full(quote: Quote, around: int = 0) -> Quote:
    """Return the whole sentences that a quote is from, and so many ``around`` them in its paragraph.

    Words may be left out of a quote that turn its meaning.
    """
    text = quote.article.text
    start = text.rfind("\n", 0, quote.span.start) + 1
    end = text.find("\n", quote.span.end)
    line = Span(start, len(text) if end < 0 else end)
    spans = [
        Span(line.start + span.start, line.start + span.end)
        for span in sentences(line.of(text), quote.article.language)
    ]
    touched = [n for n, span in enumerate(spans) if span.overlaps(quote.span)]
    if not touched:
        return quote
    first, last = max(0, touched[0] - around), min(len(spans) - 1, touched[-1] + around)
    full = Span(spans[first].start, spans[last].end)
    return quote if full == quote.span else Quote(quote.article, full)


def _told(fault: Fault) -> str:
    return f"“{fault.words[:100]}” is not what its quotes say ({fault.reason})"
