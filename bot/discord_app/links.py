"""Links to articles that land on the quoted sentence, and never lead anywhere but to the article. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from bot.discord_app.escaping import escape, link_title, one_line, shortened

MAX_TITLE = 150
_MAX_ADDRESS = 700
_MAX_DIRECTIVES = 500
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")
# What stays as it is in an address. Parentheses, stars and brackets could end or bend a link of Markdown, and
# @everyone might ping there, too.
_KEPT_IN_ADDRESS = "%/:?#!$&,;=+"
_DIRECTIVE = ":~:"
# A quote of more words is given by how it begins and ends: Chrome does so, too, and it survives small changes between.
_MAX_EXACT_WORDS = 12
_EDGE_WORDS = 5
_EDGE_ENCODED = 120
# A quote this short may stand elsewhere in the article, too, so that the words around it are given.
_SHORT_WORDS = 6
_AROUND_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article, and those of the same line before and after them, where they are known."""

    words: str
    before: str = ""
    after: str = ""


def link(title: str, address: str | None) -> str:
    """Return Markdown of a title, linked without a preview where there is an address; see :func:`address_of`."""
    plain = shortened(title, MAX_TITLE)
    linked = link_title(plain)
    return f"[{linked}](<{address}>)" if address and linked else escape(plain)


def address_of(url: str | None, quoted: Sequence[Quoted] = ()) -> str | None:
    """Return ``url`` for a link, landing on the first of the ``quoted`` words and marking all; None if unfit.

    Fit is ``http`` or ``https`` with a host and without a name or password, of at most 700 characters encoded.
    """
    parts = _parts(url)
    host = _host(parts) if parts else None
    if parts is None or host is None:
        return None
    rest = quote(parts.path + (f"?{parts.query}" if parts.query else ""), safe=_KEPT_IN_ADDRESS)
    fragment = quote(parts.fragment.partition(_DIRECTIVE)[0], safe=_KEPT_IN_ADDRESS)
    address = f"{parts.scheme}://{host}{rest}"
    if len(address) + len(fragment) > _MAX_ADDRESS:
        return None
    directives = _directives(quoted)
    fragment += f"{_DIRECTIVE}{directives}" if directives else ""
    return f"{address}#{fragment}" if fragment else address


def _parts(url: str | None) -> SplitResult | None:
    """Return the parts of an address that may be linked."""
    if not url or len(url) > _MAX_ADDRESS or one_line(url) != url or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises on a port that is none)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and "@" not in parts.netloc else None


def _host(parts: SplitResult) -> str | None:
    """Return host and port as they are asked for, so that letters that look alike are told apart."""
    try:
        name = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not _HOST.fullmatch(name):
        return None
    return name if parts.port is None else f"{name}:{parts.port}"


def _directives(quoted: Sequence[Quoted]) -> str:
    """Return what makes a browser look for the words (WICG's Text Fragments), as much as there is room for."""
    made = ""
    for directive in dict.fromkeys(_directive(it) for it in quoted):
        longer = f"{made}&{directive}" if made else directive
        if directive and len(longer) <= _MAX_DIRECTIVES:
            made = longer
    return made


def _directive(quoted: Quoted) -> str:
    words = quoted.words.split()
    lines = [line.split() for line in quoted.words.splitlines() if line.strip()]
    if len(lines) == 1 and len(words) <= _MAX_EXACT_WORDS:
        exact = _encoded(words)
        return _around(quoted, exact) if len(words) <= _SHORT_WORDS else f"text={exact}"
    if not lines:
        return ""
    first, last = _edge(lines[0][:_EDGE_WORDS]), _edge(lines[-1][-_EDGE_WORDS:], backwards=True)
    return f"text={first},{last}" if first and last else ""


def _around(quoted: Quoted, exact: str) -> str:
    before, after = _encoded(quoted.before.split()[-_AROUND_WORDS:]), _encoded(quoted.after.split()[:_AROUND_WORDS])
    return "text=" + (f"{before}-," if before else "") + exact + (f",-{after}" if after else "")


def _edge(words: Sequence[str], *, backwards: bool = False) -> str:
    """Return as many of the words as fit, from the front or the back; "" where not one does."""
    for count in range(len(words), 0, -1):
        encoded = _encoded(words[-count:] if backwards else words[:count])
        if len(encoded) <= _EDGE_ENCODED:
            return encoded
    return ""


def _encoded(words: Sequence[str]) -> str:
    """Return words for a directive, in which a hyphen, a comma and an ampersand would mean something."""
    return quote(" ".join(words), safe="", errors="ignore").replace("-", "%2D")
