"""A small world for tests: two servers, a few channels, and people of two languages."""

from __future__ import annotations

from tests.discord.protocol import EVERYBODY, ChannelKind, Permission
from tests.discord.server import FakeDiscord


class Lab:
    """Two guilds that share nothing but the bot and ``an``, who is in both.

    In ``lab`` there are ``general``, a ``forum``, ``hushed``, where the bot may not write, ``plain``, where it may not
    embed links or attach files, and ``hidden``, which it does not see; in ``other``, whose language is Vietnamese,
    ``chung``. ``mod`` may manage the server ``lab``, and ``robot`` is another bot.
    """

    def __init__(self, fake: FakeDiscord) -> None:
        self.fake, self.world = fake, fake.world
        self.lab, self.other = self.world.add_guild("Lab"), self.world.add_guild("Khác", "vi")
        self.general = self.world.add_channel(self.lab, "general")
        self.forum = self.world.add_channel(self.lab, "help", ChannelKind.FORUM)
        self.hushed = self.world.add_channel(self.lab, "announcements")
        self.plain = self.world.add_channel(self.lab, "plain")
        self.hidden = self.world.add_channel(self.lab, "hidden")
        self.chung = self.world.add_channel(self.other, "chung")
        self.world.deny(self.hushed, Permission.SEND_MESSAGES | Permission.SEND_MESSAGES_IN_THREADS)
        self.world.deny(self.plain, Permission.EMBED_LINKS | Permission.ATTACH_FILES)
        self.world.deny(self.hidden, Permission.VIEW_CHANNEL)
        self.alice = fake.person("alice", self.lab)
        self.an = fake.person("an", self.lab, self.other, locale="vi")
        self.bob = fake.person("bob", self.lab)
        self.mod = fake.person("mod", self.lab, permissions=EVERYBODY | Permission.MANAGE_GUILD)
        self.robot = fake.person("robot", self.lab, bot=True)
