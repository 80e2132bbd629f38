"""Asking by message: a mention, a reply, a direct message, a thread the bot opened, a forum post."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import OrderedDict
from dataclasses import replace
from typing import Literal

import aiohttp
import discord
from discord.ext import commands

from bot.discord_app import policy
from bot.discord_app.asking import Asked, answer_admitted, turned_away
from bot.discord_app.client import DatelineBot
from bot.discord_app.outlets import MessageOutlet
from bot.discord_app.places import limited_channel, may_write, open_thread
from bot.discord_app.policy import Action, Facts, Verdict, decide
from bot.discord_app.translation import language_of
from bot.discord_app.views import notice
from bot.journal import Entry, ServerSettings
from bot.logs import log_failure
from ingest.errors import DatelineError
from ingest.text.language import detect
from prompts import LANGUAGES, say

logger = logging.getLogger(__name__)
_TOLD_SECONDS = 3_600.0
_MOST_TOLD = 2_000


class Messages(commands.Cog):
    """Answers messages that are for the bot, and no others."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot
        self.desk = bot.desk
        self._told: OrderedDict[tuple[int, int], float] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer ``message`` if it is a question for the bot."""
        if message.author.bot or message.author.id == self._self_id:
            return
        self.desk.track()
        try:
            await self._hear(message)
        except DatelineError as error:
            log_failure(logger, "a message could not be dealt with", error)
            if message.guild is None or policy.mentions(message.content, self._self_id):
                await MessageOutlet(message).finish(
                    [notice(say("d_failed", _interface(message.content, message.guild)))]
                )

    async def _hear(self, message: discord.Message) -> None:
        settings = await self.desk.settings(message.guild.id if message.guild else None)
        verdict = decide(self._facts(message, settings))
        if verdict.action is Action.SILENT:
            return
        if not await self.desk.in_thread(self.desk.journal.first_sight, message.id):
            return
        if verdict.action is Action.ASK:
            await self._answer(message, verdict, settings)
        else:
            await self._tell(message, verdict.action)

    @property
    def _self_id(self) -> int:
        return self.bot.user.id if self.bot.user else 0

    def _facts(self, message: discord.Message, settings: ServerSettings) -> Facts:
        channel = message.channel
        is_thread = isinstance(channel, discord.Thread)
        replied = message.reference.resolved if message.reference else None
        opens = (
            isinstance(channel, discord.Thread)
            and isinstance(channel.parent, discord.ForumChannel)
            and message.id == channel.id
            and settings.forum_answers
        )
        return Facts(
            content=message.content,
            title=channel.name if opens and isinstance(channel, discord.Thread) else "",
            replies_to=self._replies_to(message),
            replied=replied.content if isinstance(replied, discord.Message) else "",
            from_webhook=message.webhook_id is not None,
            is_system=message.is_system(),
            is_direct=message.guild is None,
            mentions_bot=policy.mentions(message.content, self._self_id),
            in_own_thread=is_thread and channel.owner_id == self._self_id,  # type: ignore[union-attr]
            opens_post=opens,
            may_answer_here=may_write(message, settings),
            is_readable=bool(message.content) or bool(message.attachments) or self.bot.intents.message_content,
            was_told=self._was_told(message),
        )

    def _replies_to(self, message: discord.Message) -> Literal["bot", "other"] | None:
        replied = message.reference.resolved if message.reference else None
        if not isinstance(replied, discord.Message):
            return "other" if message.reference is not None else None
        return "bot" if replied.author.id == self._self_id else "other"

    async def _answer(self, message: discord.Message, verdict: Verdict, settings: ServerSettings) -> None:
        parent = await self.desk.in_thread(self._parent, message)
        asked = Asked(
            text=verdict.question,
            user=message.author.id,
            server=message.guild.id if message.guild else None,
            channel=message.channel.id,
            limited=limited_channel(message.channel),
            language=_interface(verdict.question, message.guild),
            parent=parent,
            replied="" if parent else verdict.replied,
        )
        told = turned_away(self.desk, asked, settings)
        if told is not None:
            await MessageOutlet(message).finish([notice(told)])
            return
        thread = None
        if settings.threads and parent is None:
            thread = await open_thread(self.bot, message.channel, message.id, asked.text, asked.language)
            asked = replace(asked, channel=thread.id) if thread else asked
        outlet = MessageOutlet(message, thread)
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
            await outlet.status(notice(say("searching", asked.language)))
        await answer_admitted(self.desk, asked, outlet)

    def _parent(self, message: discord.Message) -> Entry | None:
        """Return the question that a message follows: of the answer it replies to, or the last of its thread or DM."""
        journal, server = self.desk.journal, message.guild.id if message.guild else None
        if message.reference is not None and message.reference.message_id is not None:
            return journal.by_message(message.reference.message_id, server)
        if isinstance(message.channel, discord.Thread):
            return journal.latest(message.channel.id, server) or journal.by_message(message.channel.id, server)
        return journal.latest(message.channel.id, server) if message.guild is None else None

    async def _tell(self, message: discord.Message, action: Action) -> None:
        """Say how or where to ask: in the channel, or in private where the channel is none of ours."""
        language = _interface(message.content, message.guild)
        channel = f"<#{message.channel.id}>"
        text = say(f"d_{action.name.lower()}", language, ask=self.bot.command_mention(language), channel=channel)
        self._told[message.channel.id, message.author.id] = time.monotonic()
        while len(self._told) > _MOST_TOLD:
            self._told.popitem(last=False)
        if action is Action.ELSEWHERE:
            try:
                await message.author.send(view=notice(text))
            except discord.HTTPException:
                logger.info("somebody who called where no answer may be given takes no direct messages")
            return
        await MessageOutlet(message).finish([notice(text)])

    def _was_told(self, message: discord.Message) -> bool:
        at = self._told.get((message.channel.id, message.author.id))
        return at is not None and time.monotonic() - at < _TOLD_SECONDS


def _interface(text: str, server: discord.Guild | None) -> str:
    """Return the language of the interface for who wrote ``text``: Discord does not tell the locale of a message.

    Where there is no word in it, it is the language of the server.
    """
    language = detect(policy.plain(text), language_of(server.preferred_locale) if server else "en")
    return language if language in LANGUAGES else "en"


async def setup(bot: DatelineBot) -> None:
    """Add the cog."""
    await bot.add_cog(Messages(bot))
