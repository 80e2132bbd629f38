"""Asking by command: ``/ask`` and *Answer this question* on a message; and the buttons under an answer."""

from __future__ import annotations

import contextlib
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.answer import Answer
from bot.answering import MAX_QUESTION_CHARS
from bot.discord_app.asking import Asked, answer
from bot.discord_app.client import DatelineBot
from bot.discord_app.layout import show_answer
from bot.discord_app.outlets import InteractionOutlet, acknowledge
from bot.discord_app.places import limited_channel, may_answer, open_thread
from bot.discord_app.policy import plain
from bot.discord_app.quotes import show_quotes
from bot.discord_app.shown import Shown
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import AnswerButton, answer_views, notice, reason_row, to_views
from bot.discord_app.why import show_why
from bot.journal import REASONS, Entry
from prompts import say

Interaction = discord.Interaction[DatelineBot]


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Ask(commands.Cog):
    """Asks for an interaction."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk
        self._menu = app_commands.ContextMenu(name=told("d_cmd_menu"), callback=self.ask_about)

    async def cog_load(self) -> None:
        """Offer the context menu, and listen for the buttons."""
        self.bot.tree.add_command(self._menu)
        self.bot.add_dynamic_items(AnswerButton)
        AnswerButton.handles("quotes", self.show_quotes)
        AnswerButton.handles("why", self.show_why)
        AnswerButton.handles("page", self.turn_page)
        AnswerButton.handles("up", self.like)
        AnswerButton.handles("down", self.dislike)
        AnswerButton.handles("follow", self.follow)
        for reason in REASONS:
            AnswerButton.handles(reason, self._because(reason))

    @app_commands.command(name=told("d_cmd_ask"), description=told("d_cmd_ask_about"))
    @app_commands.rename(question=told("d_opt_question"), private=told("d_opt_private"))
    @app_commands.describe(question=told("d_opt_question_about"), private=told("d_opt_private_about"))
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
        question = plain(message.content)
        if not question:
            await interaction.response.send_message(say("d_no_text", language_of(interaction.locale)), ephemeral=True)
            return
        await self._answer(interaction, question[:MAX_QUESTION_CHARS], private=None)

    async def _answer(
        self, interaction: Interaction, question: str, *, private: bool | None, parent: Entry | None = None
    ) -> None:
        self.desk.track()
        # Acknowledged before anything is looked up: Discord waits three seconds, people less.
        settings = await self.desk.settings(interaction.guild_id)
        hidden = settings.private if private is None else private
        hidden = hidden or not may_answer(interaction, settings)
        if not await acknowledge(interaction, private=hidden):
            return
        asked = Asked(
            text=question,
            user=interaction.user.id,
            server=interaction.guild_id,
            channel=interaction.channel_id or 0,
            limited=limited_channel(interaction.channel),
            language=language_of(interaction.locale),
            private=hidden,
            parent=parent,
            echo=not hidden,
        )
        shown = await answer(self.desk, asked, settings, InteractionOutlet(interaction, private=hidden))
        if shown is not None and settings.threads and not hidden:
            await open_thread(interaction.channel, shown.id, question)

    # --- the buttons ------------------------------------------------------------------

    async def show_quotes(self, interaction: Interaction, id_: str, page: int) -> None:
        """Show the exact sentences, to the one who asked for them."""
        await self._show(interaction, id_, show_quotes)

    async def show_why(self, interaction: Interaction, id_: str, page: int) -> None:
        """Show how the answer came about, to the one who asked for it."""
        await self._show(interaction, id_, show_why)

    async def _show(self, interaction: Interaction, id_: str, show: Any) -> None:
        entry = await self._entry(interaction, id_)
        if entry is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = Answer.read(entry.answer)
        shown: Shown = show(found, language_of(interaction.locale), await self.desk.articles(found.article_ids()))
        await InteractionOutlet(interaction, private=True).finish(to_views(shown, quiet=True))

    async def turn_page(self, interaction: Interaction, id_: str, page: int) -> None:
        """Show another page of the sources in the message itself."""
        entry = await self._entry(interaction, id_)
        if entry is None:
            return
        found, language = Answer.read(entry.answer), language_of(interaction.locale)
        shown = show_answer(found, language, await self.desk.articles(found.article_ids()), page=page, question=True)
        await interaction.response.edit_message(view=answer_views(shown, id_, found, language)[-1])

    async def like(self, interaction: Interaction, id_: str, page: int) -> None:
        """Note that somebody likes an answer."""
        if await self._entry(interaction, id_) is not None:
            await self.desk.in_thread(self.desk.journal.rate, id_, interaction.guild_id, interaction.user.id, True)  # noqa: FBT003
            await interaction.response.send_message(say("d_thanks", language_of(interaction.locale)), ephemeral=True)

    async def dislike(self, interaction: Interaction, id_: str, page: int) -> None:
        """Note that somebody dislikes an answer, and ask why."""
        if await self._entry(interaction, id_) is None:
            return
        language = language_of(interaction.locale)
        await self.desk.in_thread(self.desk.journal.rate, id_, interaction.guild_id, interaction.user.id, False)  # noqa: FBT003
        view = notice(say("d_why_bad", language))
        view.add_item(reason_row(id_, REASONS, language))
        await interaction.response.send_message(view=view, ephemeral=True)

    def _because(self, reason: Any) -> Any:
        async def note(interaction: Interaction, id_: str, page: int) -> None:
            journal = self.desk.journal
            await self.desk.in_thread(
                journal.rate, id_, interaction.guild_id, interaction.user.id, liked=False, reason=reason
            )
            await interaction.response.edit_message(view=notice(say("d_thanks", language_of(interaction.locale))))

        return note

    async def follow(self, interaction: Interaction, id_: str, page: int) -> None:
        """Ask for the question that follows."""
        entry = await self._entry(interaction, id_)
        if entry is not None:
            await interaction.response.send_modal(FollowUp(self, entry, language_of(interaction.locale)))

    async def _entry(self, interaction: Interaction, id_: str) -> Entry | None:
        """Return a journalled question; tell the person when it is no longer kept."""
        entry = await self.desk.in_thread(self.desk.journal.entry, id_, interaction.guild_id)
        if entry is None:
            with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
                await interaction.response.send_message(say("d_gone", language_of(interaction.locale)), ephemeral=True)
        return entry


class FollowUp(discord.ui.Modal):
    """Takes a question that follows another."""

    def __init__(self, cog: Ask, entry: Entry, language: str) -> None:
        super().__init__(title=say("d_follow_title", language), timeout=900, custom_id=f"dl-follow:{entry.id}")
        self._cog, self._entry = cog, entry
        self.question: discord.ui.TextInput[Any] = discord.ui.TextInput(
            label=say("d_follow_label", language),
            style=discord.TextStyle.paragraph,
            max_length=MAX_QUESTION_CHARS,
            custom_id="question",
        )
        self.add_item(self.question)

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        """Answer it, as private as the answer it follows."""
        private = True if self._entry.private else None
        await self._cog._answer(interaction, self.question.value, private=private, parent=self._entry)

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # type: ignore[override]
        """Tell the person in one sentence."""
        from bot.discord_app.errors import answer_failure

        await answer_failure(interaction, error)


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Ask(bot))
