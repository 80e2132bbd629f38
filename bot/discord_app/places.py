"""Channels and threads: where an answer may go, and what counts as one place."""

from __future__ import annotations

import contextlib
from typing import Any

import aiohttp
import discord

from bot.discord_app.policy import is_allowed
from bot.journal import ServerSettings

_MAX_NAME = 100


def limited_channel(channel: Any) -> int:
    """Return the id of the channel that counts for the limits: that of a thread is its parent."""
    if isinstance(channel, discord.Thread):
        return channel.parent_id
    return int(getattr(channel, "id", 0))


def is_allowed_in(channel: Any, settings: ServerSettings) -> bool:
    """Tell whether a server's settings let the bot answer in ``channel``, its parent or its category."""
    parent, category = getattr(channel, "parent_id", None), getattr(channel, "category_id", None)
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


async def open_thread(channel: Any, message: int, question: str) -> discord.Thread | None:
    """Return a new thread under a message, named after the question; None where that is not possible."""
    if not isinstance(channel, discord.TextChannel):
        return None
    name = question if len(question) <= _MAX_NAME else f"{question[: _MAX_NAME - 1]}…"
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
        return await channel.get_partial_message(message).create_thread(name=name)
    return None
