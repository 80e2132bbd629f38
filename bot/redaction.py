"""What must not stand in a log, whoever logs it: secrets, and the text of questions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[secret]"
QUESTION = "[question]"

# Shorter ones would be found inside other words.
_LEAST_CHARS = 4
_CONFIDENTIAL = r"(?:token|api[_-]?key|secret|password|passwd)"
# In a header, a query, JSON, a Python mapping or a pair of bytes.
_JOINT = r"(?:\\?['\"]?\s*[=:]|\\?['\"],)\s*(?:b?\\?['\"])?"
# Whatever is assigned to such a name is a secret. After a colon there may be prose ("unexpected token: the …"), so what
# stands there has to look like one: long, of one piece, with digits and letters.
_ASSIGNED = r"(?:\\?['\"]\s*[=:]|\s*=|\\?['\"],)\s*(?:b?\\?['\"])?"
_VALUE = rf"(?:{re.escape(HIDDEN)}|[^\s'\",;&)}}\]\\]+)"
_TOLD = r"\s*:\s*(?:b?\\?['\"])?"
_LIKE_ONE = r"(?=[\w.~+/=!@#$%^*-]{0,200}\d)(?=[\w.~+/=!@#$%^*-]{0,200}[a-z])[\w.~+/=!@#$%^*-]{7,}"
_PATTERNS = (
    (re.compile(rf"({_CONFIDENTIAL}{_ASSIGNED}){_VALUE}", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(rf"({_CONFIDENTIAL}{_TOLD}){_LIKE_ONE}", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(rf"((?:authorization|cookie){_JOINT})[^'\"\\\r\n]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"\b(bearer\s+|(?:bot|basic)\s+(?=\S*\d))[\w.~+/=-]{16,}", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"([?&](?:key|sig|signature)=)[^\s&'\"]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"\b([a-z][a-z0-9+.-]{1,20}://)[^\s/?#'\"]*@", re.IGNORECASE), rf"\1{HIDDEN}@"),
    # The token of an interaction or a webhook is a part of its address.
    (re.compile(r"(/(?:webhooks|interactions)/\d+/)[^\s/?#'\"]+"), rf"\1{HIDDEN}"),
    # Keys of OpenAI and those who follow it; tokens of Discord bots.
    (re.compile(r"\b(?:sk|pk|rk)-[\w-]{16,}"), HIDDEN),
    (re.compile(r"(?<![\w-])[\w-]{20,60}\.[\w-]{5,7}\.[\w-]{25,}"), HIDDEN),
    # pydantic quotes what it was given, shortened.
    (re.compile(r"input_value=.*?, input_type="), "input_value=…, input_type="),
)


def redact(text: str, secrets: Iterable[str] = (), questions: Iterable[str] = ()) -> str:
    """Return ``text`` without what looks like a secret, without ``secrets`` and without ``questions``.

    The last two are values as ``forms`` gives them.
    """
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    for question in questions:
        text = text.replace(question, QUESTION)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def names_secret(name: str) -> bool:
    """Tell whether a field of this name holds a secret."""
    return re.search(rf"(?:{_CONFIDENTIAL}|authorization|cookie)$", name, re.IGNORECASE) is not None


def forms(*values: str) -> tuple[str, ...]:
    """Return ``values`` in every form they may have in a log, longest first: as they are, quoted, escaped, tidied."""
    found: set[str] = set()
    for value in values:
        for plain in (value, value.strip(), " ".join(value.split())):
            for form in (plain, unicodedata.normalize("NFC", plain), unicodedata.normalize("NFD", plain)):
                escaped = (json.dumps(form)[1:-1], json.dumps(form, ensure_ascii=False)[1:-1], repr(form)[1:-1])
                found.update((form, form.lower(), quote(form), quote(form, safe=""), *escaped))
    return tuple(sorted((form for form in found if len(form) >= _LEAST_CHARS), key=len, reverse=True))
