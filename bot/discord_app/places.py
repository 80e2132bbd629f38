"""Channels and threads: where an answer may go, and what counts as one place."""

from __future__ import annotations

import contextlib
from typing import Any

import aiohttp
import discord

from bot.discord_app.escaping import shortened
from bot.discord_app.policy import is_allowed, plain
from bot.discord_app.views import notice
from bot.journal import ServerSettings
from prompts import say

_MAX_NAME = 100


def limited_channel(channel: Any) -> int:
    """Return the id of the channel that counts for the limits: that of a thread is its parent."""
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    return int(getattr(channel, "id", 0))


def is_allowed_in(channel: Any, settings: ServerSettings) -> bool:
    """Tell whether a server's settings let the bot answer in ``channel``, its parent or its category."""
    parent, category = getattr(channel, "parent_id", None), None
    # A person may ask where the bot itself is not and knows no channel.
    with contextlib.suppress(discord.ClientException):
        category = getattr(channel, "category_id", None)
    return is_allowed(settings.channels, int(getattr(channel, "id", 0)), parent, category)


def may_answer(interaction: discord.Interaction[Any], settings: ServerSettings) -> bool:
    """Tell whether everybody may see the answer to an interaction."""
    return interaction.guild_id is None or is_allowed_in(interaction.channel, settings)


def may_write(message: discord.Message, settings: ServerSettings) -> bool:
    """Tell whether the bot is allowed to answer a message where it stands, and able to."""
    channel, guild = message.channel, message.guild
    if guild is None:
        return True
    if not is_allowed_in(channel, settings):
        return False
    permissions = channel.permissions_for(guild.me)
    in_thread = isinstance(channel, discord.Thread)
    return bool(permissions.send_messages_in_threads if in_thread else permissions.send_messages)


async def open_thread(
    bot: discord.Client, channel: Any, message: int, question: str, language: str
) -> discord.Thread | None:
    """Return a new thread under a message, named after the question; None where that is not possible.

    Where the bot does not see messages that do not mention it, the thread begins by saying so.
    """
    name = shortened(plain(question), _MAX_NAME)
    if not name or not isinstance(channel, discord.TextChannel):
        return None
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
        thread = await channel.get_partial_message(message).create_thread(name=name)
        await _say_how_to_ask(bot, thread, language)
        return thread
    return None


async def _say_how_to_ask(bot: discord.Client, thread: discord.Thread, language: str) -> None:
    if bot.intents.message_content or bot.user is None:
        return
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
        await thread.send(view=notice(say("d_thread", language, bot=bot.user.mention)))
