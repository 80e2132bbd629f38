"""Run a bot, unchanged, against the loopback Discord: ``python -m tests.discord.launch MODULE [ARGUMENT…]``.

discord.py has two addresses; they come from the environment here. ``MODULE`` has the ``main`` that is run.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
from pathlib import Path

REST, GATEWAY, PATIENCE = "LOOPBACK_DISCORD_REST", "LOOPBACK_DISCORD_GATEWAY", "LOOPBACK_DISCORD_PATIENCE"
STALLS = "LOOPBACK_DISCORD_STALLS"


def main() -> int:
    """Point discord.py at the loopback Discord, then be the bot."""
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE = os.environ[REST]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ[GATEWAY])
    if PATIENCE in os.environ:
        _be_impatient(float(os.environ[PATIENCE]))
    if STALLS in os.environ:
        _watch_the_loop(Path(os.environ[STALLS]))
    _, module, *arguments = sys.argv
    sys.argv = [module, *arguments]
    return int(importlib.import_module(module).main(arguments) or 0)


def _be_impatient(seconds: float) -> None:
    """Take a gateway that says nothing for so long for dead, instead of after the minute that discord.py waits."""
    from discord.gateway import DiscordWebSocket

    patience = property(lambda socket: seconds, lambda socket, given: None)
    DiscordWebSocket._max_heartbeat_timeout = patience  # type: ignore[assignment]


def _watch_the_loop(path: Path) -> None:
    from tests.discord.stalls import WatchedPolicy

    asyncio.set_event_loop_policy(WatchedPolicy(path))


if __name__ == "__main__":
    sys.exit(main())
