"""What Discord's own client lets a person choose: the commands, options, buttons and fields that the bot offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tests.discord.entities import Channel, Guild, Message
from tests.discord.payloads import Payload, walk
from tests.discord.permissions import in_channel
from tests.discord.protocol import ALL_PERMISSIONS, SELECTS, CommandKind, ComponentKind, OptionKind, Permission
from tests.discord.world import World

_IN_GUILD, _IN_DIRECT = 0, 1
_BY_PERSON = 1  # who installed the application, where the bot is not a member
# Where the ids of an option's or a select's values are explained.
_RESOLVED_OPTIONS = {OptionKind.USER: "users", OptionKind.CHANNEL: "channels", OptionKind.ROLE: "roles"}
_RESOLVED_SELECTS = {
    ComponentKind.USER_SELECT: "users",
    ComponentKind.ROLE_SELECT: "roles",
    ComponentKind.CHANNEL_SELECT: "channels",
}


def find_command(world: World, channel: Channel, person: str, name: str, kind: CommandKind) -> Payload:
    """Return a command that a person is offered in a channel.

    Raises:
        LookupError: the bot has no such command there; the message says which it has.
        PermissionError: the person or the place may not use it.
    """
    guild_id = channel.guild.id if channel.guild is not None else None
    known = [*world.commands.get(None, []), *(world.commands.get(guild_id, []) if guild_id else [])]
    command = next((found for found in known if (found["name"], found["type"]) == (name, kind)), None)
    if command is None:
        raise LookupError(f"no command {name!r} among {[found['name'] for found in known]}")
    contexts = command["contexts"] or [_IN_GUILD, *([_IN_DIRECT] if command["dm_permission"] else [])]
    if (_IN_DIRECT if channel.guild is None else _IN_GUILD) not in contexts:
        raise PermissionError(f"{name} is not offered here")
    if channel.guild is not None and not channel.guild.has_bot and _BY_PERSON not in command["integration_types"]:
        raise PermissionError(f"{name} cannot be installed by a person")
    needed = Permission(int(command["default_member_permissions"] or 0))
    may = in_channel(channel, person)
    if channel.guild is not None and Permission.USE_APPLICATION_COMMANDS not in may:
        raise PermissionError("commands are not allowed here")
    if channel.guild is not None and needed not in may and may != ALL_PERMISSIONS:
        raise PermissionError(f"{name} needs {needed!r}")
    return command


def fill_in(
    world: World,
    guild: Guild | None,
    command: Payload,
    path: Sequence[str],
    given: Mapping[str, Any],
    focused: str | None,
) -> Payload:
    """Return the data of a slash command: ``path`` names the group and subcommand, ``given`` the options' values.

    Raises:
        LookupError: there is no such subcommand or option.
        ValueError: a value is missing, or the client would not let it through.
    """
    resolved: Payload = {}
    options = _options(world, guild, command, path, given, focused, resolved)
    data = {"id": command["id"], "name": command["name"], "type": int(CommandKind.SLASH), "options": options}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {}) | _non_empty(resolved)


def _options(
    world: World,
    guild: Guild | None,
    level: Payload,
    path: Sequence[str],
    given: Mapping[str, Any],
    focused: str | None,
    resolved: Payload,
) -> list[Payload]:
    known = {option["name"]: option for option in level.get("options") or []}
    if path:
        below = known[path[0]]
        options = _options(world, guild, below, path[1:], given, focused, resolved)
        return [{"name": below["name"], "type": below["type"], "options": options}]
    _check_given(known, given, focused)
    chosen = []
    for name, value in given.items():
        option = {"name": name, "type": known[name]["type"], "value": value}
        if name == focused:
            option["focused"] = True
        elif known[name]["type"] in _RESOLVED_OPTIONS:
            resolve(world, guild, _RESOLVED_OPTIONS[OptionKind(known[name]["type"])], [value], resolved)
        chosen.append(option)
    return chosen


def _check_given(known: Mapping[str, Payload], given: Mapping[str, Any], focused: str | None) -> None:
    if set(given) - set(known):
        raise LookupError(f"no options {sorted(set(given) - set(known))} among {sorted(known)}")
    missing = [name for name, option in known.items() if option.get("required") and name not in given]
    if missing and focused is None:
        raise ValueError(f"{missing} are required")
    for name, value in given.items():
        option = known[name]
        if name == focused:
            if not option.get("autocomplete"):
                raise ValueError(f"{name} suggests nothing")
            continue
        if isinstance(value, str):
            _check_within(name, len(value), option.get("min_length"), option.get("max_length"))
        else:
            _check_within(name, value, option.get("min_value"), option.get("max_value"))
        if option.get("choices") and value not in [choice["value"] for choice in option["choices"]]:
            raise ValueError(f"{name} is none of the choices: {value!r}")


def _check_within(name: str, value: float, least: float | None, most: float | None) -> None:
    if (least is not None and value < least) or (most is not None and value > most):
        raise ValueError(f"{name} is not within {least} and {most}: {value}")


def check_pressable(message: Message, component: Payload, person: str) -> None:
    """Raise ValueError unless a person can press a button or open a select of a message."""
    if message.deleted or (message.viewer not in (None, person)):
        raise ValueError("the person does not see this message")
    if component.get("disabled") or component.get("url"):
        raise ValueError(f"{component} tells the bot nothing")


def select(world: World, guild: Guild | None, component: Payload, values: Sequence[str]) -> Payload:
    """Return the data of a choice in a select.

    Raises:
        ValueError: these values cannot be chosen together.
    """
    _check_within("values", len(values), component.get("min_values", 1), component.get("max_values", 1))
    kind = ComponentKind(component["type"])
    if kind is ComponentKind.STRING_SELECT:
        offered = [option["value"] for option in component["options"]]
        if set(values) - set(offered):
            raise ValueError(f"{values} are not all among {offered}")
    resolved: Payload = {}
    if kind in _RESOLVED_SELECTS:
        resolve(world, guild, _RESOLVED_SELECTS[kind], values, resolved)
    return {"component_type": int(kind), "custom_id": component["custom_id"], "values": [*values]} | _non_empty(
        resolved
    )


def submitted(modal: Payload, values: Mapping[str, Any]) -> list[Payload]:
    """Return a form as it comes back: the fields that were filled in, by their custom ids, and the others as they were.

    Raises:
        LookupError: there is no such field.
        ValueError: a field is missing, too short or too long.
    """
    fields = {found["custom_id"] for found in walk(modal["components"]) if "custom_id" in found}
    if set(values) - fields:
        raise LookupError(f"no fields {sorted(set(values) - fields)} among {sorted(fields)}")
    rows = [_row(row, values) for row in modal["components"]]
    for number, component in enumerate(walk(rows), start=1):
        component["id"] = number
    return rows


def _row(row: Payload, values: Mapping[str, Any]) -> Payload:
    match ComponentKind(row["type"]):
        case ComponentKind.ACTION_ROW:
            return {"type": row["type"], "components": [_field(field, values) for field in row["components"]]}
        case ComponentKind.LABEL:
            return {"type": row["type"], "component": _field(row["component"], values)}
        case _:
            return {"type": row["type"]}


def _field(field: Payload, values: Mapping[str, Any]) -> Payload:
    name, needed = field["custom_id"], field.get("required", True)
    told = {"type": field["type"], "custom_id": name}
    if field["type"] in SELECTS:
        chosen = list(values.get(name, [o["value"] for o in field.get("options", []) if o.get("default")]))
        if needed or chosen:
            _check_within(name, len(chosen), field.get("min_values", 1), field.get("max_values", 1))
        return told | {"values": chosen}
    text = values.get(name, field.get("value") or "")
    if needed or text:
        _check_within(name, len(text), field.get("min_length") or int(needed), field.get("max_length"))
    return told | {"value": text}


def resolve(world: World, guild: Guild | None, kind: str, ids: Collection[str], into: Payload) -> None:
    """Explain ids: what "users", "channels" or "roles" they are."""
    for id_ in ids:
        match kind:
            case "users":
                into.setdefault("users", {})[id_] = world.find("User", id_)
                if guild is not None and id_ in guild.members:
                    member = {name: value for name, value in guild.members[id_].items() if name != "user"}
                    into.setdefault("members", {})[id_] = member | {"permissions": "0"}
            case "channels":
                into.setdefault("channels", {})[id_] = world.find("Channel", id_).payload | {"permissions": "0"}
            case "roles":
                assert guild is not None
                roles = {role["id"]: role for role in guild.payload["roles"]}
                into.setdefault("roles", {})[id_] = roles[id_]


def _non_empty(resolved: Payload) -> Payload:
    return {"resolved": resolved} if resolved else {}
