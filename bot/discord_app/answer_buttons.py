"""The buttons under an answer: its quotes, why it is as it is, another page of its sources, and what people think."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import discord
from discord.ext import commands

from bot.answer import Answer
from bot.discord_app.client import DatelineBot
from bot.discord_app.layout import show_answer
from bot.discord_app.outlets import InteractionOutlet
from bot.discord_app.pressing import on_press
from bot.discord_app.quotes import show_quotes
from bot.discord_app.shown import Shown
from bot.discord_app.sources import Articles
from bot.discord_app.translation import language_of
from bot.discord_app.views import answer_views, notice, reason_row, to_views
from bot.discord_app.why import show_why
from bot.journal import REASONS, Entry, Reason
from prompts import say

Interaction = discord.Interaction[DatelineBot]
Show = Callable[[Answer, str, Articles], Shown]


class AnswerButtons(commands.Cog):
    """Does what the buttons under an answer are for."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk

    async def cog_load(self) -> None:
        """Listen for the buttons."""
        on_press(self.bot, "quotes", self.show_quotes)
        on_press(self.bot, "why", self.show_why)
        on_press(self.bot, "page", self.turn_page)
        on_press(self.bot, "up", self.like)
        on_press(self.bot, "down", self.dislike)
        on_press(self.bot, "bad", self.give_reason)

    async def show_quotes(self, interaction: Interaction, subject: str) -> None:
        """Show the exact sentences, to the one who asked for them."""
        await self._show(interaction, subject, show_quotes)

    async def show_why(self, interaction: Interaction, subject: str) -> None:
        """Show how the answer came about, to the one who asked for it."""
        await self._show(interaction, subject, show_why)

    async def _show(self, interaction: Interaction, id_: str, show: Show) -> None:
        entry = await kept_entry(interaction, id_)
        if entry is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = Answer.read(entry.answer)
        shown = show(found, language_of(interaction.locale), await self.desk.articles(found.article_ids()))
        await InteractionOutlet(interaction, private=True).finish(to_views(shown, quiet=True))

    async def turn_page(self, interaction: Interaction, subject: str) -> None:
        """Show another page of the sources in the message itself, else as it was for the asker."""
        id_, language, echo, page = subject.split(":")
        entry = await kept_entry(interaction, id_)
        if entry is None:
            return
        found, question = Answer.read(entry.answer), echo == "1"
        articles = await self.desk.articles(found.article_ids())
        shown = show_answer(found, language, articles, page=int(page), question=question)
        view = answer_views(shown, id_, found, language, question=question)[-1]
        await interaction.response.edit_message(view=view)

    async def like(self, interaction: Interaction, subject: str) -> None:
        """Note that somebody likes an answer."""
        if await self._rate(interaction, subject, liked=True):
            await interaction.response.send_message(say("d_thanks", language_of(interaction.locale)), ephemeral=True)

    async def dislike(self, interaction: Interaction, subject: str) -> None:
        """Note that somebody dislikes an answer, and ask why."""
        if await self._rate(interaction, subject, liked=False):
            language = language_of(interaction.locale)
            view = notice(say("d_why_bad", language))
            view.add_item(reason_row(subject, REASONS, language))
            await interaction.response.send_message(view=view, ephemeral=True)

    async def give_reason(self, interaction: Interaction, subject: str) -> None:
        """Note why somebody dislikes an answer."""
        id_, reason = subject.split(":")
        if await self._rate(interaction, id_, liked=False, reason=cast("Reason", reason)):
            await interaction.response.edit_message(view=notice(say("d_thanks", language_of(interaction.locale))))

    async def _rate(self, interaction: Interaction, id_: str, *, liked: bool, reason: Reason | None = None) -> bool:
        """Note a rating; tell the person when the answer is no longer kept."""
        rate, person = self.desk.journal.rate, interaction.user.id
        if await self.desk.in_thread(rate, id_, interaction.guild_id, person, liked=liked, reason=reason):
            return True
        await _tell_gone(interaction)
        return False


async def kept_entry(interaction: Interaction, id_: str) -> Entry | None:
    """Return a journalled question of this server; tell the person when it is no longer kept."""
    desk = interaction.client.desk
    entry = await desk.in_thread(desk.journal.entry, id_, interaction.guild_id)
    if entry is None:
        await _tell_gone(interaction)
    return entry


async def _tell_gone(interaction: Interaction) -> None:
    await interaction.response.send_message(say("d_gone", language_of(interaction.locale)), ephemeral=True)


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(AnswerButtons(bot))
