"""What the bot knows: ``/sources``, ``/article``, ``/help``."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import ActionRow

from bot.discord_app.articles import Part, show_article, show_articles
from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import everywhere
from bot.discord_app.escaping import one_line, shortened
from bot.discord_app.pressing import ActionButton, on_press
from bot.discord_app.shown import Shown
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import notice, to_views
from ingest.article import Article
from ingest.store import Heading
from prompts import say

Interaction = discord.Interaction[DatelineBot]
_CHOICES = 25
_CHOICE_CHARS = 100
# What fits into a button's custom id beside the page.
_SEARCH_CHARS = 60


class KnownArticles(commands.Cog):
    """Shows what there is to ask about."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk

    async def cog_load(self) -> None:
        """Listen for the buttons that turn pages."""
        on_press(self.bot, "list", self.turn_page)

    @app_commands.command(name=told("d_cmd_sources"), description=told("d_cmd_sources_about"))
    @everywhere
    @app_commands.rename(search=told("d_opt_search"))
    @app_commands.describe(search=told("d_opt_search_about"))
    async def sources(self, interaction: Interaction, search: app_commands.Range[str, 0, 100] = "") -> None:
        """List articles, newest first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        view = await self._part(one_line(search)[:_SEARCH_CHARS], 0, language_of(interaction.locale))
        await interaction.edit_original_response(view=view)

    async def turn_page(self, interaction: Interaction, subject: str) -> None:
        """Show another part of the list in the place of the one before; the search is in the button."""
        search, _, at = subject.rpartition(":")
        view = await self._part(search, int(at), language_of(interaction.locale))
        await interaction.response.edit_message(view=view)

    @sources.autocomplete("search")
    async def suggest_search(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest titles."""
        found = await self.desk.in_thread(self._first, typed)
        titles = dict.fromkeys(shortened(it.title, _CHOICE_CHARS) for it in found)
        return [app_commands.Choice(name=title, value=title) for title in titles if title]

    @app_commands.command(name=told("d_cmd_article"), description=told("d_cmd_article_about"))
    @everywhere
    @app_commands.rename(article=told("d_opt_article"))
    @app_commands.describe(article=told("d_opt_article_about"))
    async def article(self, interaction: Interaction, article: str) -> None:
        """Show an article's card."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = language_of(interaction.locale)
        found = await self.desk.in_thread(self._named, article)
        if found is None:
            await interaction.edit_original_response(view=notice(say("d_no_article", language)))
            return
        await interaction.edit_original_response(view=to_views(show_article(found, language))[0])

    @article.autocomplete("article")
    async def suggest_article(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest articles by their titles."""
        found = await self.desk.in_thread(self._first, typed)
        return [app_commands.Choice(name=_name(it), value=_handle(it.id)) for it in found]

    @app_commands.command(name=told("d_cmd_help"), description=told("d_cmd_help_about"))
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """Say what the bot does and how to ask it; to moderators also what only they can do."""
        language = language_of(interaction.locale)
        moderates = interaction.guild_id is not None and interaction.permissions.manage_guild
        text = say("d_help", language) + (f"\n\n{say('d_help_moderators', language)}" if moderates else "")
        await interaction.response.send_message(text, ephemeral=True)

    async def _part(self, search: str, at: int, language: str) -> discord.ui.LayoutView:
        """Return part of the list of the articles whose titles match ``search``."""
        part = await self.desk.in_thread(self._shown, search, at, language)
        rows = [_turning_row(search, part)] if part.stop - part.start < part.total else []
        return to_views(Shown((part.message,)), rows, quiet=True)[0]

    def _shown(self, search: str, at: int, language: str) -> Part:
        return show_articles([*self.desk.titles.matching(search)], language, at=at, matching=search)

    def _first(self, search: str) -> list[Heading]:
        return list(islice(self.desk.titles.matching(search), _CHOICES))

    def _named(self, value: str) -> Article | None:
        """Return the article that a choice stands for, or of this id or title, or the only one with these words."""
        store, titles = self.desk.library.store, self.desk.titles
        known = store.article(value)
        if known is not None:
            return known
        for heading in titles.matching(""):
            if value == heading.title or (len(heading.id) > _CHOICE_CHARS and value == _handle(heading.id)):
                return store.article(heading.id)
        matching = list(islice(titles.matching(value), 2))
        return store.article(matching[0].id) if len(matching) == 1 else None


def _turning_row(search: str, part: Part) -> ActionRow[Any]:
    """Return the buttons that go back and on in a list; see ``show_articles`` for the numbers in them."""
    back, on = f"{search}:-{part.start}", f"{search}:{part.stop}"
    return ActionRow(
        ActionButton("list", back, label="◀", disabled=part.start == 0),
        ActionButton("list", on, label="▶", disabled=part.stop == part.total),
    )


def _handle(id_: str) -> str:
    """Return what stands for an article in a choice: its id, unless that is longer than Discord allows."""
    return id_ if len(id_) <= _CHOICE_CHARS else hashlib.sha256(id_.encode()).hexdigest()[:24]


def _name(heading: Heading) -> str:
    """Return how a choice names an article; Discord takes none that is blank."""
    return shortened(heading.title, _CHOICE_CHARS) or shortened(heading.id, _CHOICE_CHARS)


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(KnownArticles(bot))
