"""Where the answer to a question goes: the response to a command, or a reply to a message."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Sequence
from typing import Protocol

import aiohttp
import discord
from discord.ui import ActionRow, LayoutView

from bot.discord_app.sending import persistently

logger = logging.getLogger(__name__)
_FAILURES = (discord.HTTPException, aiohttp.ClientError)


class Outlet(Protocol):
    """Shows what becomes of one question."""

    async def status(self, view: LayoutView) -> None:
        """Show what is being done."""
        ...

    async def finish(self, views: Sequence[LayoutView]) -> discord.Message | None:
        """Show the outcome in place of the status; return its first message, None where nobody can be reached."""
        ...


def new_nonce() -> str:
    """Return what makes sending the same message twice show it once."""
    return secrets.token_hex(12)


class InteractionOutlet:
    """The response to a command, a button or a modal, which was deferred."""

    def __init__(self, interaction: discord.Interaction, *, private: bool) -> None:
        """Answer ``interaction``; ``private`` answers are seen by one person."""
        self._interaction = interaction
        self._private = private

    async def status(self, view: LayoutView) -> None:
        """Show what is being done."""
        await self._interaction.edit_original_response(view=view)

    async def finish(self, views: Sequence[LayoutView]) -> discord.Message | None:
        """Show the outcome; where the token has expired (15 minutes), in the channel, or to the person alone."""
        try:
            first = await persistently(lambda: self._interaction.edit_original_response(view=views[0]))
            for view in views[1:]:
                await self._interaction.followup.send(view=view, ephemeral=self._private, silent=True)
        except _FAILURES as error:
            logger.warning("The response cannot be edited (%s): answering beside it.", type(error).__name__)
            return await self._beside(views)
        return first

    async def _beside(self, views: Sequence[LayoutView]) -> discord.Message | None:
        channel = self._interaction.user if self._private else self._interaction.channel
        if self._private and self._interaction.guild_id is not None:
            _take_buttons_off(views)
        return await _send(channel, views) if isinstance(channel, discord.abc.Messageable) else None


def _take_buttons_off(views: Sequence[LayoutView]) -> None:
    """Leave no buttons on an answer that goes from a server to a person: there they would find nothing."""
    for view in views:
        for row in [item for item in view.children if isinstance(item, ActionRow)]:
            view.remove_item(row)


class MessageOutlet:
    """A reply to a message."""

    def __init__(self, message: discord.Message, where: discord.abc.Messageable | None = None) -> None:
        """Reply to ``message``, or write into ``where``, a thread that was made for it."""
        self._message = message
        self._where = where
        self._shown: discord.Message | None = None
        self._nonce = new_nonce()

    async def status(self, view: LayoutView) -> None:
        """Show what is being done, in the message that will hold the answer."""
        if self._shown is None:
            self._shown = await persistently(lambda: self._send_first(view))
        else:
            await self._shown.edit(view=view)

    async def finish(self, views: Sequence[LayoutView]) -> discord.Message | None:
        """Show the outcome; where the status was deleted, as a new message."""
        shown = self._shown
        if shown is not None:
            with contextlib.suppress(*_FAILURES):
                first = await persistently(lambda: shown.edit(view=views[0]))
                await _send(self._message.channel if self._where is None else self._where, views[1:])
                return first
        return await _send(self._message.channel if self._where is None else self._where, views)

    async def _send_first(self, view: LayoutView) -> discord.Message:
        if self._where is not None:
            return await self._where.send(view=view, nonce=self._nonce)
        reference = self._message.to_reference(fail_if_not_exists=False)
        return await self._message.channel.send(view=view, reference=reference, nonce=self._nonce)


async def _send(channel: discord.abc.Messageable, views: Sequence[LayoutView]) -> discord.Message | None:
    """Send ``views`` one after another; return the first message, or None where the channel cannot be written to."""
    first: discord.Message | None = None
    for view in views:
        nonce = new_nonce()
        try:
            sent = await persistently(lambda view=view, nonce=nonce: channel.send(view=view, nonce=nonce))  # type: ignore[misc]
        except _FAILURES as error:
            logger.warning("A message cannot be sent (%s).", type(error).__name__)
            return first
        first = first or sent
    return first
