"""What Discord accepts as a message, and as the commands of an application, and what it does not.

Limits: https://discord.com/developers/docs/resources/message and …/interactions/application-commands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from tests.discord import components
from tests.discord.errors import ApiError, bad_length, invalid, required, too_long
from tests.discord.payloads import Payload
from tests.discord.protocol import CommandKind, MessageFlag, OptionKind

MOST_CONTENT = 2000
MOST_EMBEDS = 10
MOST_EMBEDDED_TEXT = 6000
MOST_CHOICES = 25
MOST_NONCE = 25
_EMBED_LIMITS = {"title": 256, "description": 4096}
_MOST_FIELDS, _MOST_FIELD_NAME, _MOST_FIELD_VALUE, _MOST_FOOTER, _MOST_AUTHOR = 25, 256, 1024, 2048, 256

# What a bot may set; EPHEMERAL only in response to an interaction.
_SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2

# https://discord.com/developers/docs/interactions/application-commands#application-command-object-naming
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_MOST_COMMANDS = {CommandKind.SLASH: 100, CommandKind.USER: 15, CommandKind.MESSAGE: 15}
# https://discord.com/developers/docs/reference#locales
_LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja "
    "zh-TW ko".split()
)


def check_flags(flags: int, *, interaction: bool) -> None:
    """Raise unless a new message may have these flags."""
    allowed = _SETTABLE | MessageFlag.EPHEMERAL if interaction else _SETTABLE
    if flags & ~int(allowed):
        raise invalid("flags", "MESSAGE_FLAGS_INVALID", f"Only the flags {int(allowed)} may be set")


def check_message(body: Payload, flags: int, files: Sequence[str]) -> None:
    """Raise unless content, embeds and components may be shown together; ``files`` are names of attachments."""
    content, embeds, rows = body.get("content") or "", body.get("embeds") or [], body.get("components") or []
    _check_nonce(body.get("nonce"))
    if flags & MessageFlag.COMPONENTS_V2:
        if content or embeds or body.get("poll") or body.get("sticker_ids"):
            raise invalid(
                "content",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "The content, embeds, stickers and poll fields cannot be used with MessageFlags.IS_COMPONENTS_V2",
            )
        components.check_v2(rows, files)
        return
    if len(content) > MOST_CONTENT:
        raise too_long("content", MOST_CONTENT)
    _check_embeds(embeds)
    components.check_legacy(rows)
    if not (content.strip() or embeds or rows or files):
        raise ApiError(400, 50006, "Cannot send an empty message")


def check_allowed_mentions(allowed: Payload | None) -> None:
    """Raise when kinds of mentions are allowed both altogether and one by one."""
    for kind in ("users", "roles"):
        if allowed and kind in (allowed.get("parse") or []) and allowed.get(kind):
            raise invalid(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


def check_choices(choices: Sequence[Payload]) -> None:
    """Raise unless these may be suggested: up to 25, each of 1 to 100 characters."""
    if len(choices) > MOST_CHOICES:
        raise too_long("data.choices", MOST_CHOICES)
    for n, choice in enumerate(choices):
        for part in ("name", "value"):
            text = str(choice[part])
            if not 1 <= len(text) <= components.MOST_NAME:
                raise bad_length(f"data.choices.{n}.{part}", 1, components.MOST_NAME)


def check_thread_name(name: str | None) -> None:
    """Raise unless a thread may be named so."""
    if not 1 <= len(name or "") <= components.MOST_NAME:
        raise bad_length("name", 1, components.MOST_NAME)


def check_commands(commands: Sequence[Payload]) -> None:
    """Raise unless these may be all the commands of an application."""
    counts = Counter(command.get("type", CommandKind.SLASH) for command in commands)
    if any(count > _MOST_COMMANDS[CommandKind(kind)] for kind, count in counts.items()):
        raise ApiError(400, 30032, "Maximum number of application commands reached")
    for n, command in enumerate(commands):
        if command.get("type", CommandKind.SLASH) == CommandKind.SLASH:
            _check_slash(command, str(n))
        else:
            _check_length(command.get("name"), 32, f"{n}.name")
            if command.get("description") or command.get("options"):
                raise invalid(
                    f"{n}.description", "APPLICATION_COMMAND_CONTEXT_MENU", "Context menus have no description"
                )
        _check_locales(command, str(n))
    names = Counter((command["name"], command.get("type", CommandKind.SLASH)) for command in commands)
    if names and max(names.values()) > 1:
        raise invalid("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")


def _check_slash(command: Payload, path: str) -> None:
    _check_name(command.get("name"), f"{path}.name")
    for locale, name in (command.get("name_localizations") or {}).items():
        _check_name(name, f"{path}.name_localizations.{locale}")
    _check_length(command.get("description"), 100, f"{path}.description")
    for locale, description in (command.get("description_localizations") or {}).items():
        _check_length(description, 100, f"{path}.description_localizations.{locale}")
    options = command.get("options") or []
    if len(options) > MOST_CHOICES:
        raise too_long(f"{path}.options", MOST_CHOICES)
    values = [option for option in options if option["type"] > OptionKind.GROUP]
    if [option.get("required", False) for option in values] != sorted(
        (o.get("required", False) for o in values), reverse=True
    ):
        raise invalid(
            f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be first"
        )
    for n, option in enumerate(options):
        here = f"{path}.options.{n}"
        _check_slash(option, here)
        _check_locales(option, here)
        if option.get("choices") and option.get("autocomplete"):
            raise invalid(here, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Either choices or autocomplete")
        if len(option.get("choices") or []) > MOST_CHOICES:
            raise too_long(f"{here}.choices", MOST_CHOICES)


def _check_name(name: str | None, path: str) -> None:
    if (
        not name
        or not _COMMAND_NAME.fullmatch(name)
        or name != name.lower()
        or name != unicodedata.normalize("NFC", name)
    ):
        raise invalid(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_locales(command: Payload, path: str) -> None:
    for field in ("name_localizations", "description_localizations"):
        for locale in command.get(field) or {}:
            if locale not in _LOCALES:
                raise invalid(f"{path}.{field}", "LOCALE_INVALID", f"{locale} is not a locale")


def _check_embeds(embeds: Sequence[Payload]) -> None:
    if len(embeds) > MOST_EMBEDS:
        raise too_long("embeds", MOST_EMBEDS)
    total = 0
    for n, embed in enumerate(embeds):
        parts = [(f"embeds.{n}.{name}", embed.get(name), most) for name, most in _EMBED_LIMITS.items()]
        parts.append((f"embeds.{n}.footer.text", (embed.get("footer") or {}).get("text"), _MOST_FOOTER))
        parts.append((f"embeds.{n}.author.name", (embed.get("author") or {}).get("name"), _MOST_AUTHOR))
        fields = embed.get("fields") or []
        if len(fields) > _MOST_FIELDS:
            raise too_long(f"embeds.{n}.fields", _MOST_FIELDS)
        for m, field in enumerate(fields):
            parts.append((f"embeds.{n}.fields.{m}.name", field["name"], _MOST_FIELD_NAME))
            parts.append((f"embeds.{n}.fields.{m}.value", field["value"], _MOST_FIELD_VALUE))
        for path, text, most in parts:
            if len(text or "") > most:
                raise too_long(path, most)
            total += len(text or "")
    if total > MOST_EMBEDDED_TEXT:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_EMBEDDED_TEXT}")


def _check_nonce(nonce: str | int | None) -> None:
    if nonce is not None and len(str(nonce)) > MOST_NONCE:
        raise too_long("nonce", MOST_NONCE)


def _check_length(text: str | None, most: int, path: str) -> None:
    if not text:
        raise required(path)
    if len(text) > most:
        raise bad_length(path, 1, most)
