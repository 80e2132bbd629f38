"""Which language a text is in."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ingest.text.folding import has_diacritics

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Asked among these only: short questions otherwise land in rare languages that resemble English.
LANGUAGES = (
    *("ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "lo"),
    *("ms", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tl", "tr", "uk", "vi", "zh"),
)
DEFAULT = "en"
_SAMPLE = 4_000
_FEW_WORDS = 6

# A folded Vietnamese syllable: onset, vowels, final. No library here knows Vietnamese without its
# diacritics, but hardly a clause of any other language consists of such syllables alone.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|uoi|uou|ieu|yeu|oai|oay|oao|oeo|uay|uai"
    r"|ia|ie|iu|ye|ya|yu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ai|ao|au|ay|eo|eu|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
# These are no Vietnamese syllables, and hardly stand at the beginning of a text in another language than English.
_ENGLISH_FIRST = frozenset("is were does did has had which where why how could would".split())
_LETTERS = re.compile(r"[^\W\d_]+")
# On the development questions in lower case: 97 % of the folded Vietnamese ones are known by the two rules, and no
# English one is taken for one. Names lower the share; two of the commonest words make up for that.
_SYLLABLE_SHARE, _LEAST_SHARE = 0.8, 0.5
_VIETNAMESE_WORDS = frozenset("ai nao gi bao nhieu da duoc cua khi dau sao nguoi khong nhung cac".split())


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect(text: str, default: str = DEFAULT) -> str:
    """Return the ISO 639-1 code of ``text``'s language, also for Vietnamese typed without diacritics.

    Only the first 4,000 characters are read. A text without a single letter gets ``default``.
    """
    sample = text[:_SAMPLE]
    if not _LETTERS.search(sample):
        return default
    if not has_diacritics(sample):
        found = _LETTERS.findall(sample)
        is_short = len(found) <= _FEW_WORDS
        if found[0].casefold() in _ENGLISH_FIRST and (is_short or _syllable_share(sample) >= _SYLLABLE_SHARE):
            return "en"  # a few words with a name among them look like any language
        if len(found) == 1:
            return default  # "hi" is in no language
        common = len(_VIETNAMESE_WORDS.intersection(word.casefold() for word in found))
        if _syllable_share(sample) >= (_LEAST_SHARE if common >= 2 else _SYLLABLE_SHARE):
            return "vi"
    return str(_identifier().classify(sample)[0])


def _syllable_share(text: str) -> float:
    """Return which share of the words are Vietnamese syllables, names left out where possible."""
    found = _LETTERS.findall(text)
    lower = [word for word in found if word.islower()]
    asked = lower if len(lower) >= 2 else [word.casefold() for word in found]
    return sum(map(is_syllable, asked)) / len(asked)


def is_syllable(word: str) -> bool:
    """Tell whether a folded word could be a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(word))


def normalize_code(code: str) -> str:
    """Return the two-letter part of a language tag (``vi-VN`` → ``vi``)."""
    return code.strip().replace("_", "-").split("-")[0].casefold()
