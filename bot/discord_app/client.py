"""The client: what it may see, how it says it is there, and what happens when it does."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.desk import Desk
from bot.discord_app.errors import answer_failure
from bot.discord_app.translation import InterfaceTranslator
from prompts import say

logger = logging.getLogger(__name__)
COGS = ("ask", "answer_buttons", "messages", "library", "moderation", "privacy")
# Where it is noted which commands Discord was sent.
SYNCED = "commands.json"
# The bot does not speak: that libraries for voice are missing is no news.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def intents(*, message_content: bool) -> discord.Intents:
    """Return what the bot may see: servers and messages; the content of all messages only where that is granted."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    wanted.message_content = message_content
    return wanted


class DatelineBot(commands.Bot):
    """The bot. Nothing that it sends can ping anybody."""

    def __init__(self, desk: Desk, *, message_content: bool) -> None:
        """Answer by ``desk``."""
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=intents(message_content=message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self.desk = desk
        self._ask_id = 0
        self.tree.error(answer_failure)
        # discord.py has no other place to stand between an event and what reads it.
        parsers = self._connection.parsers
        parsers.update({event: _surviving(event, parse) for event, parse in parsers.items() if event != "READY"})

    async def setup_hook(self) -> None:
        """Load the cogs, and tell Discord about the commands if they changed."""
        translator = InterfaceTranslator()
        await self.tree.set_translator(translator)
        for name in COGS:
            await self.load_extension(f"bot.discord_app.{name}")
        await self._sync(self.desk.folder / SYNCED, translator)

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cog that listens for them: there are no prefix commands."""

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        logger.info("ready", extra={"servers": len(self.guilds)})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that removed the bot."""
        await self.desk.forget_server(guild.id)

    def command_mention(self, language: str) -> str:
        """Return how the command to ask is written so that it can be pressed, or its name before its id is known."""
        return f"</ask:{self._ask_id}>" if self._ask_id else f"`/{say('d_cmd_ask', language)}`"

    async def _sync(self, kept: Path, translator: InterfaceTranslator) -> None:
        """Send the commands to Discord, which takes them a limited number of times a day, only when they changed."""
        payload = [await command.get_translated_payload(self.tree, translator) for command in self.tree.get_commands()]
        told = json.dumps([self.application_id, payload], sort_keys=True, default=str)
        digest = hashlib.sha256(told.encode()).hexdigest()
        synced = _read(kept)
        if synced.get("digest") != digest:
            try:
                sent = await self.tree.sync()
            except (discord.HTTPException, aiohttp.ClientError, app_commands.CommandSyncFailure) as error:
                logger.warning("the commands cannot be sent to Discord: %s", type(error).__name__)
                return
            synced = {"digest": digest, "ask": next((command.id for command in sent if command.name == "ask"), 0)}
            kept.write_text(json.dumps(synced), "ascii")
            logger.info("commands sent to Discord")
        self._ask_id = int(synced["ask"])


def _read(kept: Path) -> dict[str, Any]:
    """Return what was sent to Discord last: a digest of the commands, and the id of the one to ask."""
    try:
        return dict(json.loads(kept.read_text("ascii")))
    except (OSError, ValueError, TypeError):
        return {}


def _surviving(event: str, parse: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Return ``parse`` without its failures: discord.py ends the connection over an event that it cannot read."""

    def survive(data: Any) -> None:
        try:
            parse(data)
        except Exception:
            logger.exception("an event of Discord's is passed over: %s", event)

    return survive
