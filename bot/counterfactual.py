"""Articles with one figure changed: an answer that still gives the old one is from memory, not from the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ingest.article import Article
from ingest.text.figures import read_figures

_DIGITS = re.compile(r"\d+(?:[.,]\d{3})*(?!\d)")
_LEAST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """An article in which ``new`` stands wherever the original has the figure ``old``."""

    article: Article
    original: str
    old: str
    new: str

    def verdict(self, answer: Mapping[str, Any]) -> str:
        """Return whether an answer (as JSON) "followed" the article, "remembered" the old figure, or did "neither"."""
        said = " ".join(claim["text"] for claim in answer["claims"])
        if _holds(said, self.old):
            return "remembered"
        return "followed" if _holds(said, self.new) else "neither"


def altered(answer: Mapping[str, Any], texts: Mapping[str, Article]) -> Counterfactual | None:
    """Return the article behind an answer's first claim with a figure of that claim changed; None if it has none."""
    for claim in answer["claims"][:1]:
        for citation in (it for it in answer["citations"] if it["n"] in claim["citations"]):
            article = texts[citation["article_id"]]
            for figure in read_figures(citation["quote"], article.language):
                found = _DIGITS.search(citation["quote"][figure.start : figure.end])
                if found and sum(map(str.isdigit, found[0])) >= _LEAST_DIGITS and _holds(claim["text"], found[0]):
                    return _changed(article, found[0])
    return None


def _changed(article: Article, old: str) -> Counterfactual | None:
    new = _other(old)
    if _holds(article.text, new):
        return None  # it would be right without having been changed
    text = _whole(old).sub(new, article.text)
    copy = replace(article, id=f"{article.id}-{new}", title=_whole(old).sub(new, article.title), text=text)
    return Counterfactual(copy, article.id, old, new)


def _other(figure: str) -> str:
    """Return another figure of the same length and form, not near enough to be taken for a rounded one."""
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10 or 5), figure)


def _holds(text: str, figure: str) -> bool:
    return bool(_whole(figure).search(text))


def _whole(figure: str) -> re.Pattern[str]:
    """Return a pattern for a figure that stands alone, whichever sign separates its thousands."""
    return re.compile(rf"(?<![\d.,]){re.sub(r'[.,]', '[.,]', re.escape(figure).replace(chr(92), ''))}(?![.,]?\d)")
