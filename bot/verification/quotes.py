"""Where in an article a quote stands.

A model copies words well and signs badly: white space, quotation marks, dashes, ellipses and the Unicode form of
letters may differ; words, figures and their order may not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.article import Span

_DOUBLE = '"“”„‟«»″'
_SINGLE = "'‘’‚‛′`´"
_DASHES = "-‐‑‒–—―−"
# Extraction leaves them inside words; nobody sees them.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TOKEN = re.compile(rf"\s+|\.\.\.|…|[{_DOUBLE}{_SINGLE}{re.escape(_DASHES)}]|.[\u0300-\u036f]*", re.DOTALL)
_ELLIPSIS = r"(?:…|\.\s?\.\s?\.)"
_OUTER = re.compile(rf"^(?:[\s{_DOUBLE}{_SINGLE}\[(]|…|\.\.\.)+|(?:[\s{_DOUBLE}{_SINGLE}\])]|…|\.\.\.)+$")
_LETTER = re.compile(r"[^\W_]")


def locate(quote: str, text: str) -> Span | None:
    """Return where ``quote`` stands in ``text`` (code points), its outer quotation marks left out; None if nowhere.

    A quote that ends inside a word or a number ("2,51" of "2,517") is not found.
    """
    exact = quote.strip()
    start = text.find(exact) if exact else -1
    if start >= 0 and _is_whole(text, start, start + len(exact)) and _LETTER.search(exact):
        return Span(start, start + len(exact))
    inner = _OUTER.sub("", exact)
    if not _LETTER.search(inner):
        return None
    pattern = _pattern(inner, any(char in text for char in _INVISIBLE))
    for match in pattern.finditer(text):
        if _is_whole(text, *match.span()):
            return Span(*match.span())
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word and no number is cut at either end."""
    before, first = text[max(0, start - 2) : start], text[start]
    last, after = text[end - 1], text[end : end + 2]
    if before and _joins(before[-1], first, before[:1], inner=first):
        return False
    return not (after and _joins(last, after[0], after[1:2], inner=last))


def _joins(left: str, right: str, beyond: str, *, inner: str) -> bool:
    """Tell whether two neighbours belong to one word, or to one number with a point or comma between."""
    if _is_letter(left) and _is_letter(right):
        return True
    outer = left if inner == right else right
    return inner.isdigit() and outer in ".,:/" and beyond.isdigit()


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0


@lru_cache(maxsize=256)
def _pattern(quote: str, invisible: bool) -> re.Pattern[str]:
    joint = f"[{_INVISIBLE}]*" if invisible else ""
    return re.compile(joint.join(_form(token) for token in _TOKEN.findall(quote)))


def _form(token: str) -> str:
    """Return a pattern for every form that ``token`` may have in a text."""
    if token.isspace():
        return r"\s+"
    if token in {"...", "…"}:
        return _ELLIPSIS
    for family in (_DOUBLE, _SINGLE, _DASHES):
        if token in family:
            return f"[{re.escape(family)}]"
    if token.isascii():
        return re.escape(token)
    forms = {unicodedata.normalize(form, token) for form in ("NFC", "NFD", "NFKC")} | {token}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"
