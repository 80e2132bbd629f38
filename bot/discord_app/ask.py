"""Asking by interaction: ``/ask``, *Answer this question* on a message, and the form of a follow-up question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import Label, TextInput

from bot.answering import MAX_QUESTION_CHARS
from bot.discord_app.answer_buttons import kept_entry
from bot.discord_app.asking import Asked, answer
from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import CONTEXTS, INSTALLS, everywhere
from bot.discord_app.courtesies import asks_for_help, is_courtesy
from bot.discord_app.outlets import InteractionOutlet, acknowledge
from bot.discord_app.places import limited_channel, may_answer, open_thread
from bot.discord_app.policy import plain, says_something
from bot.discord_app.pressing import Form, on_press, on_submit
from bot.discord_app.translation import language_of, told
from bot.journal import Entry
from prompts import say

Interaction = discord.Interaction[DatelineBot]


class Ask(commands.Cog):
    """Asks for an interaction."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk
        self._menu = app_commands.ContextMenu(
            name=told("d_cmd_menu"), callback=self.ask_about, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS
        )

    async def cog_load(self) -> None:
        """Offer the context menu, and listen for the button and the form of a follow-up."""
        self.bot.tree.add_command(self._menu)
        on_press(self.bot, "follow", self.offer_follow_up)
        on_submit(self.bot, "follow", self.follow_up)

    @app_commands.command(name=told("d_cmd_ask"), description=told("d_cmd_ask_about"))
    @app_commands.rename(question=told("d_opt_question"), private=told("d_opt_private"))
    @app_commands.describe(question=told("d_opt_question_about"), private=told("d_opt_private_about"))
    @everywhere
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, MAX_QUESTION_CHARS],
        private: bool | None = None,
    ) -> None:
        """Answer a question."""
        await self._answer(interaction, question, private=private)

    async def ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer the question that a message asks."""
        if says_something(plain(message.content)):
            await self._answer(interaction, message.content)
        else:
            await interaction.response.send_message(say("d_no_text", language_of(interaction.locale)), ephemeral=True)

    async def offer_follow_up(self, interaction: Interaction, subject: str) -> None:
        """Ask for the question that follows."""
        if await kept_entry(interaction, subject) is not None:
            await interaction.response.send_modal(_follow_up_form(subject, language_of(interaction.locale)))

    async def follow_up(self, interaction: Interaction, subject: str, typed: Mapping[str, str]) -> None:
        """Answer a question that follows another, as private as the answer it follows."""
        parent = await kept_entry(interaction, subject)
        if parent is not None:
            private = True if parent.private else None
            await self._answer(interaction, typed["question"], private=private, parent=parent)

    async def _answer(
        self, interaction: Interaction, question: str, *, private: bool | None = None, parent: Entry | None = None
    ) -> None:
        text = plain(question)
        if asks_for_help(text) or is_courtesy(text):
            await interaction.response.send_message(say("d_help", language_of(interaction.locale)), ephemeral=True)
            return
        self.desk.track()
        # Acknowledged before anything is looked up: Discord waits three seconds, people less.
        settings = await self.desk.settings(interaction.guild_id)
        hidden = settings.private if private is None else private
        hidden = hidden or not may_answer(interaction, settings)
        if not await acknowledge(interaction, private=hidden):
            return
        asked = Asked(
            text=text if says_something(text) else "",
            user=interaction.user.id,
            server=interaction.guild_id,
            channel=interaction.channel_id or 0,
            limited=limited_channel(interaction.channel),
            language=language_of(interaction.locale),
            private=hidden,
            parent=parent,
            echo=True,
        )
        shown = await answer(self.desk, asked, settings, InteractionOutlet(interaction, private=hidden))
        if shown is not None and settings.threads and not hidden:
            await open_thread(self.bot, interaction.channel, shown.id, question, asked.language)


def _follow_up_form(entry: str, language: str) -> Form:
    form = Form("follow", entry, title=say("d_follow_title", language))
    field: TextInput[Any] = TextInput(
        style=discord.TextStyle.paragraph, max_length=MAX_QUESTION_CHARS, custom_id="question"
    )
    form.add_item(Label(text=say("d_follow_label", language), component=field))
    return form


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Ask(bot))
