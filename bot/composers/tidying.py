"""A model's sentence as plain text: what only decorates is taken off, what could mislead makes it unfit. Pure."""

from __future__ import annotations

import re
import unicodedata

# Control characters, invisible ones, halves of characters, and those that turn the direction of writing.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    r"\U000e0000-\U000e007f\ud800-\udfff]"
)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[\w -]+:)[^<>]{0,40}>|@(?:everyone|here)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--.*?-->", re.DOTALL)
_MARKED_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()]|\([^()]{0,200}\)){0,2000}\)")
_CITED = re.compile(
    r"\s*(?:[,;]\s*)?(?:\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]|\((?:passages?|đoạn)\s*\d[\d, ]*\))", re.IGNORECASE
)
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|[-*+•]\s+|>\s*|\d{1,2}[.)]\s+(?=\D))", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|\|\||`{1,3})(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://|\b(?:javascript|data|mailto|tel|discord)\s?:\S|\bwww\.\w|\b\S+@\S+\.\w{2,}"
    r"|\b(?:bit\.ly|discord\.gg|t\.me)/",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_MOST_LAYERS = 6


def tidy(text: str) -> str:
    """Return ``text`` on one line without Markdown, HTML, mentions, citation marks and hidden characters."""
    plain = unicodedata.normalize("NFC", text)
    for _ in range(_MOST_LAYERS):
        before, plain = plain, _undecorated(plain)
        if plain == before:
            break
    return _SPACES.sub(" ", plain).strip()


def _undecorated(text: str) -> str:
    """Return ``text`` with one layer taken off: what is left may make another."""
    plain = _MENTION.sub("", _HIDDEN.sub("", text))
    plain = _MARKED_LINK.sub(r"\1", plain)
    plain = _LINE_MARK.sub("", _CITED.sub("", _TAG.sub("", plain)))
    return _EMPHASIS.sub(r"\2", plain)


def leads_elsewhere(text: str) -> bool:
    """Tell whether tidied ``text`` still holds an address or a mention, which only a citation's link may."""
    return bool(_ADDRESS.search(text) or _MENTION.search(text))
