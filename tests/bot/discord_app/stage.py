"""A Discord in this process with the bot and people in it, and what they see: simcord, and discord.py's own models.

    shown = stage.alice.ask("How many countries took part?")
    assert "116" in shown.text
    stage.bob.press(shown, "Quotes")

Each call returns when the bot has done all that it does about it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, TypeVar

import discord
import simcord

from bot.discord_app.client import DatelineBot
from bot.discord_app.desk import Desk
from bot.journal import Entry, ServerSettings

T = TypeVar("T")
# For a loaded machine: nothing waits for this long.
_SETTLE_SECONDS = 60.0


class Stage:
    """A server with the channels ``general`` and ``offtopic``, three people and a moderator; the bot is in it.

    ``alice`` and ``bob`` have an English interface, ``an`` a Vietnamese one. A test fails when a command ended with an
    error that it does not ask for, and when the bot pinged anybody.
    """

    MODERATOR = discord.Permissions(manage_guild=True)

    def __init__(self, desk: Desk, *, message_content: bool = False) -> None:
        self.desk = desk
        self.extra: dict[str, Any] = {}  # what else Discord says with each interaction
        self._message_content = message_content
        self._locales: dict[int, str] = {}
        self._runner = asyncio.Runner()
        self._told = 0
        self.env = simcord.Env(self._client(), settle_timeout=_SETTLE_SECONDS)

    def __enter__(self) -> Stage:
        self.forget_commands()  # this Discord is a new one, which was told of none
        self.run(self.env.start())
        self.env.backend.subscribers.insert(0, self._complete)
        self.server = self.env.create_guild("Elmouth News")
        self.general = self.server.create_text_channel("general")
        self.offtopic = self.server.create_text_channel("offtopic")
        self.alice, self.bob, self.an = self.join("alice"), self.join("bob"), self.join("an", "vi")
        self.moderator = self.join("mod", permissions=self.MODERATOR)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.run(self.env.shutdown())
        self._runner.close()
        self.forget_commands()
        if error is None:
            assert self.env.errors_since(self._told) == ()
            assert self._pings() == []

    def run(self, work: Awaitable[T]) -> T:
        """Return what ``work`` comes to, done where the bot runs."""

        async def wait() -> T:
            with self.env.time_context():
                return await work

        return self._runner.run(wait())

    def restart(self) -> None:
        """End the bot, and start another over the same data folder."""
        self.run(self.env.restart_bot(self._client()))

    @property
    def bot(self) -> DatelineBot:
        """The bot that runs."""
        assert isinstance(self.env.bot, DatelineBot)
        return self.env.bot

    @property
    def mention(self) -> str:
        """What calls the bot."""
        assert self.bot.user is not None
        return self.bot.user.mention

    def join(
        self,
        name: str,
        locale: str = "en-US",
        server: simcord.GuildHandle | None = None,
        permissions: discord.Permissions | None = None,
        *,
        bot: bool = False,
    ) -> Person:
        """Return a new member of a server, by default the first."""
        server = server or self.server
        roles = [server.create_role(f"role of {name}", permissions=permissions)] if permissions else []
        member = server.add_member(self.env.create_user(name, bot=bot), roles=roles)
        self._locales[member.id] = locale
        channels = list(server.channels.values())
        return Person(self, member, channels[0])

    def set_up(self, server: simcord.GuildHandle | None = None, **settings: object) -> None:
        """Give a server, by default the first, settings."""
        wanted = replace(ServerSettings(), **settings)  # type: ignore[arg-type]
        self.run(self.desk.save_settings((server or self.server).id, wanted))

    def entry_of(self, seen: Seen, server: int | Literal["first"] | None = "first") -> Entry:
        """Return what the journal keeps of an answer; ``server`` is None for a direct message."""
        entry = self.desk.journal.by_message(seen.message.id, self.server.id if server == "first" else server)
        assert entry is not None
        return entry

    def said(self, channel: simcord.ChannelHandle) -> list[Seen]:
        """Return what the bot wrote into a channel for everybody, oldest first."""
        messages = channel.history()
        shown = [it for it in messages if it.author == self.bot.user and not it.flags.ephemeral and not it.is_system()]
        return [Seen(self, it) for it in shown]

    def post(self, forum: simcord.ChannelHandle, author: Person, title: str, text: str) -> simcord.ChannelHandle:
        """Return a new post of a forum, which is a thread with the id of its first message."""

        async def send() -> simcord.ChannelHandle:
            backend = self.env.backend
            thread = backend.create_thread(forum.id, title, author.id, broadcast=False)
            message = backend.prepare_message(thread.id, author.id, text)
            message.id = thread.id
            backend.announce_thread_create(thread)
            backend.commit_message(message)
            await self.env.settle()
            return next(it for it in forum.threads if it.id == thread.id)

        return self.run(send())

    def leave(self, server: simcord.GuildHandle) -> None:
        """Take the bot out of a server, whose people stay."""
        self.emit("GUILD_DELETE", {"id": str(server.id)})

    def emit(self, event: str, payload: Mapping[str, Any]) -> None:
        """Have Discord tell the bot something."""

        async def send() -> None:
            self.env.backend.emit(event, payload)
            await self.env.settle()

        self.run(send())

    def errors(self) -> list[BaseException]:
        """Return the errors that commands ended with and that somebody was told of; they do not end the test."""
        begun, self._told = self._told, self.env.error_cursor
        return list(self.env.errors_since(begun))

    def _pings(self) -> list[str]:
        """Return the messages of the bot that rang for somebody."""
        backend = self.env.backend
        sent = [it for channel in backend.messages.values() for it in channel.values()]
        ours = [it for it in sent if it.author_id == backend.bot_user.id and it.system_metadata is None]
        return [repr(it) for it in ours if it.ping_user_ids or it.ping_role_ids or it.mention_everyone]

    def forget_commands(self) -> None:
        """Have the bot forget what it told Discord of its commands."""
        for note in self.desk.folder.glob("commands.*"):
            note.unlink()

    def _client(self) -> DatelineBot:
        return DatelineBot(self.desk, message_content=self._message_content)

    def _complete(self, event: str, payload: Mapping[str, Any]) -> None:
        """Say with an interaction what simcord leaves out; it says the rest for an English client."""
        if event == "INTERACTION_CREATE" and isinstance(payload, dict):
            user = payload["user"] if "user" in payload else payload["member"]["user"]
            payload.update(locale=self._locales[int(user["id"])], **self.extra)


class Seen:
    """A message of the bot, as it is now, and what else came with it."""

    def __init__(self, stage: Stage, message: Any, result: simcord.InteractionResult | None = None) -> None:
        self.message = message
        self.result = result
        self._stage = stage

    @property
    def text(self) -> str:
        """All that is written in it, without the marks of what is bold."""
        parts = [self.message.content, *(it["content"] for it in self._parts(10))]
        return "\n".join(filter(None, parts)).replace("**", "")

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, or their emoji."""
        return [_label(it) for it in self._parts(2)]

    @property
    def disabled(self) -> list[str]:
        """The labels of buttons that cannot be pressed."""
        return [_label(it) for it in self._parts(2) if it.get("disabled")]

    @property
    def is_private(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.message.flags.ephemeral)

    @property
    def more(self) -> list[Seen]:
        """The messages that came after it."""
        return [Seen(self._stage, it) for it in self.result.followups] if self.result else []

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        return [it.filename for it in self.message.attachments]

    def id_of(self, label: str) -> str:
        """Return the custom id of a button."""
        (found,) = [str(it["custom_id"]) for it in self._parts(2) if _label(it) == label]
        return found

    def _parts(self, kind: int) -> list[dict[str, Any]]:
        components = [it if isinstance(it, dict) else it.to_dict() for it in self.message.components]
        return [it for it in _walk(components) if it["type"] == kind]


class Person:
    """Somebody who does what can be done in Discord, in ``home`` unless another channel is given."""

    def __init__(self, stage: Stage, actor: Any, home: simcord.ChannelHandle) -> None:
        self.actor = actor
        self.home = home
        self._stage = stage

    @property
    def id(self) -> int:
        """The person's Discord id."""
        return int(self.actor.id)

    def direct(self) -> Person:
        """Return the same person in direct messages with the bot."""
        user = self.actor.user
        return Person(self._stage, user, user.dm_channel)

    def slash(self, command: str, channel: simcord.ChannelHandle | None = None, **options: Any) -> Seen:
        """Use a command."""
        return self._seen(self.actor.slash(*self._at(channel), command, **options))

    def ask(self, question: str, channel: simcord.ChannelHandle | None = None, **options: Any) -> Seen:
        """Use ``/ask``."""
        return self.slash("ask", channel, question=question, **options)

    def suggestions(self, command: str, option: str, typed: str) -> list[tuple[str, str]]:
        """Return names and values of what is suggested while something is typed."""
        choices = self._stage.run(self.actor.autocomplete(*self._at(None), command, option, typed))
        return [(it["name"], it["value"]) for it in choices]

    def commands(self) -> set[str]:
        """Return the names of the commands that are offered."""
        return set(self.actor.available_commands(*self._at(None)))

    def menu(self, message: discord.Message, name: str = "Answer this question") -> Seen:
        """Use *Apps → Answer this question*, as it is called in English."""
        return self._seen(self.actor.context_menu(*self._at(None), name, message))

    def say(
        self, text: str, channel: simcord.ChannelHandle | None = None, reply_to: Seen | discord.Message | None = None
    ) -> discord.Message:
        """Write a message."""
        if isinstance(self.actor, simcord.UserHandle):
            return self._stage.run(self.actor.send_dm(text))
        replied = reply_to.message if isinstance(reply_to, Seen) else reply_to
        return self._stage.run(self.actor.send(channel or self.home, text, reply_to=replied))

    def press(self, seen: Seen, label: str) -> Seen:
        """Press a button by its label or emoji."""
        return self._seen(self.actor.click(seen.message, custom_id=seen.id_of(label)))

    def choose(self, seen: Seen, *channels: simcord.ChannelHandle) -> Seen:
        """Choose channels in the only select menu."""
        return self._seen(self.actor.select(seen.message, list(channels)))

    def fill(self, seen: Seen, **fields: str) -> Seen:
        """Fill in the form that a press opened, and send it in."""
        assert seen.result is not None
        return self._seen(self.actor.submit_modal(seen.result, fields))

    def _at(self, channel: simcord.ChannelHandle | None) -> tuple[simcord.ChannelHandle, ...]:
        return () if isinstance(self.actor, simcord.UserHandle) else (channel or self.home,)

    def _seen(self, doing: Awaitable[simcord.InteractionResult]) -> Seen:
        result = self._stage.run(doing)
        assert result.acknowledged
        return Seen(self._stage, result.response, result)


def _label(button: Mapping[str, Any]) -> str:
    return str(button.get("label") or button["emoji"]["name"])


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
