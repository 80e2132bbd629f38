"""Whether the names of a claim stand in its quotes: "Jurgen Stock" does, "John Stock" does not.

Places are known in both languages; any other name has to be there word for word, diacritics and case apart. Where
claim and quote differ in language, a name made of words that can be translated has to have its senses in the quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.checks.names import FUNCTION_WORDS, PARTS, Name, base, names
from bot.checks.statement import Fault, Reading
from ingest.text.common_words import is_common
from ingest.text.folding import fold, has_diacritics
from ingest.text.folding import words as folded_words
from ingest.text.language import is_syllable
from ingest.text.places import place, places_in, places_told
from ingest.text.senses import read_senses
from ingest.text.wordlists import words_of

_SURNAMES = words_of(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm trịnh mai đào cao lương lưu",
    "tô tạ chu châu phùng vương thái hà quách tăng trương",
)
# "Georgians" are of Georgia, a "Pro Bowler" plays in the Pro Bowl.
_OF_IT = ("ern", "ians", "ian", "ans", "an", "ns", "n", "ese", "ish", "ers", "er", "ic", "i", "s")
# "Inspectorate", "Directorate": rare words, but words.
_DERIVED = ("ate", "ory", "ship", "hood", "ance", "ence", "ment", "tion", "ism", "ness", "ity")
_SHORTEST = 4
_LONGEST_NAME = 40
_DIRECTIONS = frozenset({"bắc", "nam", "đông", "tây"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What the quotes of a claim say, with their titles and sources."""

    text: str
    senses: frozenset[str]
    translated: bool


def name_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each name of ``claim`` that the quotes, their titles and sources do not have."""
    about = [f"{quote.text}\n{quote.statement.about}" for quote in quotes]
    senses = frozenset().union(*(quote.vocabulary.senses | quote.title.senses for quote in quotes))
    told = _Told("\n".join(about), senses, all(quote.language != claim.language for quote in quotes))
    spans = claim.mentions
    for name in names(claim.text):
        inside = any(start <= name.start < end for start, end in spans)
        coded = any(char.isdigit() for char in claim.text[name.start : name.end])
        if not inside and not coded and (_is_missing(name, claim, told) or _is_instead(name, claim, quotes)):
            yield claim.fault(name.start, name.end, "name")


def _is_instead(name: Name, claim: Reading, quotes: Sequence[Reading]) -> bool:
    """Tell whether a place that only the title names stands where the quotes speak of other places."""
    here = places_in(claim.text[name.start : name.end])
    told = frozenset().union(*(places_told(quote.text) for quote in quotes))
    return bool(here) and bool(told) and not places_in(claim.text) & told and name.sure


def _is_missing(name: Name, claim: Reading, told: _Told) -> bool:
    words = [word for word in name.words if base(word) not in FUNCTION_WORDS]
    whole = claim.text[name.start : name.end]
    unknown = [word for word in words if not _is_there(word, told.text)]
    if _joined(whole, told.text):
        return False
    if place(base(whole)) and places_in(whole):
        return not places_in(whole) & places_told(told.text) and (not words or bool(unknown))
    if not words:
        return _is_other_name(name, whole, told) or _is_other_body(name, claim, told)
    if (told.translated and not name.sure) or _is_acronym(name, told.text):
        return False
    if not told.translated:
        proper = [word for word in unknown if not is_common(base(word))]
        return bool(proper) or (bool(unknown) and len(unknown) == len(words))
    if claim.language == "vi":
        return _is_missing_in_vietnamese(name, words, unknown, claim, told)
    return _is_missing_in_english(unknown, told)


def _is_other_name(name: Name, whole: str, told: _Told) -> bool:
    """Tell whether a name of common syllables ("Hội An") is not in quotes of its language."""
    return (
        len(name.words) > 1
        and not told.translated
        and any(has_diacritics(word) for word in name.words)
        and fold(whole) not in fold(told.text)
    )


def _is_other_body(name: Name, claim: Reading, told: _Told) -> bool:
    """Tell whether words that go on in lower case name a body the quotes do not: "Ngân hàng Thế giới"."""
    words = [match.group() for match in PARTS.finditer(claim.text, name.start, name.start + _LONGEST_NAME)]
    wholes = (" ".join(words[:count]) for count in range(2, len(words) + 1))
    known = next((whole for whole in wholes if place(base(whole))), "")
    return bool(known) and not places_in(known) & places_told(told.text)


def _is_missing_in_english(unknown: Sequence[str], told: _Told) -> bool:
    """Tell whether a name in an English claim is none of those in quotes of another language."""
    if _other_places(unknown, told.text) or any(has_diacritics(word) for word in unknown):
        return True
    return any(not _is_translated(word, told) and not _is_initials(word, told.text) for word in unknown)


def _is_missing_in_vietnamese(
    name: Name, words: Sequence[str], unknown: Sequence[str], claim: Reading, told: _Told
) -> bool:
    """Tell whether a name in a Vietnamese claim is none of those in quotes of another language."""
    if not unknown:
        return False
    whole = claim.text[name.start : name.end + _to_word_end(claim.text, name.end)]
    if _other_places([whole, *unknown], told.text):
        return True
    if any(not _senses_of(word, "vi") & told.senses for word in unknown if word.lower() in _DIRECTIONS):
        return True
    if words[0].lower() in _SURNAMES and len(words) > 1 and all(word[0].isupper() for word in words):
        return True
    plain = [word for word in unknown if not has_diacritics(word) and not is_syllable(base(word)) and len(word) > 1]
    return any(not is_common(base(word)) and not _is_initials(word, told.text) for word in plain)


def _to_word_end(text: str, end: int) -> int:
    """Return how far the words in lower case reach that may complete a name: "Bộ Tài chính"."""
    following = re.match(r"(?: [^\W\d_]+){0,2}", text[end:])
    return len(following.group()) if following else 0


def _is_translated(word: str, told: _Told) -> bool:
    """Tell whether an English word of a name may have another form in the quotes: no name by itself, or of one",
    "sense."""
    common = is_common(base(word)) or base(word).endswith(_DERIVED)
    return bool(place(base(word)) or common or _senses_of(word, "en") & told.senses)


def _senses_of(word: str, language: str) -> frozenset[str]:
    return frozenset().union(*(sense.names for sense in read_senses([base(word)], language)))


def _other_places(words: Iterable[str], told: str) -> bool:
    """Tell whether ``words`` name a place or body that the quotes do not name."""
    found = [places_in(word) | ({place(base(word))} - {""}) for word in words]
    return any(named and not named & places_told(told) for named in found)


def _is_there(word: str, told: str) -> bool:
    parts = folded_words(base(word))
    if "-" in word and word[0].isupper():  # "Huguenot-descended"
        parts = folded_words(" ".join(part for part in word.split("-") if part[:1].isupper()))
    spelled, folded, joined = _words_of(told)
    if has_diacritics(word) and not _spelled_alike(word, spelled):
        return False
    if all(part in folded or part.removesuffix("s") in folded or f"{part}s" in folded for part in parts):
        return True
    known = place(base(word))
    if known and known in places_told(told):
        return True
    if len(fold(word)) < _SHORTEST:
        return False
    return _is_of(fold(base(word)), folded) or (len(fold(word)) > _SHORTEST and "".join(parts) in joined)


def _is_of(word: str, folded: Iterable[str]) -> bool:
    roots = {word.removesuffix(ending) for ending in _OF_IT if word.endswith(ending)}
    stems = tuple(root for root in roots if len(root) >= _SHORTEST)
    if any(f"{word}{ending}" in folded for ending in _OF_IT):
        return True
    return any(known.startswith(stems) and len(known) <= len(word) + 2 for known in folded) if stems else False


@lru_cache(maxsize=64)
def _words_of(told: str) -> tuple[frozenset[str], frozenset[str], str]:
    """Return the words of the quotes as spelled, folded, and folded without the spaces between."""
    spelled = PARTS.findall(unicodedata.normalize("NFC", told).casefold())
    folded = folded_words(told)
    return frozenset(word.strip("'’.&-") for word in spelled), frozenset(folded), "".join(folded)


def _spelled_alike(word: str, spelled: frozenset[str]) -> bool:
    """Tell "Bình" from "Bính"; a quote without diacritics may stand for both."""
    plain = unicodedata.normalize("NFC", base(word)).casefold().strip("'’.&-")
    return plain in spelled or fold(plain) in spelled or bool(place(plain)) or "-" in plain or "." in plain


def _joined(words: str, told: str) -> bool:
    """Tell whether a name of two words or more stands in a text that lost the white space around it."""
    return " " in words and len(words) > _SHORTEST + 1 and words in told


def _is_acronym(name: Name, told: str) -> bool:
    """Accept "UN" for "United Nations", "CSGT" for "cảnh sát giao thông", and the other way round."""
    if len(name.words) == 1 and name.words[0].isupper():
        return _is_initials(name.words[0], told)
    initials = "".join(word[0] for word in name.words if word[0].isupper())
    return len(initials) > 2 and re.search(rf"\b{initials}\b", told) is not None


def _is_initials(word: str, told: str) -> bool:
    """Tell whether a word in capitals has the first letters of words that follow each other."""
    letters = fold(word.replace(".", ""))
    if not word.isupper() or len(letters) < 2:
        return False
    found = PARTS.findall(told)
    capitals = fold("".join(part[0] for part in found if part[0].isupper()))
    return letters in capitals or (len(letters) > 2 and letters in fold("".join(part[0] for part in found)))
