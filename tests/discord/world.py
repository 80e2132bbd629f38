"""The world: guilds, roles, channels, threads and who is in them; whatever happens to them is told to the gateway."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from tests.discord import payloads, permissions
from tests.discord.entities import Channel, Guild, Message
from tests.discord.errors import unknown
from tests.discord.payloads import Payload
from tests.discord.protocol import (
    EVERYBODY,
    OF_BOT,
    ChannelKind,
    Intent,
    MessageFlag,
    Permission,
)

if TYPE_CHECKING:
    from tests.discord.interactions import Interaction

T = TypeVar("T")
# The name of an event, what is told, and the intent without which it is not.
Emit = Callable[[str, Payload, Intent | None], None]


class World:
    """All that exists. ``approved`` are the privileged intents that the application may have.

    Whoever changes anything does so inside ``acting``; it may be the test's thread or the server's.
    """

    def __init__(self, approved: Intent) -> None:
        self.changed = threading.Condition()
        self.approved = approved
        self.bot = payloads.user("dateline", bot=True)
        self.application_id: str = self.bot["id"]
        self.owner = payloads.user("owner")
        self.users: dict[str, Payload] = {self.bot["id"]: self.bot, self.owner["id"]: self.owner}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Message] = {}
        self.interactions: dict[str, Interaction] = {}
        self.commands: dict[str | None, list[Payload]] = {}  # by guild; None: everywhere
        self.files: dict[str, bytes] = {}  # by the id of the attachment
        self.closed_to_bot: set[str] = set()  # people who accept no direct messages
        self.errors: list[str] = []  # what the loopback Discord cannot do, or did wrong: none is expected
        self.gateway_url = ""
        self.emit: Emit = _nobody_listens
        self.recount: Callable[[], str] = str

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let nobody else change or read the world meanwhile; whoever waits looks again afterwards."""
        with self.changed:
            yield
            self.changed.notify_all()

    def wait(self, found: Callable[[], T], timeout: float = 30, what: str = "") -> T:
        """Return what ``found`` returns as soon as that is true.

        Raises:
            TimeoutError: it was not within ``timeout`` seconds; the message shows what happened last.
        """
        with self.changed:
            result = self.changed.wait_for(found, timeout)
        if not result:
            raise TimeoutError(f"waited {timeout} s in vain for {what or found}\n{self.recount()}")
        return result

    def add_guild(self, name: str = "Lab", locale: str = "en-US", *, has_bot: bool = True) -> Guild:
        """Make a guild, owned by nobody who speaks; the bot has a role of its own there."""
        with self.acting():
            guild = Guild(payloads.guild(name, self.owner["id"], locale), has_bot=has_bot)
            guild.payload["roles"].append(payloads.role("@everyone", EVERYBODY, id_=guild.id))
            self.guilds[guild.id] = guild
            self.add_member(guild, self.owner)
            if has_bot:
                self._seat_bot(guild)
                self.tell_guild(guild)
            return guild

    def add_bot(self, guild: Guild) -> None:
        """Invite the bot to a guild."""
        with self.acting():
            guild.has_bot = True
            self._seat_bot(guild)
            self.tell_guild(guild)

    def remove_bot(self, guild: Guild) -> None:
        """Remove the bot from a guild."""
        with self.acting():
            del guild.members[self.bot["id"]]
            self.emit("GUILD_DELETE", {"id": guild.id}, Intent.GUILDS)
            guild.has_bot = False

    def _seat_bot(self, guild: Guild) -> None:
        role = payloads.role(self.bot["username"], OF_BOT, managed=True)
        guild.payload["roles"].append(role)
        self.add_member(guild, self.bot, role["id"])

    def tell_guild(self, guild: Guild) -> None:
        """Tell the bot all about a guild; of its members it is told only of itself."""
        self.emit("GUILD_CREATE", self.guild_payload(guild), Intent.GUILDS)

    def guild_payload(self, guild: Guild) -> Payload:
        """Return a guild with its channels, its open threads, and the bot as its only member."""
        channels = [channel for channel in self.channels.values() if channel.guild is guild]
        threads = [channel.payload for channel in channels if channel.parent is not None]
        return guild.payload | {
            "channels": [channel.payload for channel in channels if channel.parent is None],
            "threads": [thread for thread in threads if not thread["thread_metadata"]["archived"]],
            "members": [guild.members[self.bot["id"]]] if self.bot["id"] in guild.members else [],
            "member_count": len(guild.members),
        }

    def add_member(self, guild: Guild, user: Payload, *roles: str) -> None:
        """Let somebody join a guild."""
        with self.acting():
            self.users[user["id"]] = user
            guild.members[user["id"]] = payloads.member(user, roles)
            about = guild.members[user["id"]] | {"guild_id": guild.id}
            self._tell(guild, "GUILD_MEMBER_ADD", about, Intent.GUILD_MEMBERS)

    def add_role(self, guild: Guild, name: str, permissions: Permission = EVERYBODY) -> str:
        """Make a role and return its id."""
        with self.acting():
            role = payloads.role(name, permissions)
            guild.payload["roles"].append(role)
            self._tell(guild, "GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": role}, Intent.GUILDS)
            return str(role["id"])

    def add_channel(self, guild: Guild, name: str, kind: ChannelKind = ChannelKind.TEXT) -> Channel:
        """Make a text channel or a forum."""
        with self.acting():
            channel = Channel(payloads.channel(guild.id, name, kind), guild)
            self.channels[channel.id] = channel
            self._tell(guild, "CHANNEL_CREATE", channel.payload, Intent.GUILDS)
            return channel

    def deny(self, channel: Channel, denied: Permission, subject: str | None = None) -> None:
        """Take permissions in a channel from a member or a role, by its id; from the bot when none is given."""
        self._overwrite(channel, subject or self.bot["id"], Permission(0), denied)

    def allow(self, channel: Channel, allowed: Permission, subject: str | None = None) -> None:
        """Give permissions in a channel to a member or a role, by its id; to the bot when none is given."""
        self._overwrite(channel, subject or self.bot["id"], allowed, Permission(0))

    def _overwrite(self, channel: Channel, subject: str, allowed: Permission, denied: Permission) -> None:
        with self.acting():
            others = [found for found in channel.payload["permission_overwrites"] if found["id"] != subject]
            changed = {
                "id": subject,
                "type": int(subject in self.users),
                "allow": str(int(allowed)),
                "deny": str(int(denied)),
            }
            channel.payload["permission_overwrites"] = [*others, changed]
            self._tell(channel.guild, "CHANNEL_UPDATE", channel.payload, Intent.GUILDS)

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread with all that is in it."""
        with self.acting():
            del self.channels[channel.id]
            for message in channel.messages:
                message.deleted = True
                self.messages.pop(message.id, None)
            event = "CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE"
            self._tell(channel.guild, event, channel.payload, Intent.GUILDS)

    def open_thread(self, parent: Channel, name: str, owner: str, starter: str | None = None) -> Channel:
        """Open a thread of a channel; ``starter`` is the id of the message it starts from, which it takes over."""
        with self.acting():
            thread = Channel(
                payloads.thread(starter or payloads.snowflake(), parent.payload, name, owner), parent.guild, parent
            )
            self.channels[thread.id] = thread
            message = self.messages.get(thread.id)
            if message is not None:
                message.payload |= {"thread": thread.payload, "flags": int(message.flags | MessageFlag.HAS_THREAD)}
            if self.bot_sees(thread):
                self._tell(thread.guild, "THREAD_CREATE", thread.payload | {"newly_created": True}, Intent.GUILDS)
            return thread

    def archive(self, thread: Channel, *, archived: bool = True, locked: bool = False) -> None:
        """Archive a thread, or take it out of the archive; nobody may write to a locked one."""
        with self.acting():
            thread.payload["thread_metadata"] |= {"archived": archived, "locked": locked}
            self._tell(thread.guild, "THREAD_UPDATE", thread.payload, Intent.GUILDS)

    def direct(self, user_id: str) -> Channel:
        """Return the direct messages between the bot and a person."""
        with self.acting():
            for channel in self.channels.values():
                if channel.recipient == user_id:
                    return channel
            channel = Channel(payloads.direct(self.find("User", user_id)))
            self.channels[channel.id] = channel
            return channel

    def bot_sees(self, channel: Channel) -> bool:
        """Tell whether the bot may view a channel."""
        return Permission.VIEW_CHANNEL in permissions.in_channel(channel, self.bot["id"])

    def find(self, what: str, id_: str) -> Any:
        """Return the "Channel", "Guild", "Message" or "User" of an id.

        Raises:
            ApiError: there is none.
        """
        stores: dict[str, dict[str, Any]] = {
            "Channel": self.channels,
            "Guild": self.guilds,
            "Message": self.messages,
            "User": self.users,
        }
        found = stores[what].get(id_)
        if found is None:
            raise unknown(what)
        return found

    def _tell(self, guild: Guild | None, event: str, payload: Payload, intent: Intent) -> None:
        if guild is not None and guild.has_bot:
            self.emit(event, payload, intent)


def _nobody_listens(event: str, payload: Payload, intent: Intent | None) -> None:
    """Do nothing: no gateway is open yet."""
