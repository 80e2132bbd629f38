"""What is kept about people, and how they have it deleted: ``/privacy``, ``/forget-me``."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import ActionRow

from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import everywhere
from bot.discord_app.pressing import ActionButton, on_press
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import notice
from prompts import say

Interaction = discord.Interaction[DatelineBot]


class Privacy(commands.Cog):
    """Answers to people about what is theirs."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk

    async def cog_load(self) -> None:
        """Listen for the button that confirms."""
        on_press(self.bot, "forget", self.delete)

    @app_commands.command(name=told("d_cmd_privacy"), description=told("d_cmd_privacy_about"))
    @everywhere
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept, for how long, and where questions go."""
        language = language_of(interaction.locale)
        endpoint = "d_privacy_model" if self.desk.has_llm else "d_privacy_no_model"
        text = say("d_privacy", language, days=self.desk.retention_days, model=say(endpoint, language))
        await interaction.response.send_message(text, ephemeral=True)

    @app_commands.command(name=told("d_cmd_forget"), description=told("d_cmd_forget_about"))
    @everywhere
    async def forget(self, interaction: Interaction) -> None:
        """Delete what is kept about the person who asks, once they confirm."""
        language = language_of(interaction.locale)
        view = notice(say("d_forget", language))
        button = ActionButton("forget", label=say("d_forget_button", language), style=discord.ButtonStyle.danger)
        view.add_item(ActionRow[Any](button))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def delete(self, interaction: Interaction, subject: str) -> None:
        """Delete everything, and say how much it was."""
        await interaction.response.defer()
        count = await self.desk.in_thread(self.desk.journal.forget, interaction.user.id)
        forgotten = say("d_forgotten", language_of(interaction.locale), count=count)
        await interaction.edit_original_response(view=notice(forgotten))


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Privacy(bot))
