"""Plain layout as Discord's components, and the buttons under an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Container, LayoutView, Separator, TextDisplay

from bot.answer import Answer
from bot.discord_app.pressing import ActionButton
from bot.discord_app.shown import Message, Shown, Text
from prompts import say

_ACCENT = discord.Colour(0x2F6F6F)
_QUIET_ACCENT = discord.Colour(0x8A8F98)


def notice(text: str) -> LayoutView:
    """Return a line of our own text, such as a status."""
    view = LayoutView(timeout=None)
    view.add_item(TextDisplay(text))
    return view


def to_views(shown: Shown, rows: Sequence[ActionRow[Any]] = (), *, quiet: bool = False) -> list[LayoutView]:
    """Return a view for each message of ``shown``, with ``rows`` under the last one."""
    views = [_view(message, quiet=quiet) for message in shown.messages]
    for row in rows:
        views[-1].add_item(row)
    return views


def _view(message: Message, *, quiet: bool) -> LayoutView:
    items = [TextDisplay[Any](it.markdown) if isinstance(it, Text) else Separator[Any]() for it in message.blocks]
    view = LayoutView(timeout=None)
    view.add_item(Container[Any](*items, accent_colour=_QUIET_ACCENT if quiet else _ACCENT))
    return view


def answer_views(
    shown: Shown, entry: str, answer: Answer, language: str, *, question: bool = False
) -> list[LayoutView]:
    """Return an answer with the buttons that make sense for it; ``question`` says that the question is shown above."""
    rows = [_answer_row(entry, answer, language)] if answer.status != "error" else []
    if shown.pages > 1:
        # A page has to look like the one before it, whoever turns it.
        rows.append(page_row("page", f"{entry}:{language}:{question:d}:", shown))
    return to_views(shown, rows, quiet=answer.status != "answered")


def _answer_row(entry: str, answer: Answer, language: str) -> ActionRow[Any]:
    quotes, why, follow = (
        ActionButton(action, entry, label=say(f"d_button_{action}", language)) for action in ("quotes", "why", "follow")
    )
    up, down = ActionButton("up", entry, emoji="👍"), ActionButton("down", entry, emoji="👎")
    has_quotes = answer.status in {"answered", "unsure"}
    return ActionRow(*([quotes, why, up, down, follow] if has_quotes else [why, down, follow]))


def page_row(action: str, subject: str, shown: Shown) -> ActionRow[Any]:
    """Return the buttons that turn pages; the number of the page to show follows ``subject``."""
    back, on = shown.page - 1, shown.page + 1
    return ActionRow(
        ActionButton(action, f"{subject}{back}", label="◀", disabled=back < 1),
        ActionButton(action, f"{subject}{on}", label="▶", disabled=on > shown.pages),
    )


def reason_row(entry: str, reasons: Sequence[str], language: str) -> ActionRow[Any]:
    """Return the buttons that say why an answer is bad."""
    return ActionRow(
        *(ActionButton("bad", f"{entry}:{reason}", label=say(f"d_reason_{reason}", language)) for reason in reasons)
    )
