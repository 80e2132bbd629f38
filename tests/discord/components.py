"""What Discord accepts as the components of a message or a modal, and what it does not.

Limits: https://discord.com/developers/docs/components/reference.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.discord.errors import bad_length, invalid, required, too_long
from tests.discord.payloads import Payload, walk
from tests.discord.protocol import SELECTS, ComponentKind

ATTACHMENT = "attachment://"
MOST_COMPONENTS = 40
MOST_TEXT = 4000
MOST_ROWS = 5
MOST_OPTIONS = 25
MOST_NAME = 100
MOST_LABEL = 80
MOST_PLACEHOLDER = 150
MOST_TITLE = 45
MOST_URL = 512
_LINK, _PREMIUM = 5, 6

_IN_CONTAINER = frozenset(
    {
        ComponentKind.ACTION_ROW,
        ComponentKind.SECTION,
        ComponentKind.TEXT_DISPLAY,
        ComponentKind.MEDIA_GALLERY,
        ComponentKind.FILE,
        ComponentKind.SEPARATOR,
    }
)
_ROOT = _IN_CONTAINER | {ComponentKind.CONTAINER}


def check_legacy(components: Sequence[Payload]) -> None:
    """Raise unless these may go with content and embeds: up to five rows of buttons and selects."""
    if len(components) > MOST_ROWS:
        raise too_long("components", MOST_ROWS)
    _check_all(components, frozenset({ComponentKind.ACTION_ROW}), "components")
    _check_unique(components)


def check_v2(components: Sequence[Payload], files: Sequence[str]) -> None:
    """Raise unless these may be a message of their own; ``files`` are the names of what is attached."""
    if not components:
        raise required("components")
    _check_all(components, _ROOT, "components")
    found = list(walk(components))
    if len(found) > MOST_COMPONENTS:
        raise invalid(
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components cannot exceed {MOST_COMPONENTS}",
        )
    if sum(len(text["content"]) for text in found if text["type"] == ComponentKind.TEXT_DISPLAY) > MOST_TEXT:
        raise invalid(
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text size exceeds {MOST_TEXT}",
        )
    shown = [file["file"]["url"] for file in found if file["type"] == ComponentKind.FILE]
    if {url.removeprefix(ATTACHMENT) for url in shown if url.startswith(ATTACHMENT)} - set(files):
        raise invalid("components", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "Attachment not found")
    _check_unique(components)


def check_modal(modal: Payload) -> None:
    """Raise unless this is a modal: a title, a custom id, and one to five labels or rows with an input each."""
    _check_length(modal.get("title"), 1, MOST_TITLE, "data.title")
    _check_length(modal.get("custom_id"), 1, MOST_NAME, "data.custom_id")
    components = modal.get("components") or []
    if not 1 <= len(components) <= MOST_ROWS:
        raise bad_length("data.components", 1, MOST_ROWS)
    for n, row in enumerate(components):
        _check_modal_row(row, f"data.components.{n}")
    _check_unique(components)


def _check_modal_row(row: Payload, path: str) -> None:
    if row["type"] == ComponentKind.TEXT_DISPLAY:
        _check_length(row.get("content"), 1, MOST_TEXT, f"{path}.content")
    elif row["type"] == ComponentKind.LABEL:
        _check_length(row.get("label"), 1, MOST_TITLE, f"{path}.label")
        _check_length(row.get("description"), 0, MOST_NAME, f"{path}.description")
        _check_field(row["component"], f"{path}.component")
    elif row["type"] == ComponentKind.ACTION_ROW and len(row.get("components") or []) == 1:
        _check_length(row["components"][0].get("label"), 1, MOST_TITLE, f"{path}.components.0.label")
        _check_field(row["components"][0], f"{path}.components.0")
    else:
        raise _wrong_type(path, {ComponentKind.ACTION_ROW, ComponentKind.TEXT_DISPLAY, ComponentKind.LABEL})


def _check_field(field: Payload, path: str) -> None:
    _check_length(field.get("custom_id"), 1, MOST_NAME, f"{path}.custom_id")
    if field["type"] in SELECTS:
        _check_select(field, path)
    elif field["type"] == ComponentKind.TEXT_INPUT:
        _check_length(field.get("placeholder"), 0, MOST_NAME, f"{path}.placeholder")
        _check_length(field.get("value"), 0, MOST_TEXT, f"{path}.value")
        least, most = field.get("min_length") or 0, field.get("max_length") or MOST_TEXT
        if not 0 <= least <= most <= MOST_TEXT:
            raise invalid(f"{path}.max_length", "NUMBER_TYPE_MAX", f"Must be between {least} and {MOST_TEXT}.")


def _check_all(components: Sequence[Payload], allowed: frozenset[ComponentKind], path: str) -> None:
    for n, component in enumerate(components):
        here = f"{path}.{n}"
        if component.get("type") not in allowed:
            raise _wrong_type(here, allowed)
        _check(component, here)


def _check(component: Payload, path: str) -> None:
    match ComponentKind(component["type"]):
        case ComponentKind.ACTION_ROW:
            _check_row(component.get("components") or [], f"{path}.components")
        case ComponentKind.BUTTON:
            _check_button(component, path)
        case ComponentKind.TEXT_DISPLAY:
            _check_length(component.get("content"), 1, MOST_TEXT, f"{path}.content")
        case ComponentKind.CONTAINER:
            _check_length(component.get("components"), 1, MOST_COMPONENTS, f"{path}.components")
            _check_all(component["components"], _IN_CONTAINER, f"{path}.components")
        case ComponentKind.SECTION:
            _check_length(component.get("components"), 1, 3, f"{path}.components")
            _check_all(component["components"], frozenset({ComponentKind.TEXT_DISPLAY}), f"{path}.components")
            if not component.get("accessory"):
                raise required(f"{path}.accessory")
            accessories = frozenset({ComponentKind.BUTTON, ComponentKind.THUMBNAIL})
            _check_all([component["accessory"]], accessories, f"{path}.accessory")
        case ComponentKind.MEDIA_GALLERY:
            _check_length(component.get("items"), 1, 10, f"{path}.items")
        case kind if kind in SELECTS:
            _check_select(component, path)


def _check_row(components: Sequence[Payload], path: str) -> None:
    if not 1 <= len(components) <= MOST_ROWS:
        raise bad_length(path, 1, MOST_ROWS)
    _check_all(components, SELECTS | {ComponentKind.BUTTON}, path)
    if len(components) > 1 and any(component["type"] in SELECTS for component in components):
        raise invalid(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")


def _check_button(button: Payload, path: str) -> None:
    _check_length(button.get("label"), 0, MOST_LABEL, f"{path}.label")
    if button.get("style") == _LINK:
        _check_length(button.get("url"), 1, MOST_URL, f"{path}.url")
        if not button["url"].startswith(("http://", "https://", "discord://")):
            raise invalid(
                f"{path}.url", "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord')."
            )
        if "custom_id" in button:
            raise invalid(
                path, "BUTTON_COMPONENT_CUSTOM_ID_URL_CONFLICT", "A custom id and url cannot both be specified"
            )
    elif button.get("style") != _PREMIUM:
        _check_length(button.get("custom_id"), 1, MOST_NAME, f"{path}.custom_id")
        if button.get("url"):
            raise invalid(
                path, "BUTTON_COMPONENT_CUSTOM_ID_URL_CONFLICT", "A custom id and url cannot both be specified"
            )
    if not button.get("label") and not button.get("emoji"):
        raise invalid(path, "BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji must be specified")


def _check_select(select: Payload, path: str) -> None:
    _check_length(select.get("custom_id"), 1, MOST_NAME, f"{path}.custom_id")
    _check_length(select.get("placeholder"), 0, MOST_PLACEHOLDER, f"{path}.placeholder")
    least, most = (select.get(name, 1) for name in ("min_values", "max_values"))
    if not (0 <= least <= most and 1 <= most <= MOST_OPTIONS):
        raise invalid(f"{path}.max_values", "NUMBER_TYPE_MAX", f"Must be between 1 and {MOST_OPTIONS}.")
    if select["type"] != ComponentKind.STRING_SELECT:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= MOST_OPTIONS:
        raise bad_length(f"{path}.options", 1, MOST_OPTIONS)
    for n, option in enumerate(options):
        _check_length(option.get("label"), 1, MOST_NAME, f"{path}.options.{n}.label")
        _check_length(option.get("value"), 1, MOST_NAME, f"{path}.options.{n}.value")
        _check_length(option.get("description"), 0, MOST_NAME, f"{path}.options.{n}.description")
    if len({option["value"] for option in options}) < len(options):
        raise invalid(f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The values must be unique")
    if most > len(options):
        raise invalid(f"{path}.max_values", "SELECT_COMPONENT_MAX_VALUES", "More values than options")


def _check_unique(components: Sequence[Payload]) -> None:
    for name in ("custom_id", "id"):
        given = [component[name] for component in walk(components) if component.get(name)]
        if len(set(given)) < len(given):
            raise invalid(
                "components", f"COMPONENT_{name.upper()}_DUPLICATED", f"Component {name} cannot be duplicated"
            )


def _check_length(value: str | list[Payload] | None, least: int, most: int, path: str) -> None:
    if value is None and least:
        raise required(path)
    if value is not None and not least <= len(value) <= most:
        raise bad_length(path, least, most)


def _wrong_type(path: str, allowed: frozenset[ComponentKind] | set[ComponentKind]) -> Exception:
    values = tuple(sorted(int(kind) for kind in allowed))
    return invalid(f"{path}.type", "BASE_TYPE_CHOICES", f'Value of field "type" must be one of {values}.')
