"""For those who manage a server: ``/settings``, ``/unanswered``."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import for_moderators
from bot.discord_app.escaping import escape, shortened
from bot.discord_app.pressing import on_press, on_submit
from bot.discord_app.settings_panel import SWITCHES, ChannelChoice, limits_form, read_limits, settings_panel
from bot.discord_app.shown import MAX_SIZE, size
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import notice
from bot.journal import Group, ServerSettings, as_csv
from prompts import say

Interaction = discord.Interaction[DatelineBot]
_SHOWN_GROUPS = 20
_MOST_GROUPS = 1_000
_QUESTION_CHARS = 150
# What is left of a message for the heading and the line that says how many more there are.
_ROOM = MAX_SIZE - 400


class Moderation(commands.Cog):
    """Lets moderators decide, and shows them what was not found."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk

    async def cog_load(self) -> None:
        """Listen for what is changed in the panel."""
        self.bot.add_dynamic_items(ChannelChoice)
        on_press(self.bot, "switch", self.turn_switch)
        on_press(self.bot, "limits", self.offer_limits)
        on_submit(self.bot, "limits", self.set_limits)

    # --- settings ---------------------------------------------------------------------

    @app_commands.command(name=told("d_cmd_settings"), description=told("d_cmd_settings_about"))
    @for_moderators
    async def settings(self, interaction: Interaction) -> None:
        """Show the settings of this server, to be changed in place."""
        settings = await self._settings(interaction)
        await interaction.response.send_message(view=self._panel(interaction, settings), ephemeral=True)

    async def turn_switch(self, interaction: Interaction, subject: str) -> None:
        """Turn a switch on or off."""
        name, is_on = subject.split(":")
        if name in SWITCHES:
            await self._change(interaction, **{name: is_on == "1"})

    async def choose_channels(self, interaction: Interaction, channels: tuple[int, ...]) -> None:
        """Answer in these channels only; with none, everywhere."""
        await self._change(interaction, channels=channels)

    async def offer_limits(self, interaction: Interaction, subject: str) -> None:
        """Ask for the two limits."""
        settings = await self._settings(interaction)
        await interaction.response.send_modal(limits_form(settings, language_of(interaction.locale)))

    async def set_limits(self, interaction: Interaction, subject: str, typed: Mapping[str, str]) -> None:
        """Store the two limits if they are numbers from 1 on."""
        limits = read_limits(typed)
        if limits is None:
            await interaction.response.send_message(say("d_no_number", language_of(interaction.locale)), ephemeral=True)
        else:
            await self._change(interaction, **limits)

    async def _change(self, interaction: Interaction, **changes: object) -> None:
        """Store changes of the settings as they are by now, and show them all."""
        settings = replace(await self._settings(interaction), **changes)  # type: ignore[arg-type]
        await self.desk.save_settings(interaction.guild_id or 0, settings)
        await interaction.response.edit_message(view=self._panel(interaction, settings))

    async def _settings(self, interaction: Interaction) -> ServerSettings:
        """Return the settings of the server, for those who manage it by now."""
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return await self.desk.settings(interaction.guild_id)

    def _panel(self, interaction: Interaction, settings: ServerSettings) -> discord.ui.LayoutView:
        language = language_of(interaction.locale)
        return settings_panel(settings, language, sees_posts=self.bot.intents.message_content)

    # --- what was not found -----------------------------------------------------------

    @app_commands.command(name=told("d_cmd_unanswered"), description=told("d_cmd_unanswered_about"))
    @app_commands.rename(days=told("d_opt_days"), export=told("d_opt_export"))
    @app_commands.describe(days=told("d_opt_days_about"), export=told("d_opt_export_about"))
    @for_moderators
    async def unanswered(
        self, interaction: Interaction, days: app_commands.Range[int, 1, 365] = 30, export: bool = False
    ) -> None:
        """Show what was asked here and not found, the most asked first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = language_of(interaction.locale)
        since = f"<t:{int((datetime.now(UTC) - timedelta(days=days)).timestamp())}:D>"
        read, server = self.desk.journal.unanswered, interaction.guild_id or 0
        groups = await self.desk.in_thread(read, server, days, _MOST_GROUPS)
        if not groups:
            await interaction.edit_original_response(view=notice(say("d_all_answered", language, since=since)))
        elif export:
            header = say("d_export_columns", language).split(", ")
            file = discord.File(io.BytesIO(as_csv(groups, header)), "unanswered.csv")
            await interaction.edit_original_response(content=say("d_exported", language), attachments=[file])
        else:
            await interaction.edit_original_response(view=notice(_listed(groups, since, language)))


def _listed(groups: Sequence[Group], since: str, language: str) -> str:
    """Return the most asked questions, as many as one message takes."""
    lines: list[str] = []
    room = _ROOM
    for group in groups[:_SHOWN_GROUPS]:
        line = f"- **{group.count}** · {escape(shortened(group.question, _QUESTION_CHARS))}"
        room -= size(line) + 1
        if room < 0:
            break
        lines.append(line)
    total = sum(group.count for group in groups)
    more = [f"-# {say('d_more', language, count=len(groups) - len(lines))}"] if len(groups) > len(lines) else []
    return "\n".join([say("d_unanswered", language, since=since, count=total), *lines, *more])


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Moderation(bot))
