"""The one place where a command's failure becomes a sentence.

In this order:
1. what a person may not do (a missing permission, a server needed): said to them alone;
2. what only the operator can mend (``DatelineError``): its sentence, which may name folders, is logged, and the person
   is told that it failed and was noted;
3. a response that Discord no longer takes (expired, answered already): logged, since nobody can be told;
4. anything else: logged with its trace, and told like 2.
"""

from __future__ import annotations

import contextlib
import logging

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.translation import language_of
from ingest.errors import DatelineError
from prompts import say

logger = logging.getLogger(__name__)


async def answer_failure(interaction: discord.Interaction, error: Exception) -> None:
    """Tell the person of ``interaction`` what went wrong, in one sentence, to them alone."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    language = language_of(interaction.locale)
    if isinstance(cause, app_commands.CheckFailure):
        await _tell(interaction, say("d_not_allowed", language))
    elif isinstance(cause, DatelineError):
        logger.error("%s: %s", type(cause).__name__, cause)
        await _tell(interaction, say("d_failed", language))
    elif isinstance(cause, discord.NotFound):
        logger.warning("the response to a command came too late")
    else:
        logger.error("a command failed", exc_info=cause)
        await _tell(interaction, say("d_failed", language))


async def _tell(interaction: discord.Interaction, sentence: str) -> None:
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
