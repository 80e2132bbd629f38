"""The settings of a server as switches, a choice of channels and a form; they work after a restart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord.ui import ActionRow, ChannelSelect, DynamicItem, Label, LayoutView, TextInput

from bot.discord_app.pressing import ActionButton, Form, guarded
from bot.discord_app.views import notice
from bot.journal import ServerSettings
from prompts import say

SWITCHES = ("private", "threads", "forum_answers")
_KINDS = [discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news, discord.ChannelType.category]
_MOST_CHANNELS = 25
_LIMIT_DIGITS = 4
Interaction = discord.Interaction[Any]


def settings_panel(settings: ServerSettings, language: str, *, sees_posts: bool) -> LayoutView:
    """Return the settings, to be changed in place; ``sees_posts`` says whether the bot can read what forums hold."""
    lines = [say("d_settings", language), _where(settings, language)]
    if not sees_posts:
        lines.append(f"-# {say('d_no_posts', language)}")
    view = notice("\n".join(lines))
    switches = [
        _switch(settings, name, language, disabled=name == "forum_answers" and not sees_posts) for name in SWITCHES
    ]
    limits = say("d_limits", language, person=settings.person_limit, channel=settings.channel_limit)
    view.add_item(ActionRow[Any](ChannelChoice(settings.channels, say("d_channels", language))))
    view.add_item(ActionRow[Any](*switches))
    view.add_item(ActionRow[Any](ActionButton("limits", label=limits)))
    return view


def limits_form(settings: ServerSettings, language: str) -> Form:
    """Return a form for the two limits."""
    form = Form("limits", title=say("d_limits_title", language))
    for name, limit in (("person", settings.person_limit), ("channel", settings.channel_limit)):
        field: TextInput[Any] = TextInput(default=str(limit), max_length=_LIMIT_DIGITS, custom_id=name)
        form.add_item(Label(text=say(f"d_{name}_limit", language), component=field))
    return form


def read_limits(typed: Mapping[str, str]) -> dict[str, int] | None:
    """Return the limits that were typed into the form, from 1 on, as settings; None when one is no such number."""
    limits = {f"{name}_limit": typed.get(name, "").strip() for name in ("person", "channel")}
    if not all(limit.isascii() and limit.isdigit() and int(limit) for limit in limits.values()):
        return None
    return {name: int(limit) for name, limit in limits.items()}


def _where(settings: ServerSettings, language: str) -> str:
    if not settings.channels:
        return say("d_settings_everywhere", language)
    return say("d_settings_channels", language, channels=" ".join(f"<#{id_}>" for id_ in settings.channels))


def _switch(settings: ServerSettings, name: str, language: str, *, disabled: bool) -> ActionButton:
    """Return a button that turns one setting, whatever others changed since it was shown."""
    is_on = bool(getattr(settings, name))
    label = f"{'☑' if is_on else '☐'} {say(f'd_switch_{name}', language)}"
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    return ActionButton("switch", f"{name}:{not is_on:d}", label=label, style=style, disabled=disabled)


class ChannelChoice(DynamicItem[ChannelSelect[Any]], template="dl-channels"):
    """Chooses channels and categories; the cog ``Moderation`` keeps them."""

    def __init__(self, channels: Sequence[int] = (), placeholder: str | None = None) -> None:
        chosen = [
            discord.SelectDefaultValue(id=id_, type=discord.SelectDefaultValueType.channel)
            for id_ in channels[:_MOST_CHANNELS]
        ]
        super().__init__(
            ChannelSelect(
                custom_id="dl-channels",
                placeholder=placeholder,
                channel_types=_KINDS,
                min_values=0,
                max_values=_MOST_CHANNELS,
                default_values=chosen,
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> ChannelChoice:
        """Return the choice that was made."""
        return cls()

    async def callback(self, interaction: Interaction) -> None:
        """Have the chosen channels kept."""
        moderation = interaction.client.get_cog("Moderation")
        await guarded(interaction, moderation.choose_channels(interaction, tuple(it.id for it in self.item.values)))
