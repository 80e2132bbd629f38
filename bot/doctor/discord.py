"""Discord: is the token accepted, are the intents granted, where may the bot answer, are its commands there?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.discord_app import inspection
from bot.discord_app.client import SYNCED
from bot.discord_app.inspection import INTENT_REFUSED, Application, Server
from bot.doctor.check import (
    LOADING_SECONDS,
    NETWORK_SECONDS,
    NOT_CONFIGURED,
    Check,
    Finding,
    fails,
    passes,
    skips,
    warns,
)
from bot.language_model.catalogue import read_date
from ingest.settings import Settings

T = TypeVar("T")
_SECONDS = NETWORK_SECONDS - 0.5
_NAMED = 10


class DiscordChecks:
    """The checks of one token; each but the first needs that Discord accepts it.

    ``offsets`` is told by how many seconds our clock is ahead of Discord's.
    """

    def __init__(self, settings: Settings, offsets: dict[str, float]) -> None:
        self._token = settings.discord_token.get_secret_value() if settings.discord_token else ""
        self._wants_content = settings.discord_message_content
        self._synced = settings.data / SYNCED
        self._offsets = offsets
        self._application: Application | None = None

    def checks(self) -> list[Check]:
        """Return them in order."""
        return [
            Check("token", self._login),
            Check("intents", self._if_accepted(self._intents)),
            Check("servers", self._if_accepted(self._servers)),
            Check("permissions", self._if_accepted(self._permissions)),
            Check("commands", self._if_accepted(self._commands), LOADING_SECONDS),
        ]

    def _if_accepted(self, look: Callable[[Application], Finding]) -> Callable[[], Finding]:
        def checked() -> Finding:
            if not self._token:
                return NOT_CONFIGURED
            if self._application is None:
                return skips("Not looked at, since the token did not pass.")
            return look(self._application)

        return checked

    def _login(self) -> Finding:
        if not self._token:
            return NOT_CONFIGURED
        self._application = found = self._inspect(inspection.application)
        if found.endpoint is not None:
            return fails("Discord sends commands to an Interactions Endpoint URL: clear it on the application's page.")
        return passes(f"Discord takes it for {found.name} ({found.id}).")

    def _intents(self, application: Application) -> Finding:
        if not self._wants_content:
            return passes("None is needed, since DISCORD_MESSAGE_CONTENT is not set.")
        return passes("Message content is granted.") if application.message_content else fails(INTENT_REFUSED)

    def _servers(self, application: Application) -> Finding:
        names = self._inspect(inspection.servers)
        if not names:
            return warns(f"The bot is in no server yet: invite it at {application.invitation}")
        more = " or more" if len(names) == inspection.LISTED_SERVERS else ""
        return passes(f"In {_count(len(names), 'server')}{more}: {_listed(names)}.")

    def _permissions(self, _: Application) -> Finding:
        return judge(self._inspect(inspection.surveyed))

    def _commands(self, _: Application) -> Finding:
        missing = sorted(inspection.own_commands() - self._inspect(inspection.synced_commands))
        if not missing:
            return passes("Discord knows all of them.")
        if self._synced.is_file():
            return fails(f"Discord does not know {_listed(missing)}: delete {self._synced} and start the bot again.")
        return warns(f"Discord does not know {_listed(missing)} yet: `python -m bot` sends them when it starts.")

    def _inspect(self, look: Callable[[Any], Awaitable[T]]) -> T:
        return inspection.inspect(self._token, look, _SECONDS, self._compare)

    def _compare(self, date: str) -> None:
        theirs = read_date(date)
        if theirs is not None:
            self._offsets["Discord"] = (datetime.now(UTC) - theirs).total_seconds()


def judge(servers: list[Server]) -> Finding:
    """Say where the bot may not do what it should; it fails where there is a server in which it may answer nowhere."""
    silent = [server.name for server in servers if server.places and all(place.is_mute for place in server.places)]
    if silent:
        return fails(f"It may answer nowhere in {_listed(silent)}: give its role View Channel and Send Messages there.")
    first = "the first " if len(servers) == inspection.MOST_SERVERS else ""
    channels = sum(len(server.places) for server in servers)
    looked = f"{_count(channels, 'channel')} of {first}{_count(len(servers), 'server')}"
    lacking = [
        f"{server.name} #{place.channel} ({', '.join(place.lacks)})"
        for server in servers
        for place in server.places
        if place.lacks
    ]
    if lacking:
        return warns(f"Of {looked}, these lack permissions, which may be meant so: {_listed(lacking)}.")
    return passes(f"It may do all it should in {looked}.")


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join([*names[:_NAMED], *([f"and {more} more"] if more > 0 else [])])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
