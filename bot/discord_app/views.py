"""Plain layout as Discord's components, and the buttons under an answer, which work after a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord.ui import ActionRow, Button, Container, DynamicItem, LayoutView, Separator, TextDisplay

from bot.answer import Answer
from bot.discord_app.shown import Message, Shown, Text
from prompts import say

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineBot

_ACCENT = discord.Colour(0x2F6F6F)
_QUIET_ACCENT = discord.Colour(0x8A8F98)
Handler = Callable[[discord.Interaction["DatelineBot"], str, int], Awaitable[None]]


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


def answer_views(shown: Shown, entry: str, answer: Answer, language: str) -> list[LayoutView]:
    """Return an answer with its buttons: those that make sense for it."""
    answered = answer.status == "answered"
    names = [*(["quotes"] if answered else []), "why", *(["up"] if answered else []), "down", "follow"]
    rows = [ActionRow[Any](*(AnswerButton(name, entry, language=language) for name in names))]
    if shown.pages > 1:
        rows.append(page_row(entry, shown.page, shown.pages, language))
    return to_views(shown, rows if answer.status != "error" else [], quiet=not answered)


def page_row(entry: str, page: int, pages: int, language: str) -> ActionRow[Any]:
    """Return the buttons that turn the pages of an answer's sources."""
    back = AnswerButton("page", entry, page - 1, language=language, label="◀", disabled=page <= 1)
    on = AnswerButton("page", entry, page + 1, language=language, label="▶", disabled=page >= pages)
    return ActionRow(back, on)


def reason_row(entry: str, reasons: Sequence[str], language: str) -> ActionRow[Any]:
    """Return the buttons that say why an answer is bad."""
    return ActionRow(
        *(
            AnswerButton(reason, entry, language=language, label=say(f"d_reason_{reason}", language))
            for reason in reasons
        )
    )


class AnswerButton(
    DynamicItem[Button[Any]], template=r"dl:(?P<action>[a-z_]+):(?P<entry>[\w-]{8,32}):(?P<page>\d{1,4})"
):
    """A button that holds all it needs in its custom id: what to do, with which journalled question, which page.

    The cogs say what an action does by ``handles``.
    """

    handlers: ClassVar[dict[str, Handler]] = {}
    _EMOJI: ClassVar = {"quotes": "❝", "why": None, "up": "👍", "down": "👎", "follow": "↪️"}

    def __init__(
        self,
        action: str,
        entry: str,
        page: int = 0,
        *,
        language: str = "en",
        label: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make the button for ``action`` on the journalled question ``entry``."""
        self.action, self.entry, self.page = action, entry, page
        silent = action in {"up", "down"}
        text = None if silent else label or say(f"d_button_{action}", language)
        super().__init__(
            Button(
                label=text,
                emoji=self._EMOJI.get(action) if silent else None,
                style=discord.ButtonStyle.secondary,
                custom_id=f"dl:{action}:{entry}:{max(page, 0)}",
                disabled=disabled,
            )
        )

    @classmethod
    def handles(cls, action: str, handler: Handler) -> None:
        """Have ``handler`` called when a button for ``action`` is pressed."""
        cls.handlers[action] = handler

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> AnswerButton:
        """Return the button that was pressed."""
        return cls(match["action"], match["entry"], int(match["page"]), label="…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for; a failure is a sentence to the one who pressed it."""
        from bot.discord_app.errors import answer_failure

        handler = self.handlers.get(self.action)
        try:
            if handler is not None:
                await handler(interaction, self.entry, self.page)
        except Exception as error:  # discord.py would only log it, and the person see "interaction failed"
            await answer_failure(interaction, error)
