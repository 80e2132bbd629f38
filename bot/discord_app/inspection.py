"""What Discord says of an application, by REST alone: the bot need neither run nor stop for it."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.client import COGS
from ingest.errors import SettingsError

T = TypeVar("T")
TellDate = Callable[[str], None]

LOGIN_REFUSED = (
    "Discord refuses the token; copy it again from the application's Bot page "
    "(https://discord.com/developers/applications) into DISCORD_TOKEN."
)
INTENT_REFUSED = (
    "Discord refuses the message content intent: switch it on on the application's Bot page, or unset "
    "DISCORD_MESSAGE_CONTENT."
)
# What the bot asks for when it is invited; docs/discord.md names the same.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
_TO_ANSWER = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
_IN_POSTS = ("view_channel", "send_messages_in_threads", "embed_links", "attach_files", "read_message_history")
# A server takes three requests, and Discord some fifty a second.
MOST_SERVERS, _AT_ONCE = 20, 5
# Discord lists so many in one answer.
LISTED_SERVERS = 200


@dataclass(frozen=True, slots=True)
class Application:
    """The application that a token belongs to. ``endpoint`` is where Discord sends interactions instead of the bot."""

    id: int
    name: str
    message_content: bool
    endpoint: str | None

    @property
    def invitation(self) -> str:
        """The address at which it is invited to a server."""
        scopes = ("bot", "applications.commands")
        return discord.utils.oauth_url(self.id, permissions=PERMISSIONS, scopes=scopes)


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, and what the bot may not do there that it should: permissions as Discord calls them."""

    channel: str
    lacks: tuple[str, ...]

    @property
    def is_mute(self) -> bool:
        """Whether the bot cannot answer there at all."""
        return bool({"View Channel", "Send Messages", "Send Messages In Threads"} & {*self.lacks})


@dataclass(frozen=True, slots=True)
class Server:
    """A server that the bot is in, with its text channels and forums."""

    name: str
    places: tuple[Place, ...]


def inspect(token: str, look: Callable[[discord.Client], Awaitable[T]], seconds: float, tell_date: TellDate) -> T:
    """Return what ``look`` finds with a client that is logged in but not connected.

    ``tell_date`` is given the date that each of Discord's answers bears.

    Raises:
        SettingsError: Discord refuses the token.
        ConnectionError: it cannot be reached, or fails; one sentence says so.
        TimeoutError: it takes longer than ``seconds``.
    """
    return asyncio.run(_inspected(token, look, seconds, tell_date))


async def _inspected(
    token: str, look: Callable[[discord.Client], Awaitable[T]], seconds: float, tell_date: TellDate
) -> T:
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_date_teller(tell_date))
    try:
        async with asyncio.timeout(seconds), discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
            await client.login(token)
            return await look(client)
    except discord.LoginFailure as error:
        raise SettingsError(LOGIN_REFUSED) from error
    except discord.HTTPException as error:
        raise ConnectionError(f"Discord answered with the status {error.status}: try again later.") from error
    except (aiohttp.ClientError, OSError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise ConnectionError(
            f"Discord cannot be reached ({type(error).__name__}): check the network and its proxy or firewall."
        ) from error


def _date_teller(tell_date: TellDate) -> Callable[..., Awaitable[None]]:
    async def tell(session: object, context: object, params: Any) -> None:
        if "Date" in params.response.headers:
            tell_date(params.response.headers["Date"])

    return tell


async def application(client: discord.Client) -> Application:
    """Return the application."""
    found = await client.application_info()
    flags = found.flags
    granted = flags.gateway_message_content or flags.gateway_message_content_limited
    return Application(found.id, found.name, granted, found.interactions_endpoint_url)


async def servers(client: discord.Client) -> list[str]:
    """Return the names of the servers that the bot is in, the first 200 of them."""
    return [guild.name async for guild in client.fetch_guilds(limit=LISTED_SERVERS, with_counts=False)]


async def surveyed(client: discord.Client) -> list[Server]:
    """Return the first 20 servers with what the bot may do in their channels."""
    ids = [guild.id async for guild in client.fetch_guilds(limit=MOST_SERVERS, with_counts=False)]
    gate = asyncio.Semaphore(_AT_ONCE)
    return await asyncio.gather(*(_survey(client, id_, gate) for id_ in ids))


async def _survey(client: discord.Client, guild_id: int, gate: asyncio.Semaphore) -> Server:
    user = cast("discord.ClientUser", client.user)  # it is there after the login
    async with gate:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        me = await guild.fetch_member(user.id)
        channels = await guild.fetch_channels()
    kinds = (discord.TextChannel, discord.ForumChannel)
    return Server(guild.name, tuple(Place(it.name, _lacking(it, me)) for it in channels if isinstance(it, kinds)))


def _lacking(channel: discord.TextChannel | discord.ForumChannel, me: discord.Member) -> tuple[str, ...]:
    """Return what the bot may not do in a channel, without what only follows from that."""
    allowed = channel.permissions_for(me)
    wanted: tuple[str, ...] = _IN_POSTS if isinstance(channel, discord.ForumChannel) else _TO_ANSWER
    if not allowed.view_channel:
        wanted = wanted[:1]
    elif not allowed.send_messages:  # then discord.py denies these too, in a forum's posts as well
        wanted = tuple(name for name in wanted if name not in ("embed_links", "attach_files"))
    return tuple(name.replace("_", " ").title() for name in wanted if not getattr(allowed, name))


async def synced_commands(client: discord.Client) -> set[str]:
    """Return the names of the commands that Discord knows."""
    return {command.name for command in await app_commands.CommandTree(client).fetch_commands()}


def own_commands() -> set[str]:
    """Return the names of the slash commands that the bot has."""
    modules = [importlib.import_module(f"bot.discord_app.{name}") for name in COGS]
    cogs = [cog for module in modules for cog in vars(module).values() if isinstance(cog, commands.CogMeta)]
    return {command.name for cog in cogs for command in cog.__cog_app_commands__}
