"""Which sentences of an article are orders to a machine that reads it, planted there, and no news. Pure.

They are no evidence: shown neither to a person nor to a language model. A sentence is judged by the signs in it,
then by what stands around it: an attack often goes on in the next sentence, is broken over two lines, or is
put between the markers by which chats are written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from bot.injection.disguises import hides_words, may_be_disguised, unmask
from bot.injection.order_rules import KEY_CHARACTERS, KEY_CLASSES, KEY_PHRASES, NO_KEYS, ROLE
from bot.injection.order_signs import ENOUGH, signs
from bot.injection.order_words import WORDS, WORDS_VI
from ingest.article import Article, Span
from ingest.text.folding import words

# How far from a sentence a marker is looked for, and how far its block reaches without an end.
_BLOCK_CHARS = 1_500
_NEARLY, _SOME, _A_LITTLE = 1.5, 1.0, 0.5
_HIDDEN = 1.0
_TITLE_CHARS = 200
# Signs that say what to do; without one of them the order is in the next sentence.
_DEEDS = frozenset({"order", "only", "asked"})
_KEY_CHARACTERS = tuple(" ".join(words(key)) for key in KEY_CHARACTERS)
_MARKS = ("[", "<", "##", "==", "---", "@e", "@h")
_NOT_SPACE = re.compile(r"\S")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_OPENING = re.compile(
    rf"\[ ?(?P<bracket>(?:{ROLE}|inst|admin|override)(?: message| prompt| note| update| override)?) ?:?\]"
    rf"|<(?P<tag>{ROLE}|information|important)(?: [^<>\n]*)?>|<(?P<turn>\|im_start\|)>|(?P<comment><!--)"
    rf"|^[ \t]*(?:#{{2,}}|={{3,}}|-{{3,}}) ?(?P<heading>(?!instructions){ROLE})\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSINGS = {
    "bracket": r"\[ ?/ ?{} ?\]",
    "tag": r"</ ?{} ?>",
    "turn": r"<\|im_end\|>",
    "comment": "-->",
    "heading": r"\n\s*\n",
}


def may_order(folded: str, text: str, span: Span) -> bool:
    """Tell whether ``span`` of ``text`` may hold an order to a machine: cheap, and no for most news.

    ``folded`` is its words as the keyword index holds them.
    """
    near = max(0, span.start - _BLOCK_CHARS)
    return (
        _has_key(folded)
        or any(text.find(mark, near, span.end) >= 0 for mark in _MARKS)
        or may_be_disguised(span.of(text))
    )


def planted(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return which of ``sentences``, neighbours in ``text``, are orders to a machine, by their indices."""
    said = [span.of(text) for span in sentences]
    weights = [_weight(sentence) for sentence in said]
    blocks = _blocks(text, sentences)
    if not blocks and max(weights, default=0.0) < _SOME and not _has_broken_order(text, sentences):
        return frozenset()
    for n, span in enumerate(sentences):
        if any(span.start < end and start < span.end for start, end in blocks):
            weights[n] = ENOUGH
    for paragraph in _paragraphs(text, sentences):
        _join(said, weights, paragraph)
        _spread(said, weights, paragraph)
    return frozenset(n for n, weight in enumerate(weights) if weight >= ENOUGH)


def showable(article: Article) -> Article:
    """Return ``article`` without a title or a source that is an order to a machine; its text stays as it is.

    The first line that is none stands in for such a title.
    """
    title, source = article.title, article.source
    if is_planted(title):
        lines = (line.strip() for line in article.text.splitlines())
        title = next((line[:_TITLE_CHARS] for line in lines if line and not is_planted(line)), "")
    if source and is_planted(source):
        source = None
    return (
        article if (title, source) == (article.title, article.source) else replace(article, title=title, source=source)
    )


@lru_cache(maxsize=4096)
def is_planted(line: str) -> bool:
    """Tell whether a line that stands alone, such as a title, is an order to a machine."""
    return bool(planted(line, [Span(0, len(line))]))


@cache
def _keys() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the words, and the last two words of the phrases, of which an order to a machine holds one."""
    phrases = [phrase for table in (WORDS, WORDS_VI) for name in KEY_CLASSES for phrase in table.get(name, ())]
    cut = [words(phrase) for phrase in (*phrases, *KEY_PHRASES)]
    return frozenset(it[0] for it in cut if len(it) == 1) - NO_KEYS, frozenset((it[-2], it[-1]) for it in cut if it[1:])


@lru_cache(maxsize=4096)
def _has_key(folded: str) -> bool:
    single, pairs = _keys()
    found = folded.split()
    if not single.isdisjoint(found) or not pairs.isdisjoint(pairwise(found)):
        return True
    return not folded.isascii() and any(key in folded for key in _KEY_CHARACTERS)


@lru_cache(maxsize=4096)
def _signs(sentence: str) -> Mapping[str, float]:
    found = signs(unmask(sentence))
    return {**found, "hidden": _HIDDEN} if hides_words(sentence) else found


@lru_cache(maxsize=4096)
def _weight(sentence: str) -> float:
    """Weigh a sentence if that is worth the time."""
    folded = " ".join(words(sentence))
    return _weigh(sentence) if may_order(folded, sentence, Span(0, len(sentence))) else 0.0


def _weigh(sentence: str) -> float:
    return sum(_signs(sentence).values())


def _join(said: Sequence[str], weights: list[float], paragraph: range) -> None:
    """Raise neighbours that are an order only together: in two sentences, or in one over two lines."""
    for one, two in pairwise(paragraph):
        if max(weights[one], weights[two]) >= ENOUGH or "attribution" in _signs(said[one]):
            continue
        apart = [_weigh(said[one]), _weigh(said[two])]
        together = _weigh(f"{said[one]} {said[two]}")
        nearly = apart[0] >= _NEARLY and apart[1] >= _A_LITTLE
        if together >= ENOUGH and (nearly or together >= sum(apart) + _SOME):
            weights[one] = weights[two] = ENOUGH


def _spread(said: Sequence[str], weights: list[float], paragraph: range) -> None:
    """Raise what belongs to an order: an address before it, what follows it, and the rest of its paragraph."""
    orders = [n for n in paragraph if weights[n] >= ENOUGH]
    for n in orders:
        if n - 1 in paragraph and _weigh(said[n - 1]) >= _SOME:
            weights[n - 1] = ENOUGH
        goes_on = n + 1 in paragraph and (_weigh(said[n + 1]) >= _A_LITTLE or not _DEEDS & _signs(said[n]).keys())
        if goes_on:
            weights[n + 1] = ENOUGH
    raised = sum(weights[n] >= ENOUGH for n in paragraph)
    if weights[paragraph[0]] >= ENOUGH and 2 * raised > len(paragraph):
        for n in paragraph:
            weights[n] = ENOUGH


def _has_broken_order(text: str, sentences: Sequence[Span]) -> bool:
    """Tell whether two lines, of which the first breaks off, are an order together."""
    broken = ((one, two) for one, two in pairwise(sentences) if "\n" in text[one.end : two.start])
    return any(_weight(f"{one.of(text)} {two.of(text)}") >= ENOUGH for one, two in broken if not _parts(text, one, two))


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[range]:
    """Yield the runs of sentences without a line break between them; a line that breaks off runs on."""
    start = 0
    for n in range(1, len(sentences) + 1):
        if n == len(sentences) or _parts(text, sentences[n - 1], sentences[n]):
            yield range(start, n)
            start = n


def _parts(text: str, one: Span, two: Span) -> bool:
    between = text[one.end : two.start]
    return "\n" in between and (between.count("\n") > 1 or bool(_ENDED.search(one.of(text))))


def _blocks(text: str, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` near ``sentences`` that markers of a chat make somebody's orders."""
    if not sentences:
        return []
    first, last = max(0, sentences[0].start - _BLOCK_CHARS), sentences[-1].end
    if not any(text.find(mark, first, last) >= 0 for mark in _MARKS):
        return []
    blocks = []
    while opening := _OPENING.search(text, first, last):
        first = _end_of_block(text, opening)
        if _orders(text, opening, first):
            blocks.append((opening.start(), first))
    return blocks


def _orders(text: str, opening: re.Match[str], end: int) -> bool:
    """Tell whether a block is somebody's orders, not a comment in a page's code, or a word in an editor's brackets."""
    if opening.lastgroup == "comment":
        return _weigh(text[opening.start() : end]) >= ENOUGH
    alone = text[: opening.start()].rpartition("\n")[2].strip() == ""
    closed = text[:end].endswith(("]", ">"))
    return opening.lastgroup != "bracket" or alone or closed or opening["bracket"].isupper()


def _end_of_block(text: str, opening: re.Match[str]) -> int:
    """Return where a block ends: at its closing marker, else with the line it opens, or the one after that."""
    kind = str(opening.lastgroup)
    closing = re.compile(_CLOSINGS[kind].format(re.escape(opening[kind])), re.IGNORECASE)
    limit = min(opening.start() + _BLOCK_CHARS, len(text))
    if found := closing.search(text, opening.end(), limit):
        return found.end()
    content = _NOT_SPACE.search(text, opening.end(), limit)
    end = text.find("\n", content.start(), limit) if content else -1
    return end if end >= 0 else limit
