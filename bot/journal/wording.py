"""When two questions ask the same in nearly the same words. Pure.

The rule: fold case and diacritics, take one form for what has several ("how many", "number of"), leave out the words
that only carry a question (articles, auxiliaries, courtesies, "people"), cut English endings off; what is left, in any
order, is the same.
"""

from __future__ import annotations

import re

from bot.question_words import MISSPELLED
from ingest.text.folding import words
from ingest.text.wordlists import words_of


def _forms(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{pattern})\b"), form) for form, pattern in rows)


_ONE_FORM = {
    "en": _forms(("howmany", "how many|(?:total )?number of"), ("when", "(?:at )?what time|what (?:day|date)")),
    "vi": _forms(
        ("baonhieu", "bao nhieu|bn|bnhieu|so luong"),
        ("khinao", "khi nao|bao gio|luc nao|may gio|(?:vao )?ngay nao"),
        ("visao", "vi sao|tai sao|do sao|sao lai"),
        ("", "(?:hay )?(?:khong|chua)(?: vay| a| nhi| the)?$"),
    ),
}
_CARRYING = {
    "en": words_of(
        "a an the of in on at by to for from with and or that this these those there it its as about s is are was",
        "were be been being am do does did has have had having will would can could shall should get",
        "gets got getting go goes going please pls plz thanks thank you me i we they tell know say give show",
        "hi hello hey so well ok okay just actually exactly still again already yet now currently also what which",
        "people persons person ppl altogether total totally overall all",
    ),
    "vi": words_of(
        "co da dang se van con duoc bi la thi ma cua cac nhung o tai trong vao ve cho voi va nay do nao gi day",
        "kia lai roi nua xin chao lam on vui long hay biet hoi noi minh toi em ban oi a vay the nhi nhe cam tat",
        "ca tong cong nguoi so khoang hien",
    ),
}
_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 2


def wording(question: str, language: str) -> str:
    """Return what the words of ``question`` come to: equal for questions that belong together."""
    known = MISSPELLED.get(language, {})
    folded = " ".join(known.get(word, word) for word in words(question))
    for pattern, form in _ONE_FORM.get(language, ()):
        folded = pattern.sub(form, folded)
    asked = folded.split()
    telling = [word for word in asked if word not in _CARRYING.get(language, ())] or asked
    return " ".join(sorted({_stem(word) if language == "en" else word for word in telling}))


def _stem(word: str) -> str:
    """Return an English word without its commonest endings: ``rescued`` and ``rescues`` become ``rescu``."""
    if len(word) > len("ies") + _SHORTEST_STEM and word.endswith("ies"):
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word
