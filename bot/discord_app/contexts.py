"""Who is offered a command, and where. Discord reads it from each command: on a cog it would say nothing."""

from __future__ import annotations

from typing import TypeVar

from discord import app_commands

T = TypeVar("T")

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


def everywhere(command: T) -> T:
    """Offer a command on servers, in direct messages and in group chats, also to people who installed it themselves."""
    offered = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)
    return app_commands.allowed_installs(guilds=True, users=True)(offered)


def for_moderators(command: T) -> T:
    """Offer a command on servers that have the bot to those who may manage them, and refuse it to all others."""
    offered = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    offered = app_commands.allowed_installs(guilds=True, users=False)(offered)
    # What Discord offers, its administrators can change: the check holds whatever they did.
    return app_commands.checks.has_permissions(manage_guild=True)(
        app_commands.default_permissions(manage_guild=True)(offered)
    )
