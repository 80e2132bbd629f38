"""Which sentences of a news file are not evidence: headings, credits, navigation, repetitions.

They stay in the stored text, so that offsets hold; they are neither embedded nor quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.article import Span
from ingest.text.folding import words

_TERMINAL = re.compile(r"[.!?…:;。！？][\"'”’)\]]*$")
_CREDIT = re.compile(
    r"\bCC[ -](?:BY|0)\b|creative commons|wikimedia commons|public domain, via"
    r"|\b(?:getty images|shutterstock|istock|alamy|associated press photo|AP photo|AFP photo|reuters photo)\b"
    r"|^\W*(?:photo(?:graph)?s?|image|picture|credit|ảnh(?: minh hoạ| minh họa)?|nguồn ảnh|đồ họa)"
    r"\s*(?:by|credit|courtesy|:|©)"
    r"|©|\ball rights reserved\b|\(ảnh: [^)]{1,60}\)\.?$",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"^\W*(?:read more|read also|see also|related(?: articles| stories)?|advertisement|sponsored|share this|share on"
    r"|follow us|follow .{1,30} on (?:facebook|twitter|x|instagram)|sign up|subscribe|click here|newsletter|log in|"
    r"skip to|jump to|listen to this|watch:|video:|xem thêm|đọc thêm|tin liên quan|bài liên quan|mời (?:bạn )?đọc"
    r"|theo dõi chúng tôi|chia sẻ|quảng cáo|đăng ký nhận|bình luận|từ khóa)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\W*(?:updated|published|posted|last modified|cập nhật|đăng lúc)\b.{0,60}$", re.IGNORECASE)
_SHORT_CREDIT_CHARS = 90
_LABEL_WORDS = 3
_EXTRA_HEADLINE_WORDS = 3


def evidence(text: str, title: str, spans: Sequence[Span]) -> list[Span]:
    """Return those of ``spans`` (sentences of ``text``, in order) that may be quoted.

    When the rules leave nothing, everything but credits and navigation is kept: a one-line notice
    under its own headline is still news.
    """
    title_words = words(title)
    seen: set[tuple[str, ...]] = set()
    kept = []
    for span in spans:
        sentence = span.of(text)
        key = tuple(words(sentence))
        if key and key not in seen and not _is_heading(sentence, key, title_words) and not is_furniture(sentence):
            kept.append(span)
        seen.add(key)
    return kept or [span for span in spans if words(span.of(text)) and not is_furniture(span.of(text))]


def is_furniture(sentence: str) -> bool:
    """Tell whether a line is a credit, a navigation aid or a time stamp of the page."""
    short = len(sentence) <= _SHORT_CREDIT_CHARS
    return short and bool(_CREDIT.search(sentence) or _NAVIGATION.match(sentence) or _STAMP.match(sentence))


def _is_heading(sentence: str, key: Sequence[str], title: Sequence[str]) -> bool:
    """Tell whether a line repeats the headline or is a label such as ``News`` or ``Background``."""
    if title and list(key[: len(title)]) == list(title) and len(key) <= len(title) + _EXTRA_HEADLINE_WORDS:
        return True
    is_label = len(key) <= _LABEL_WORDS and not _TERMINAL.search(sentence)
    return is_label and not any(char.isdigit() for char in sentence)
