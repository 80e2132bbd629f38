"""Whether a message on Discord is a question for Dateline, and which.

Decided from plain facts alone. Dateline is asked by a direct message, by its name in a message, by a reply to one of
its messages, in a thread it opened and, where moderators want it, by a new post of a forum. Everything else is not for
it, nor is anything that no person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from bot.discord_app.courtesies import asks_for_help, is_courtesy
from bot.question import read_question

_USER = re.compile(r"<@!?\d+>")
# Users, roles, channels, places of a server, commands and custom emoji, as Discord writes them in a message's text.
_TOKEN = re.compile(r"(?:<(?:@[!&]?|#)\d+>|<id:\w+>|</[^:<>\n]+:\d+>|<a?:\w+:\d+>|(?<!\w)@(?:everyone|here)\b)[\s,;:]*")
# A link of Markdown, of which its title stays; any other address; marks of Markdown that stand for nothing else.
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(\s*<?https?://[^\s()<>]{1,2000}>?\s*\)", re.IGNORECASE)
_MARKUP = re.compile(r"<?\bhttps?://[^\s<>]+>?|\*\*|__|~~|\|\||`+", re.IGNORECASE)
_JOINTS = " ,;:"
_ENDS = "?!.…"


class Action(Enum):
    """What a message asks of the bot."""

    SILENT = "it is not for us"
    ASK = "answer the question"
    EMPTY = "there is no question in it: say how to ask"
    HELP = "it asks what the bot is: say so"
    UNREADABLE = "it is for us, but Discord does not show its text: say how to ask"
    ELSEWHERE = "it is for us, but no answer may be given here: tell the author in private, never in the channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a message.

    Attributes:
        content: its text as Discord gives it; empty where Discord does not.
        title: the title of the forum post that it opens.
        replies_to: who wrote the message that it replies to; a forwarded message counts as one of another's.
        replied: that message's text, empty when it is not known.
        mentions_bot: its text names the bot (``mentions``); the ping of a reply, @everyone and roles do not count.
        opens_post: it opens a post of a forum in which moderators want answers.
        may_answer_here: the server's settings allow the channel, and the bot has the permission to write there.
        is_readable: Discord gives its text: in a DM, with the bot among those it pings, or with the intent.
        is_handled: the same event came before.
        was_told: the author was told lately, in this place, how or where to ask.
    """

    content: str = ""
    title: str = ""
    replies_to: Literal["bot", "other"] | None = None
    replied: str = ""
    from_bot: bool = False
    from_webhook: bool = False
    from_self: bool = False
    is_system: bool = False
    is_direct: bool = False
    mentions_bot: bool = False
    in_own_thread: bool = False
    opens_post: bool = False
    may_answer_here: bool = True
    is_readable: bool = True
    is_handled: bool = False
    was_told: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a message; with ``ASK``, the question and the text of the message it replies to, if any."""

    action: Action
    question: str = ""
    replied: str = ""


def decide(facts: Facts) -> Verdict:
    """Return what to do with a message."""
    if not _is_from_a_person(facts) or facts.is_handled or not _is_for_us(facts):
        return Verdict(Action.SILENT)
    if not facts.may_answer_here:
        # Whoever called the bot would take silence for a bot that is down; moderators want nothing from it here.
        return _told_once(Action.ELSEWHERE, facts, is_due=facts.mentions_bot or facts.replies_to == "bot")
    if not facts.is_readable:
        return _told_once(Action.UNREADABLE, facts, is_due=not facts.opens_post)
    replied = plain(facts.replied)
    question = _question(facts)
    if not says_something(question) and facts.replies_to == "other":
        question, replied = replied, ""
    if asks_for_help(question) and not facts.opens_post:
        return Verdict(Action.HELP)
    called = facts.is_direct or facts.mentions_bot
    if says_something(question) and (called or not facts.opens_post or _is_question(question)):
        return Verdict(Action.ASK, question, replied)
    # A thumb, a sticker or thanks under an answer ask nothing, and want none.
    return Verdict(Action.EMPTY if called else Action.SILENT)


def mentions(content: str, user: int) -> bool:
    """Tell whether a message's text names the user with the id ``user``."""
    return f"<@{user}>" in content or f"<@!{user}>" in content


def is_allowed(channels: Collection[int], *places: int | None) -> bool:
    """Tell whether a server that allows ``channels`` (none named: all) allows one of ``places``.

    The places of a message are its channel and, where there are, the channel of its thread and the category.
    """
    return not channels or any(place in channels for place in places)


def plain(content: str) -> str:
    """Return a message's text in one line, without mentions and what held them in the sentence, links and markup."""
    unmarked = _MARKUP.sub(" ", _LINK.sub(r" \1 ", content))
    text = " ".join(_TOKEN.sub(" ", unmarked).split()).lstrip(_JOINTS)
    body = text.rstrip(_JOINTS + _ENDS)
    return body + "".join(char for char in text[len(body) :] if char in _ENDS)


def _is_from_a_person(facts: Facts) -> bool:
    return not (facts.from_bot or facts.from_webhook or facts.from_self or facts.is_system)


def _is_for_us(facts: Facts) -> bool:
    if facts.is_direct or facts.mentions_bot or facts.opens_post:
        return True
    if _USER.search(facts.content) or facts.replies_to == "other":
        return False  # people talking to each other, be it in our thread
    return facts.in_own_thread or facts.replies_to == "bot"


def _told_once(action: Action, facts: Facts, *, is_due: bool) -> Verdict:
    return Verdict(action if is_due and not facts.was_told else Action.SILENT)


def _question(facts: Facts) -> str:
    """Return what is asked: in a forum the title with the post, or the title alone when only it is a question."""
    title, body = plain(facts.title), plain(facts.content)
    if title.endswith("?") and "?" not in body:
        return title
    if not title or not body:
        return title or body
    return f"{title}{' ' if title[-1] in _ENDS else ': '}{body}"


def _is_question(text: str) -> bool:
    return "?" in text or read_question(text).asks


def says_something(text: str) -> bool:
    """Tell whether there may be a question in ``text``: there are words in it, and not of courtesy alone."""
    return any(char.isalnum() for char in text) and not is_courtesy(text)
