"""The loopback Discord: one server in a thread of its own, which speaks REST and the gateway.

with FakeDiscord() as fake:
    guild = fake.world.add_guild("Lab")
    channel, alice = fake.world.add_channel(guild, "general"), fake.person("alice", guild)
    …  # a bot connects to fake.rest_url and fake.gateway_url
    question = alice.ask(channel, "How many countries took part?")
    answer = fake.reply_to(question)
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from aiohttp import web

from tests.discord import payloads, routes_application, routes_interactions, routes_messages
from tests.discord.entities import Channel, Guild, Message
from tests.discord.faults import Faults
from tests.discord.gateway import Gateway
from tests.discord.people import Person
from tests.discord.protocol import EVERYBODY, Intent, Permission
from tests.discord.rest import PREFIX, Request, Rest
from tests.discord.world import World

TOKEN = "loopback.token.of-no-use-elsewhere"
T = TypeVar("T")

NO_INTENTS = Intent(0)
_START_SECONDS = 30
_LARGEST_REQUEST = 64 << 20
_TOLD = 15  # requests that a failure shows


class FakeDiscord:
    """Discord for one application. ``approved`` are the privileged intents that are switched on for it.

    ``world`` is all that exists, ``gateway`` the events and how they fail, ``faults`` how REST fails, ``rest.requests``
    what the bot sent.
    """

    def __init__(self, approved: Intent = NO_INTENTS, *, token: str = TOKEN, heartbeat_seconds: float = 2.0) -> None:
        self.token = token
        self.world = World(approved)
        self.gateway = Gateway(self.world, token, heartbeat_seconds)
        self.faults = Faults(self.world.acting)
        tables = [routes_messages.ROUTES, routes_interactions.ROUTES, routes_application.ROUTES]
        self.rest = Rest(self.world, self.faults, token, tables)
        self.world.recount = self.transcript
        self.port = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def rest_url(self) -> str:
        """What ``discord.http.Route.BASE`` is to be."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """What ``discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`` is to be."""
        return f"ws://127.0.0.1:{self.port}/gateway/"

    def person(
        self, name: str, *guilds: Guild, locale: str = "en-US", permissions: Permission = EVERYBODY, bot: bool = False
    ) -> Person:
        """Make somebody who is a member of guilds, with a role of their own for other permissions than everybody's."""
        person = Person(self.world, payloads.user(name, bot=bot), locale)
        with self.world.acting():
            self.world.users[person.id] = person.user
            for guild in guilds:
                roles = [] if permissions == EVERYBODY else [self.world.add_role(guild, f"{name}s", permissions)]
                self.world.add_member(guild, person.user, *roles)
        return person

    # What a test waits for and reads.

    def wait(self, found: Callable[[], T], timeout: float = 30, what: str = "") -> T:
        """Return what ``found`` returns as soon as that is true.

        Raises:
            TimeoutError: it was not in time; the message shows what the bot did last.
        """
        return self.world.wait(found, timeout, what)

    def reply_to(
        self, message: Message, until: Callable[[Message], bool] | None = None, timeout: float = 30
    ) -> Message:
        """Wait for the bot's reply to a message, of which ``until`` holds."""

        def found() -> Message | None:
            replies = (m for m in self.by_bot(message.channel) if m.replies_to == message.id)
            return next((reply for reply in replies if until is None or until(reply)), None)

        reply = self.wait(found, timeout, "a reply")
        assert reply is not None
        return reply

    def by_bot(self, *channels: Channel) -> list[Message]:
        """Return what the bot wrote in these channels, or everywhere; ephemeral messages too."""
        with self.world.acting():
            return [
                message
                for channel in channels or list(self.world.channels.values())
                for message in channel.messages
                if message.author == self.world.bot["id"]
            ]

    def requests(self, match: str = "") -> list[Request]:
        """Return the bot's requests of which "METHOD /path" matches a regular expression somewhere."""
        with self.world.acting():
            return [request for request in self.rest.requests if request.matches(match)]

    def syncs(self) -> int:
        """Return how often the bot replaced its commands."""
        return len(self.requests(r"^PUT .*/commands$"))

    def pings(self) -> list[Message]:
        """Return what the bot wrote that notified anybody."""
        return [message for message in self.by_bot() if message.pings]

    def stays_silent(self, seconds: float, *channels: Channel) -> bool:
        """Tell whether the bot writes nothing in these channels, or anywhere, for so long."""
        before = len(self.by_bot(*channels))
        time.sleep(seconds)
        return len(self.by_bot(*channels)) == before

    def transcript(self) -> str:
        """Return what the bot did last, a line each."""
        last = [str(request) for request in self.requests()[-_TOLD:]]
        return "\n".join([f"gateway: {' '.join(self.gateway.log[-_TOLD:])}", *last, *self.world.errors])

    # Running.

    def __enter__(self) -> FakeDiscord:
        self._thread.start()
        assert self._ready.wait(_START_SECONDS), "the server did not start"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_route("*", f"{PREFIX}/{{path:.*}}", self.rest.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self.world.gateway_url = self.gateway_url
        self._ready.set()
        await self._ending.wait()
        self.gateway.drop()
        await runner.cleanup()
