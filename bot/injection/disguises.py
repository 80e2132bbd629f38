"""Text without disguises: invisible, look-alike and spaced-out letters. Pure.

The result is for matching only: in lower case, on one line, its offsets are not those of the text.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.text.folding import fold

# What shows nothing or only turns the direction of writing: soft hyphen, zero-width spaces and joiners,
# directional marks, word joiners, variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
# Unicode's tag characters spell ASCII invisibly; only the flags of regions use them rightly (UTS #51).
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_TAG_BASE = 0xE0000
# Cyrillic and Greek letters that look like Latin ones (of Unicode's confusables those of one letter each).
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁɡһԛԝѵьαεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЈЅ",
    "aeopcyxijsdghqwvbaeikvoptuxwABEZHIKMNOPTYXABEKMHOPCTYXIJS",
)
_MIXED = re.compile(r"(?:[A-Za-z]+[\u0261\u0370-\u052f]|[\u0370-\u052f]+[A-Za-z])[A-Za-z\u0261\u0370-\u052f]*")
_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .\-_*·|])[^\W\d_](?=\1|\W|$)){2,}")
_APOSTROPHE = re.compile(r"(?<=\w)[’ʼ](?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'[sS]\b")
_SPACE = re.compile(r"\s+")
# In capitals it is no Vietnamese "ai" (who); ``AI`` is how it is then written.
_AI = re.compile(r"\bA\.?I\b\.?")
AI = "æi"
# Letters that hardly any other language has: diacritics tell Vietnamese words apart, and are kept.
VIETNAMESE = re.compile("[ăằắẳẵặấầẩẫậđếềểễệốồổỗộơờớởỡợưừứửữựảạẻẽẹỉĩịỏọủũụỷỹỵ]")
# Besides the invisible: combining marks, Greek, Cyrillic, full-width and styled letters, tags.
_SUSPECT = re.compile(f"[{_UNSEEN}\u0300-\u052f\uff21-\uff5a\U0001d400-\U0001d7ff\U000e0000-\U000e007f]")


def may_be_disguised(text: str) -> bool:
    """Tell whether letters of ``text`` may be others than they look like, or hidden. Cheap."""
    return not text.isascii() and bool(_SUSPECT.search(text))


def unmask(text: str) -> str:
    """Return what a machine may read in ``text``: in lower case, without diacritics unless it is Vietnamese."""
    text = _TAGS.sub(_spelled, _FLAG.sub(" ", text))
    text = _MIXED.sub(lambda match: match.group().translate(_LOOK_ALIKES), _INVISIBLE.sub("", text))
    text = _SPACED_OUT.sub(lambda match: match.group().replace(match.group(1), ""), text)
    text = _POSSESSIVE.sub("", _APOSTROPHE.sub("'", _AI.sub(AI, text)))
    lower = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE.sub(" ", lower if VIETNAMESE.search(lower) else fold(text)).strip()


def hides_words(text: str) -> bool:
    """Tell whether ``text`` spells something in characters that cannot be seen."""
    return bool(_TAGS.search(_FLAG.sub(" ", text)))


def _spelled(match: re.Match[str]) -> str:
    """Return what tag characters spell."""
    letters = (ord(char) - _TAG_BASE for char in match.group())
    return " " + "".join(chr(letter) for letter in letters if 0x20 <= letter < 0x7F) + " "
