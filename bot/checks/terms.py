"""The words of a text that carry what it says, each with its stem and what it means in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.common_words import is_common
from ingest.text.folding import fold, has_diacritics
from ingest.text.senses import read_senses
from ingest.text.stems import alike, stem
from ingest.text.wordlists import words_of

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# They bind words and say nothing by themselves; what tells of one's saying is anyone's.
_EMPTY = {
    "en": words_of(
        "a an the of in on at to for by from with as and or but nor so yet if than that this these those there here it",
        "its itself he she they them his her hers him their theirs we us our ours you your i my me who whom",
        "whose which",
        "what when where why how is are was were be been being am has have had having do does did done doing",
        "will would",
        "shall should can could may might must not no also just only then too very more most some any all each every",
        "both such own same other others another about over under after before during while since until between among",
        "into onto out up down off again once per via much many few less least say says said saying tell told",
        "according",
        "article articles report reports people person one ones because although though however therefore thus",
        "themselves himself herself upon within without across around against along through toward towards amid",
        "well ever even still already yes",
    ),
    "vi": words_of(
        "và hoặc hay nhưng mà thì là của cho với cùng tại ở trong ngoài trên dưới giữa từ đến tới vào ra về bằng",
        "do bởi",
        "vì nên để khi lúc sau trước theo qua hơn như bị được đã đang sẽ vừa mới còn cũng đều chỉ rất này đó kia ấy có",
        "không chưa phải một các những nhiều vẫn lại nữa nay nào ai gì ông bà anh chị họ người việc sự cái con chiếc",
        "rằng đây nói biết cả mọi mỗi bài viết báo nếu dù nhằm gồm nhất ít hiện thể cuộc điều thứ hôm vụ lên xuống",
        "trở thành làm đi cứ",
    ),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A word or known phrase that carries meaning, code points ``start`` to ``end``: its stems and its senses."""

    start: int
    end: int
    key: str
    senses: frozenset[str] = frozenset()

    def is_like(self, other: Term) -> bool:
        """Tell whether both are one word or mean the same."""
        return self.key == other.key or bool(self.senses & other.senses) or alike(self.key, other.key)

    def among(self, others: Iterable[Term]) -> bool:
        """Tell whether one of ``others`` is the same word or means the same."""
        return any(self.is_like(other) for other in others)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a text says: its stems or syllables, all of them folded, and the senses of all its words."""

    keys: frozenset[str]
    folded: frozenset[str]
    senses: frozenset[str]

    def holds(self, term: Term) -> bool:
        """Tell whether the text has the word or one that means the same."""
        return bool(term.senses & self.senses) or all(self._has(key) for key in term.key.split())

    def means(self, term: Term) -> bool:
        """Tell whether the text, of another language, says what the word means, or has it as a name."""
        return bool(term.senses & self.senses) or fold(term.key) in self.folded

    def _has(self, key: str) -> bool:
        if key in self.keys:
            return True
        if has_diacritics(key):
            return fold(key) in self.keys
        return any(alike(key, known) for known in self.keys)


@lru_cache(maxsize=256)
def terms(text: str, language: str) -> tuple[Term, ...]:
    """Return the words of ``text`` that carry meaning, in order."""
    return tuple(_terms(unicodedata.normalize("NFC", text), "vi" if language == "vi" else "en"))


def _terms(text: str, language: str) -> Iterator[Term]:
    matches = list(WORD.finditer(text))
    words = [match.group().lower() for match in matches]
    keys = words if language == "vi" else [_key(match.group()) for match in matches]
    phrases = {phrase.start: phrase for phrase in read_senses(words, language)}
    index = 0
    while index < len(words):
        phrase = phrases.get(index)
        end = phrase.end if phrase else index + 1
        if end - index > 1 or words[index] not in _EMPTY[language]:
            key = " ".join(keys[index:end])
            yield Term(matches[index].start(), matches[end - 1].end(), key, phrase.names if phrase else frozenset())
        index = end


def _key(word: str) -> str:
    """Return the stem of an English word; a name is as it is."""
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    return lower if word[0].isupper() and not is_common(lower) else stem(lower)


@lru_cache(maxsize=256)
def vocabulary(text: str, language: str) -> Vocabulary:
    """Return the words and senses of ``text``."""
    found = [match.group() for match in WORD.finditer(unicodedata.normalize("NFC", text))]
    words = [word.lower() for word in found]
    keys = frozenset(words if language == "vi" else map(_key, found))
    senses = (sense.names for sense in read_senses(words, language))
    return Vocabulary(keys, frozenset(map(fold, keys)), frozenset().union(*senses))


def outside(found: Sequence[Term], spans: Collection[tuple[int, int]]) -> list[Term]:
    """Return the terms that lie in none of ``spans``."""
    return [term for term in found if not any(start <= term.start < end for start, end in spans)]
