"""The names and texts of commands in the languages of the people who read them."""

from __future__ import annotations

import discord
from discord import app_commands

from prompts import say

_VIETNAMESE = discord.Locale.vietnamese


def told(key: str) -> app_commands.locale_str:
    """Return the interface text ``key`` as Discord shows it to each person in their own language."""
    return app_commands.locale_str(say(key, "en"), key=key)


def language_of(locale: discord.Locale) -> str:
    """Return the language of the interface for a person with ``locale``."""
    return "vi" if locale is _VIETNAMESE else "en"


class InterfaceTranslator(app_commands.Translator):
    """Translates the texts made by ``told``."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return ``string`` in Vietnamese for those who read it, and nothing for all others: English is the default."""
        key = string.extras.get("key")
        return say(key, "vi") if key and locale is _VIETNAMESE else None
