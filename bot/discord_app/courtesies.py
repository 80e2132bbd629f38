"""What people say to a bot that is no question to the articles: greetings, thanks, "who are you?". Pure."""

from __future__ import annotations

import re

from ingest.text.folding import words
from ingest.text.wordlists import words_of

# A courtesy has one of these, as one word or two, and nothing but these and the words beside them.
_COURTESIES = re.compile(
    r"\b(?:hello|hi|hiya|hey|howdy|good (?:morning|afternoon|evening|night|day)|thanks|thank (?:you|u)|thx|ty|cheers"
    r"|bye|goodbye|good (?:bot|job|work)|welcome|sorry|ok|okay|oke|chao|alo|cam on|tam biet|xin loi|lol|haha|wow|nice"
    r"|great|cool|perfect|tuyet(?: voi)?|hay qua|gioi qua)\b"
)
_BESIDE = words_of(
    "hello hi hiya hey howdy good morning afternoon evening night day thanks thank you u thx ty cheers bye goodbye bot",
    "job work welcome sorry ok okay oke chao alo cam on tam biet xin loi lol haha wow nice great cool perfect tuyet",
    "voi hay gioi qua there all everyone everybody dateline so very much many a lot again dear friend for the your",
    "help answer it that is ban be moi nguoi ca nha oi buoi sang trua chieu toi nhe nha nhieu lam minh em anh chi ad a",
    "da vang roi vi tra loi giup",
)
_MOST_WORDS = 8
_HELP = re.compile(
    r"(?:so )?(?:who|what) (?:are|r) (?:you|u)|what (?:can|do) (?:you|u) do|what can i ask(?: you)?"
    r"|help(?: me)?(?: please)?|how (?:do|can|to) (?:i |we )?(?:use|ask)(?: (?:you|u|this|it))?(?: bot)?"
    r"|how (?:does|do) (?:this|it|you)(?: bot)? work|are you (?:a bot|real|human|a human|an ai|ai)"
    r"|(?:ban|bot)(?: nay)? la (?:ai|gi|bot gi)(?: vay| the| a)?"
    r"|(?:ban|bot)(?: nay)?(?: co the)? lam(?: duoc)? (?:nhung )?gi"
    r"|(?:hay )?(?:tro )?giup(?: do)?(?: toi| minh)?(?: voi)?|huong dan(?: su dung)?"
    r"|(?:cach )?(?:dung|su dung|hoi) (?:bot )?(?:the nao|nhu the nao|lam sao)"
)


def is_courtesy(text: str) -> bool:
    """Tell whether ``text`` is nothing but a greeting, thanks, praise or the like, in English or Vietnamese."""
    said = words(text)
    courteous = len(said) <= _MOST_WORDS and "?" not in text and all(word in _BESIDE for word in said)
    return courteous and _COURTESIES.search(" ".join(said)) is not None


def asks_for_help(text: str) -> bool:
    """Tell whether ``text`` asks what the bot is or how it is used, in English or Vietnamese."""
    return _HELP.fullmatch(" ".join(words(text))) is not None
