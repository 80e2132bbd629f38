"""The names in a text: what is written with a capital within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text import lexicon
from ingest.text.common_words import is_common
from ingest.text.folding import has_diacritics
from ingest.text.language import is_syllable
from ingest.text.places import place, places_in
from ingest.text.wordlists import words_of

# Upper and lower case alternate in Unicode's Latin blocks, so that a range cannot tell them apart.
_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code >= 0x1E00))
_CAPITALISED = rf"(?<!\w)[{_UPPER}][\w'’&\u0300-\u036f-]*(?:\.[{_UPPER}][\w\u0300-\u036f]*)*"
_NAME = re.compile(
    rf"{_CAPITALISED}\.?(?:[ \u00a0](?:(?:of|the|and|de|la|van|von|bin|al|for)[ \u00a0])?{_CAPITALISED})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[“\"(]\s*)$")
FUNCTION_WORDS = words_of(
    "the a an in on at by for from to of and or but with as it its he his she her they their we our you i this",
    "that these those there when while after before during since until if because although however according",
    "about more less than most many some all both each every no not nearly almost over under around between among",
    "only just also then now who what where which how why one two three four five six seven eight nine ten",
    "meanwhile earlier later today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december jan feb mar apr jun",
    "jul aug sept sep oct nov dec mr mrs ms dr sir president prime minister king queen pope senator governor",
    "mayor gen lt col capt general police court ministry department university state city province district",
    "county north south east west northern southern eastern western central new old sea river island bank group",
    "council committee commission union party agency office center centre international national federal world",
    "united kingdom republic association organization organisation institute company corporation inc ltd health",
    "foreign defense defence justice interior education finance trade security human rights war crime operation",
    "law act army navy air force guard airlines airport hospital school college street avenue road day night week",
    "month year news cardinal archbishop bishop pope judge justice captain coach professor secretary",
    "chairman chairwoman chancellor ambassador sergeant colonel lieutenant detective sheriff attorney director whose",
    "ceo cfo ce bce ad bc celsius fahrenheit scn tcn ubnd hđnd tand vksnd thpt thcs cntt gdp cpi oxi oxy ý áo",
    "trong ngày tại theo từ và của các những một với để khi sau trước năm tháng đã đang sẽ được",
    "bị ông bà anh chị có không hơn gần khoảng ít nhất nhiều cũng như trên dưới về do vì nếu hiện nay hôm qua nạn",
    "nhân tổng số thống tướng tổng thống thủ tướng chủ tịch bộ trưởng bộ sở cục ủy ban uỷ cơ quan công an cảnh",
    "sát tòa án viện trường đại học tỉnh usd eur gbp vnd vnđ jpy cny covid internet thành phố quận huyện phường",
    "xã đường tập đoàn công ty ngân hàng liên đoàn hiệp hội quốc gia tế họ chúng nó tôi hắn y ta ai mình me him them",
    "everyone everybody someone nobody us myself it",
)
# What a sentence may begin with that is no name: "Researchers said", "Building homes", "Officially".
_WORD_ENDINGS = ("s", "ing", "ly", "ed", "tion", "ment", "ity", "ness", "ers", "ism", "ive", "able", "al", "ic", "ies")
_SPEAKS = re.compile(
    r"[ \u00a0](?:said|says|told|was|is|has|had|won|wrote|added|will|announced|died|nói|cho|là|đã|bị|được|và)\b|['’]s\b"
)
# "Netflix chưa xác nhận": beside Vietnamese what is no syllable of it is a name.
_FOLLOWS_VIETNAMESE = re.compile(r" [^\W\d_]*[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
PARTS = re.compile(r"[^\W\d_][\w'’&.\u0300-\u036f-]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a claim, code points ``start`` to ``end``.

    It is not ``sure`` when it may be a common word with the capital of its sentence.
    """

    start: int
    end: int
    words: tuple[str, ...]
    sure: bool = True


def names(text: str) -> Iterator[Name]:
    """Yield the names in ``text``; a capital that only begins a sentence makes none."""
    for match in _runs(text):
        words = tuple(PARTS.findall(match.group()))
        first = _SENTENCE_START.search(text, max(0, match.start() - 4), match.start()) or match.start() == 0
        if first and len(words) == 1 and not _begins_as_name(text, words[0], match.end()):
            continue
        kept = _without_opening(words) if first else words
        if kept:
            start = match.start() + match.group().index(kept[0])
            sure = not first or len(words) > 1 or not has_diacritics(kept[0])
            yield Name(start, match.end(), kept, sure)


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of capitalised words; "Ana Lima and Red River" are two unless they are one place."""
    start = 0
    while match := _NAME.search(text, start):
        joint = text.find(" and ", *match.span())
        if joint > 0 and not place(base(match.group())):
            match = _NAME.fullmatch(text, match.start(), joint) or match
        yield match
        start = match.end()


def _without_opening(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the words that have their capital from beginning the sentence ("In Paris", "Singer Ana Lima")."""
    if place(base(" ".join(words))):
        return words
    return words[1:] if words[0].lower() in FUNCTION_WORDS or (len(words) > 1 and _is_common(words[0])) else words


def _is_common(word: str) -> bool:
    return is_common(base(word)) and not place(base(word))


def _is_sure(word: str) -> bool:
    return bool(places_in(word)) or word[1:2].isupper()


def _is_foreign(text: str, word: str, end: int) -> bool:
    """Tell whether ``word`` is no Vietnamese one though Vietnamese follows."""
    return bool(_FOLLOWS_VIETNAMESE.match(text, end)) and word.isascii() and not is_syllable(base(word))


def _begins_as_name(text: str, word: str, end: int) -> bool:
    """Tell whether the one capitalised word that begins a sentence is a name, not a common word."""
    lower = base(word)
    if lower in FUNCTION_WORDS and not word[1:2].isupper():
        return False
    if _is_sure(word) or _is_foreign(text, word, end):
        return True
    if is_common(lower) or lexicon.known([lower]) or lexicon.act_at([lower], 0) or lower.endswith(_WORD_ENDINGS):
        return False
    following = PARTS.search(text, end, end + 24)
    acts = following is not None and lexicon.act_at([following.group().lower()], 0) != ""
    return acts or bool(_SPEAKS.match(text, end))


def base(word: str) -> str:
    """Return a word of a name in lower case, without the sign of possession."""
    return word.lower().strip("'’.").removesuffix("'s").removesuffix("’s")
