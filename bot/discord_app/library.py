"""What the bot knows: ``/sources``, ``/article``, ``/help``."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import ActionRow, Button, DynamicItem

from bot.discord_app.articles import Listed, show_article, show_articles
from bot.discord_app.client import DatelineBot
from bot.discord_app.contexts import everywhere
from bot.discord_app.translation import language_of, told
from bot.discord_app.views import to_views
from ingest.article import Article
from ingest.store import Heading
from ingest.text.folding import fold
from prompts import say

Interaction = discord.Interaction[DatelineBot]
_CHOICES = 25
_CHOICE_CHARS = 100
# What fits into a button's custom id beside the page.
_SEARCH_CHARS = 60
_MOST_LISTED = 500


class PageButton(DynamicItem[Button[Any]], template=r"dls:(?P<page>\d{1,4}):(?P<search>.{0,60})"):
    """Turns the pages of ``/sources``; the search is in its custom id, so that it works after a restart."""

    def __init__(self, page: int, search: str, label: str = "…", *, disabled: bool = False) -> None:
        """Make the button that shows ``page`` of the articles that match ``search``."""
        self.page, self.search = max(page, 0), search
        custom_id = f"dls:{self.page}:{search}"
        super().__init__(Button(label=label, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PageButton:
        """Return the button that was pressed."""
        return cls(int(match["page"]), match["search"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in the place of the one before."""
        cog = interaction.client.get_cog("KnownArticles")
        await interaction.response.edit_message(
            view=await cog.page(self.search, self.page, language_of(interaction.locale))
        )


class KnownArticles(commands.Cog):
    """Shows what there is to ask about."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk

    async def cog_load(self) -> None:
        """Listen for the buttons that turn pages."""
        self.bot.add_dynamic_items(PageButton)

    @app_commands.command(name=told("d_cmd_sources"), description=told("d_cmd_sources_about"))
    @everywhere
    @app_commands.rename(search=told("d_opt_search"))
    @app_commands.describe(search=told("d_opt_search_about"))
    async def sources(self, interaction: Interaction, search: app_commands.Range[str, 0, 100] = "") -> None:
        """List articles, newest first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        view = await self.page(search[:_SEARCH_CHARS], 1, language_of(interaction.locale))
        await interaction.edit_original_response(view=view)

    @sources.autocomplete("search")
    async def suggest_search(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest titles."""
        found = await self.desk.in_thread(self._first, typed, _CHOICES)
        titles = dict.fromkeys(_cut(it.title) for it in found if it.title.strip())
        return [app_commands.Choice(name=title, value=title) for title in titles]

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
            await interaction.edit_original_response(content=say("d_no_article", language))
            return
        await interaction.edit_original_response(view=to_views(show_article(found, language))[0])

    @article.autocomplete("article")
    async def suggest_article(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest articles by their titles."""
        found = await self.desk.in_thread(self._first, typed, _CHOICES)
        return [app_commands.Choice(name=_cut(it.title or it.id), value=_handle(it.id)) for it in found]

    @app_commands.command(name=told("d_cmd_help"), description=told("d_cmd_help_about"))
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """Say what the bot does and how to ask it."""
        await interaction.response.send_message(say("d_help", language_of(interaction.locale)), ephemeral=True)

    async def page(self, search: str, number: int, language: str) -> discord.ui.LayoutView:
        """Return one page of the articles whose titles match ``search``."""
        found = await self.desk.in_thread(self._first, search, _MOST_LISTED)
        listed = [Listed(it.title, it.source, it.published, it.url) for it in found]
        shown = show_articles(listed, language, page=number, matching=search)
        if shown.pages < 2:
            return to_views(shown, quiet=True)[0]
        back = PageButton(shown.page - 1, search, "◀", disabled=shown.page <= 1)
        on = PageButton(shown.page + 1, search, "▶", disabled=shown.page >= shown.pages)
        return to_views(shown, [ActionRow[Any](back, on)], quiet=True)[0]

    def _first(self, search: str, count: int) -> list[Heading]:
        """Return up to ``count`` articles with all words of ``search`` in their titles, newest first."""
        wanted = fold(search).split()
        matching = (it for it in self.desk.library.store.headings() if all(word in fold(it.title) for word in wanted))
        return list(islice(matching, count))

    def _named(self, value: str) -> Article | None:
        """Return the article that a choice stands for, or that has this id or title."""
        store = self.desk.library.store
        id_ = next((it.id for it in store.headings() if value in {_handle(it.id), it.title, it.id}), None)
        return None if id_ is None else store.article(id_)


def _handle(id_: str) -> str:
    """Return what stands for an article in a choice: ids may be longer than Discord allows."""
    return hashlib.sha256(id_.encode()).hexdigest()[:24]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CHOICE_CHARS else f"{line[: _CHOICE_CHARS - 1]}…"


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(KnownArticles(bot))
