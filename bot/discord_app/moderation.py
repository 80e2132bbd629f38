"""For those who manage a server: ``/settings``, ``/unanswered``."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import ActionRow, Button, ChannelSelect, Label, LayoutView, Modal, TextDisplay, TextInput

from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import for_moderators
from bot.discord_app.escaping import escape, shortened
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import notice
from bot.journal import Group, ServerSettings, as_csv
from prompts import say

Interaction = discord.Interaction[DatelineBot]
_SWITCHES = ("private", "threads", "forum_answers")
_KINDS = (discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news, discord.ChannelType.category)
_MOST_CHANNELS = 25
_SHOWN_GROUPS = 20
_MOST_GROUPS = 1_000
_QUESTION_CHARS = 150


class Moderation(commands.Cog):
    """Lets moderators decide, and shows them what was not found."""

    def __init__(self, bot: DatelineBot) -> None:
        self.desk = bot.desk

    @app_commands.command(name=told("d_cmd_settings"), description=told("d_cmd_settings_about"))
    @for_moderators
    async def settings(self, interaction: Interaction) -> None:
        """Show the settings of this server, to be changed in place."""
        assert interaction.guild_id is not None
        settings = await self.desk.settings(interaction.guild_id)
        panel = SettingsPanel(self, settings, language_of(interaction.locale))
        await interaction.response.send_message(view=panel, ephemeral=True)

    async def save(self, interaction: Interaction, settings: ServerSettings) -> None:
        """Store ``settings`` and show them."""
        assert interaction.guild_id is not None
        await self.desk.save_settings(interaction.guild_id, settings)
        panel = SettingsPanel(self, settings, language_of(interaction.locale))
        await interaction.response.edit_message(view=panel)

    @app_commands.command(name=told("d_cmd_unanswered"), description=told("d_cmd_unanswered_about"))
    @app_commands.rename(days=told("d_opt_days"), export=told("d_opt_export"))
    @app_commands.describe(days=told("d_opt_days_about"), export=told("d_opt_export_about"))
    @for_moderators
    async def unanswered(
        self, interaction: Interaction, days: app_commands.Range[int, 1, 365] = 30, export: bool = False
    ) -> None:
        """Show what was asked here and not found, the most asked first."""
        assert interaction.guild_id is not None
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = language_of(interaction.locale)
        groups = await self.desk.in_thread(self.desk.journal.unanswered, interaction.guild_id, days, _MOST_GROUPS)
        if not groups:
            await interaction.edit_original_response(view=notice(say("d_all_answered", language, days=days)))
        elif export:
            file = discord.File(io.BytesIO(as_csv(groups)), "unanswered.csv")
            await interaction.edit_original_response(content=say("d_exported", language), attachments=[file])
        else:
            await interaction.edit_original_response(view=notice(_listed(groups, days, language)))


def _listed(groups: list[Group], days: int, language: str) -> str:
    lines = [say("d_unanswered", language, days=days, count=sum(group.count for group in groups))]
    lines += [
        f"- **{group.count}** · {escape(shortened(group.question, _QUESTION_CHARS))}"
        for group in groups[:_SHOWN_GROUPS]
    ]
    if len(groups) > _SHOWN_GROUPS:
        lines.append(f"-# {say('d_more', language, count=len(groups) - _SHOWN_GROUPS)}")
    return "\n".join(lines)


class SettingsPanel(LayoutView):
    """The settings of a server as switches."""

    def __init__(self, cog: Moderation, settings: ServerSettings, language: str) -> None:
        super().__init__(timeout=900)
        self._cog, self._settings, self._language = cog, settings, language
        self.add_item(TextDisplay(say("d_settings", language)))
        self.add_item(ActionRow[Any](self._channels()))
        self.add_item(ActionRow[Any](*(self._switch(name) for name in _SWITCHES)))
        self.add_item(ActionRow[Any](self._limits()))

    def _channels(self) -> ChannelSelect[Any]:
        select: ChannelSelect[Any] = ChannelSelect(
            placeholder=say("d_channels", self._language),
            channel_types=list(_KINDS),
            min_values=0,
            max_values=_MOST_CHANNELS,
            default_values=[
                discord.SelectDefaultValue(id=id_, type=discord.SelectDefaultValueType.channel)
                for id_ in self._settings.channels[:_MOST_CHANNELS]
            ],
        )

        async def choose(interaction: Interaction) -> None:
            chosen = tuple(channel.id for channel in select.values)
            await self._cog.save(interaction, replace(self._settings, channels=chosen))

        select.callback = choose  # type: ignore[assignment,method-assign]
        return select

    def _switch(self, name: str) -> Button[Any]:
        is_on = bool(getattr(self._settings, name))
        button: Button[Any] = Button(
            label=f"{'☑' if is_on else '☐'} {say(f'd_switch_{name}', self._language)}",
            style=discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary,
        )

        async def turn(interaction: Interaction) -> None:
            switched: dict[str, Any] = {name: not is_on}
            await self._cog.save(interaction, replace(self._settings, **switched))

        button.callback = turn  # type: ignore[assignment,method-assign]
        return button

    def _limits(self) -> Button[Any]:
        label = say(
            "d_limits", self._language, person=self._settings.person_limit, channel=self._settings.channel_limit
        )
        button: Button[Any] = Button(label=label)

        async def ask(interaction: Interaction) -> None:
            await interaction.response.send_modal(LimitsModal(self._cog, self._settings, self._language))

        button.callback = ask  # type: ignore[assignment,method-assign]
        return button


class LimitsModal(Modal):
    """Takes the two limits of a server."""

    def __init__(self, cog: Moderation, settings: ServerSettings, language: str) -> None:
        super().__init__(title=say("d_limits_title", language), timeout=900)
        self._cog, self._settings, self._language = cog, settings, language
        self.person = _number("person", settings.person_limit)
        self.channel = _number("channel", settings.channel_limit)
        self.add_item(Label(text=say("d_person_limit", language), component=self.person))
        self.add_item(Label(text=say("d_channel_limit", language), component=self.channel))

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        """Store the limits if they are numbers from 1 on."""
        person, channel = self.person.value.strip(), self.channel.value.strip()
        if not (_is_limit(person) and _is_limit(channel)):
            await interaction.response.send_message(say("d_no_number", self._language), ephemeral=True)
            return
        changed = replace(self._settings, person_limit=int(person), channel_limit=int(channel))
        await self._cog.save(interaction, changed)


def _number(name: str, value: int) -> TextInput[Any]:
    return TextInput(default=str(value), max_length=4, custom_id=name)


def _is_limit(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) >= 1


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Moderation(bot))
