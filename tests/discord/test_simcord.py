"""The same small bot under simcord: in one process, without its plugin."""

from __future__ import annotations

import asyncio

import simcord

from tests.discord.echo import Echo


def test_both_fakes_agree_on_commands_and_buttons() -> None:
    async def scenario() -> None:
        async with simcord.run(Echo()) as env:
            guild = env.create_guild()
            channel, alice = guild.create_text_channel("general"), guild.add_member(env.create_user("alice"))
            await alice.slash(channel, "echo", text="xin chào")
            assert channel.last_message is not None
            assert channel.last_message.content == "xin chào"
            await alice.click(channel.last_message, custom_id="again")
            assert channel.last_message.content == "xin chào again"

    asyncio.run(scenario())
