"""Where the answer to a question goes: the response to a command, or a reply to a message."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Hashable, Sequence
from typing import Protocol

import aiohttp
import discord
from discord.ui import ActionRow, LayoutView

from bot.discord_app.sending import FAILURES, persistently

logger = logging.getLogger(__name__)
# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_ALREADY_ACKNOWLEDGED = 40060
# Within the three seconds that Discord waits.
_ACKNOWLEDGING_PAUSES_SECONDS = (0.2, 0.5, 0.5)


class Outlet(Protocol):
    """Shows what becomes of one question."""

    @property
    def place(self) -> Hashable:
        """What Discord counts edits of the message by."""
        ...

    async def status(self, view: LayoutView) -> None:
        """Show what is being done."""
        ...

    async def finish(self, views: Sequence[LayoutView]) -> list[discord.Message]:
        """Show the outcome in place of the status; return its messages, none where nobody can be reached."""
        ...


def new_nonce() -> str:
    """Return what makes sending the same message twice show it once."""
    return secrets.token_hex(12)


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> bool:
    """Say "thinking …". Return whether to answer: what Discord delivers twice is answered once.

    What could not be acknowledged in time is to be answered all the same, beside the interaction.
    """
    was_cut = False
    for pause in _ACKNOWLEDGING_PAUSES_SECONDS:
        try:
            await interaction.response.defer(thinking=True, ephemeral=private)
        except aiohttp.ClientError:  # it may have come through
            was_cut = True
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if error.code == _ALREADY_ACKNOWLEDGED:
                return was_cut
            logger.warning("A command cannot be acknowledged (%s).", type(error).__name__)
            return True
        else:
            return True
    return True


class InteractionOutlet:
    """The response to a command, a button or a modal, which was deferred."""

    def __init__(self, interaction: discord.Interaction, *, private: bool) -> None:
        """Answer ``interaction``; ``private`` answers are seen by one person."""
        self._interaction = interaction
        self._private = private

    @property
    def place(self) -> Hashable:
        """What Discord counts edits of the message by."""
        return self._interaction.id

    async def status(self, view: LayoutView) -> None:
        """Show what is being done."""
        await self._interaction.edit_original_response(view=view)

    async def finish(self, views: Sequence[LayoutView]) -> list[discord.Message]:
        """Show the outcome; where the token has expired (15 minutes), in the channel, or to the person alone."""
        try:
            first = await persistently(lambda: self._interaction.edit_original_response(view=views[0]))
        except FAILURES as error:
            logger.warning("The response cannot be edited (%s): answering beside it.", type(error).__name__)
            return await self._beside(views)
        return [first, *await self._continue(views[1:])]

    async def _continue(self, views: Sequence[LayoutView]) -> list[discord.Message]:
        """Send what did not fit into the first message; return the messages that are known to have come through."""
        send, sent = self._interaction.followup.send, list[discord.Message]()
        for n, view in enumerate(views):
            try:
                sent.append(await send(view=view, ephemeral=self._private, silent=True, wait=True))
            except discord.HTTPException as error:
                logger.warning("The answer cannot be continued (%s): going on beside it.", type(error).__name__)
                return [*sent, *await self._beside(views[n:])]
            except aiohttp.ClientError as error:
                # Most likely it came through; no nonce would keep a second one from being shown here.
                logger.warning("Whether the answer was continued is not known (%s).", type(error).__name__)
        return sent

    async def _beside(self, views: Sequence[LayoutView]) -> list[discord.Message]:
        channel = self._interaction.channel
        places: list[discord.abc.Messageable] = [self._interaction.user]
        if not self._private and isinstance(channel, discord.abc.Messageable):
            places.insert(0, channel)
        if self._private and self._interaction.guild_id is not None:
            _take_buttons_off(views)
        return await _send(views, places)


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

    @property
    def place(self) -> Hashable:
        """What Discord counts edits of the message by."""
        return self._message.channel.id if self._shown is None else self._shown.channel.id

    async def status(self, view: LayoutView) -> None:
        """Show what is being done, in the message that will hold the answer; without it, if that is not possible."""
        try:
            if self._shown is None:
                self._shown = await persistently(lambda: self._send_first(view, self._nonce))
            else:
                await self._shown.edit(view=view)
        except FAILURES as error:
            logger.warning("What is being done cannot be shown (%s).", type(error).__name__)

    async def finish(self, views: Sequence[LayoutView]) -> list[discord.Message]:
        """Show the outcome: in a new message where the status was deleted, to the person where nobody may write."""
        first = await self._finish_first(views[0])
        if first is None:
            return await _send(views, [self._message.author])
        return [first, *await _send(views[1:], [first.channel])]

    async def _finish_first(self, view: LayoutView) -> discord.Message | None:
        shown, nonce = self._shown, new_nonce()
        try:
            if shown is not None:
                return await persistently(lambda: shown.edit(view=view))
        except FAILURES as error:
            logger.warning("The status cannot be edited (%s): answering below it.", type(error).__name__)
        try:
            return await persistently(lambda: self._send_first(view, nonce))
        except FAILURES as error:
            logger.warning("The channel cannot be written to (%s).", type(error).__name__)
            return None

    async def _send_first(self, view: LayoutView, nonce: str) -> discord.Message:
        channel = self._message.channel if self._where is None else self._where
        if self._where is None:
            try:
                reference = self._message.to_reference(fail_if_not_exists=False)
                return await channel.send(view=view, reference=reference, nonce=nonce)
            except discord.Forbidden:
                pass  # who may not read a channel's history may write there, but not reply
        return await channel.send(view=view, nonce=nonce)


async def _send(views: Sequence[LayoutView], places: Sequence[discord.abc.Messageable]) -> list[discord.Message]:
    """Send ``views`` to the first of ``places`` that takes them; return the messages, none where none does."""
    for place in places:
        sent = [message for message in [await _sent(view, place) for view in views] if message is not None]
        if sent:
            return sent
    return []


async def _sent(view: LayoutView, place: discord.abc.Messageable) -> discord.Message | None:
    nonce = new_nonce()
    try:
        return await persistently(lambda: place.send(view=view, nonce=nonce))
    except FAILURES as error:
        logger.warning("A message cannot be sent (%s).", type(error).__name__)
        return None
