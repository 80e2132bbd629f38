"""Buttons and forms that work after a restart: what they are for stands in their custom ids.

A custom id is ``dl:action:subject``. The cogs say what is done for an action, by ``on_press`` and ``on_submit``.
A failure becomes a sentence to whoever pressed: discord.py would only log it, and Discord say "interaction failed".
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

import discord
from discord.ext import commands
from discord.ui import Button, DynamicItem, Modal

from bot.discord_app.errors import answer_failure

_TEMPLATE = r"dl:(?P<action>[a-z_]+):(?P<subject>.*)"
Interaction = discord.Interaction[Any]
Pressed = Callable[[Interaction, str], Awaitable[None]]
"""Is given the subject of a button that was pressed."""
Submitted = Callable[[Interaction, str, Mapping[str, str]], Awaitable[None]]
"""Is given the subject of a form that was sent in, and what was typed into its fields, by their custom ids."""


async def guarded(interaction: Interaction, doing: Awaitable[None]) -> None:
    """Do what was asked for by a press; a failure becomes a sentence to the person."""
    try:
        await doing
    except Exception as error:  # whatever it is, it ends here
        await answer_failure(interaction, error)


class ActionButton(DynamicItem[Button[Any]], template=_TEMPLATE):
    """A button that does ``action`` to ``subject``, which together take up to 96 characters."""

    handlers: ClassVar[dict[str, Pressed]] = {}

    def __init__(
        self,
        action: str,
        subject: str = "",
        *,
        label: str | None = None,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        self.action, self.subject = action, subject
        custom_id = _custom_id(action, subject)
        super().__init__(Button(label=label, emoji=emoji, style=style, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> ActionButton:
        """Return the button that was pressed."""
        return cls(match["action"], match["subject"])

    async def callback(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        handler = self.handlers.get(self.action)
        if handler is not None:
            await guarded(interaction, handler(interaction, self.subject))


class Form(Modal):
    """A form for ``action`` on ``subject``. Several people may have the same one open."""

    def __init__(self, action: str, subject: str = "", *, title: str) -> None:
        super().__init__(title=title, custom_id=_custom_id(action, subject))
        # discord.py, which has one form of a custom id at most, need not remember it: ``on_submit`` hears of all.
        self.stop()


def on_press(bot: commands.Bot, action: str, handler: Pressed) -> None:
    """Have ``handler`` called when a button for ``action`` is pressed in what ``bot`` ever sent."""
    bot.add_dynamic_items(ActionButton)
    ActionButton.handlers[action] = handler


def on_submit(bot: commands.Bot, action: str, handler: Submitted) -> None:
    """Have ``handler`` called when a form for ``action`` is sent in to ``bot``."""

    async def hear(interaction: Interaction) -> None:
        data: Any = interaction.data or {}
        sent = re.fullmatch(_TEMPLATE, str(data.get("custom_id", "")))
        if interaction.type is discord.InteractionType.modal_submit and sent and sent["action"] == action:
            await guarded(interaction, handler(interaction, sent["subject"], dict(_typed(data.get("components", ())))))

    bot.add_listener(hear, "on_interaction")


def _custom_id(action: str, subject: str) -> str:
    return f"dl:{action}:{subject}"


def _typed(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the custom id and the text of each field, wherever in the form it is."""
    for component in components:
        if "custom_id" in component:
            yield str(component["custom_id"]), str(component.get("value", ""))
        within = [component["component"]] if "component" in component else []
        yield from _typed([*within, *component.get("components", ())])
