"""Whether a question leans on the conversation before it, and how. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.conversation.ellipsis import leaves_out, names_no_count
from bot.conversation.pointing import points
from bot.conversation.reading import AROUND, WORD, own_names, read
from bot.conversation.words import (
    ABOUT,
    ASKING_VI,
    AUXILIARY,
    BARE,
    BARE_CONNECTIVE,
    BARE_POINTING,
    CONNECTIVE,
    DETERMINERS,
    EMPTY,
    ENDING,
    PREPOSITIONS,
    WH,
)
from ingest.text.dates import read_dates
from ingest.text.diacritics import restore
from ingest.text.folding import has_diacritics
from ingest.text.language import detect

_MOST_CHARS = 200
_FEW = 4
# Longer questions name what they speak of. A Vietnamese word has two syllables.
_MOST_WORDS = {"en": 15, "vi": 20}
_ASKS_VI = re.compile(rf"\b(?:{'|'.join(sorted(ASKING_VI, key=len, reverse=True))})\b|\b(?:không|chưa)$", re.IGNORECASE)


class Form(Enum):
    """How a question leans on what came before it."""

    ABOUT = "the same is asked of something else: what about the victims?"
    BARE = "something else is asked of the same: why?"
    POINTING = "a word stands for the subject: who led it?"
    ELLIPSIS = "the subject is left out: and how many were arrested?"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that leans.

    Attributes:
        form: how it leans.
        text: its words without "and", with diacritics.
        language: ``en`` or ``vi``.
        part: what the same is asked of, or the question word that is asked of the same.
        points: whether a bare question word comes with a word that stands for the subject ("when was that").
        sure: whether it cannot be understood alone; "how many people died?" can.
    """

    form: Form
    text: str
    language: str
    part: str = ""
    points: bool = False
    sure: bool = True


def read_follow_up(text: str, said: str) -> FollowUp | None:
    """Return how ``text`` leans on a conversation in which ``said`` was asked and answered, None when it does not."""
    typed = " ".join(unicodedata.normalize("NFC", text[: _MOST_CHARS + 1]).split()).strip(AROUND)
    language = _language(typed)
    if not typed or len(typed) > _MOST_CHARS or not language:
        return None
    core, connected = _core(typed, language)
    if about := ABOUT[language].fullmatch(core):
        if not _asks(about[1], language):
            return FollowUp(Form.ABOUT, core, language, about[1].strip(AROUND))
        core, connected = about[1], True
    if bare := BARE[language].fullmatch(core):
        return FollowUp(Form.BARE, core, language, bare["word"], points=bool(bare["that"]))
    if _is_fragment(core, language, connected=connected):
        return FollowUp(Form.ABOUT, core, language, core)
    if len(core.split()) > _MOST_WORDS[language]:
        return None
    if points(core, language, said):
        return FollowUp(Form.POINTING, core, language)
    if not leaves_out(core, language, said, connected=connected):
        return None
    return FollowUp(Form.ELLIPSIS, core, language, sure=connected or names_no_count(read(core)))


def is_time(text: str, language: str) -> bool:
    """Tell whether ``text`` is a time and nothing else but a preposition."""
    mentions = read_dates(text, language)
    if not mentions:
        return False
    rest = text[: mentions[0].start] + text[mentions[0].end :]
    return all(word in PREPOSITIONS[language] or word in {"the", "vào", "hồi"} for word in rest.lower().split())


def _language(typed: str) -> str:
    """Return ``en`` or ``vi``, or "" when it is neither; a few words may look like a third language."""
    language = detect(typed)
    if language in {"en", "vi"}:
        return language
    return "en" if any(word in EMPTY["en"] for word in typed.lower().split()) else ""


def _core(typed: str, language: str) -> tuple[str, bool]:
    """Return ``typed`` with diacritics and without "and", and whether it had one."""
    is_bare = language == "vi" and not has_diacritics(typed)
    match = (BARE_CONNECTIVE if is_bare else CONNECTIVE[language]).match(typed)
    connected = match is not None and match.end() < len(typed)
    core = typed[match.end() :] if match and connected else typed
    if is_bare:
        core = BARE_POINTING.sub("đó", restore(core))
    return ENDING[language].sub("", core).strip(AROUND), connected


def _asks(text: str, language: str) -> bool:
    if language == "vi":
        return bool(_ASKS_VI.search(text))
    found = [word.lower() for word in WORD.findall(text)]
    return any(word in WH for word in found) or (bool(found) and found[0] in AUXILIARY)


def _is_fragment(core: str, language: str, *, connected: bool) -> bool:
    """Tell whether nothing is asked: "and in Spain?", "the victims?", "năm 2022?"."""
    found = core.lower().split()
    if _asks(core, language) or not found:
        return False
    if connected:
        return len(found) <= 2 * _FEW
    begins = found[0] in PREPOSITIONS[language] or found[0] in DETERMINERS or core.endswith(("'s", "’s"))
    noun = language == "vi" and 1 < len(found) < _FEW and not own_names(read(core))
    return len(found) <= _FEW and (begins or noun or is_time(core, language))
