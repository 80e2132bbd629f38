"""How to tell, from a message alone, what the bot said."""

from __future__ import annotations

from prompts import LANGUAGES, say
from tests.discord.entities import Message

COUNTRIES = "How many countries took part?"
COUNTRIES_ANSWER = "116"
_FILLED_IN = ("again", "ask", "channel", "limit", "passages", "position")


def is_final(message: Message) -> bool:
    """Tell whether a message is an answer or a refusal: both have a button that says why."""
    return _has_button(message, "d_button_why")


def has_quotes(message: Message) -> bool:
    """Tell whether a message is an answer: it has a button for its quotes."""
    return _has_button(message, "d_button_quotes")


def _has_button(message: Message, key: str) -> bool:
    labels = {button.get("label") for button in message.buttons}
    return any(say(key, language) in labels for language in LANGUAGES)


def says(message: Message, key: str) -> bool:
    """Tell whether a message is the interface text ``key``, in whatever language and whatever is filled in."""
    parts = [say(key, language, **dict.fromkeys(_FILLED_IN, "\0")) for language in LANGUAGES]
    return any(all(part in message.text for part in text.split("\0")) for text in parts)
