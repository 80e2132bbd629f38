from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.discord import components, validation
from tests.discord.errors import ApiError
from tests.discord.payloads import Payload
from tests.discord.protocol import MessageFlag

V2 = int(MessageFlag.COMPONENTS_V2)


def button(custom_id: str = "a", label: str = "A", **more: Any) -> Payload:
    return {"type": 2, "style": 2, "custom_id": custom_id, "label": label, **more}


def link(url: str) -> Payload:
    return {"type": 2, "style": 5, "label": "Read", "url": url}


def row(*children: Payload) -> Payload:
    return {"type": 1, "components": list(children)}


def text(content: str) -> Payload:
    return {"type": 10, "content": content}


def box(*children: Payload) -> Payload:
    return {"type": 17, "components": list(children)}


def select(options: int = 2, label: str = "A", **more: Any) -> Payload:
    made = [{"label": label, "value": str(number)} for number in range(options)]
    return {"type": 3, "custom_id": "s", "options": made, **more}


def section(accessory: Payload | None) -> Payload:
    return {"type": 9, "components": [text("x")], "accessory": accessory}


def embed(**parts: Any) -> Payload:
    return {"embeds": [parts]}


def shown(*children: Payload) -> Payload:
    return {"components": list(children)}


def codes(errors: Any) -> set[str]:
    if isinstance(errors, dict):
        own = {error["code"] for error in errors.get("_errors", [])}
        return own.union(*(codes(part) for name, part in errors.items() if name != "_errors"))
    return set()


@pytest.mark.parametrize(
    ("body", "flags"),
    [
        ({"content": "x" * 2000}, 0),
        (embed(title="x" * 256, description="x" * 4096), 0),
        ({"content": "x"} | shown(*[row(*[button(f"{n}{m}") for m in range(5)]) for n in range(5)]), 0),
        (shown(row(select(25, "x" * 100))), 0),
        (shown(box(text("x" * 4000), row(button("x" * 100, "x" * 80), link("https://example.org")))), V2),
        (shown(*[text("x") for _ in range(40)]), V2),
        (shown(section(button())), V2),
    ],
)
def test_what_is_within_the_limits_is_accepted(body: Payload, flags: int) -> None:
    validation.check_message(body, flags, [])


@pytest.mark.parametrize(
    ("body", "flags", "code"),
    [
        ({"content": "x" * 2001}, 0, "BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "nonce": "n" * 26}, 0, "BASE_TYPE_MAX_LENGTH"),
        (embed(description="x" * 4097), 0, "BASE_TYPE_MAX_LENGTH"),
        (embed(description="x" * 4096, footer={"text": "x" * 1905}), 0, "MAX_EMBED_SIZE_EXCEEDED"),
        (shown(row(*[button(str(n)) for n in range(6)])), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(*[row(button(str(n))) for n in range(6)]), 0, "BASE_TYPE_MAX_LENGTH"),
        (shown(row(button(label="x" * 81))), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(row(button(custom_id="x" * 101))), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(row(button(), button())), 0, "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (shown(row(button(label=""))), 0, "BUTTON_COMPONENT_LABEL_REQUIRED"),
        (shown(row(link("javascript:alert(1)"))), 0, "URL_TYPE_INVALID_SCHEME"),
        (shown(row(link("https://example.org/" + "x" * 500))), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(row(select(26))), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(row(select(label="x" * 101))), 0, "BASE_TYPE_BAD_LENGTH"),
        (shown(row(select(max_values=3))), 0, "SELECT_COMPONENT_MAX_VALUES"),
        (shown(row(select(), button())), 0, "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        (shown(text("x")), 0, "BASE_TYPE_CHOICES"),
        (shown(text("x")) | {"content": "x"}, V2, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        (shown(*[text("x") for _ in range(41)]), V2, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        (shown(box(text("x" * 2001)), text("x" * 2000)), V2, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
        (shown(text("")), V2, "BASE_TYPE_BAD_LENGTH"),
        (shown(section(None)), V2, "BASE_TYPE_REQUIRED"),
        (shown(box(box(text("x")))), V2, "BASE_TYPE_CHOICES"),
        (shown(button()), V2, "BASE_TYPE_CHOICES"),
        (
            shown({"type": 13, "file": {"url": "attachment://a.csv"}}),
            V2,
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        ),
    ],
)
def test_what_exceeds_a_limit_is_refused(body: Payload, flags: int, code: str) -> None:
    with pytest.raises(ApiError) as refused:
        validation.check_message(body, flags, [])
    assert codes(refused.value.body["errors"]) == {code}


def test_an_empty_message_is_refused_unless_a_file_comes_with_it() -> None:
    validation.check_message({}, 0, ["a.csv"])
    with pytest.raises(ApiError, match="50006"):
        validation.check_message({"content": " \n"}, 0, [])


def test_only_some_flags_may_be_set_and_ephemeral_only_on_an_answer() -> None:
    validation.check_flags(4 | 4096 | V2, interaction=False)
    validation.check_flags(64, interaction=True)
    with pytest.raises(ApiError):
        validation.check_flags(64, interaction=False)
    with pytest.raises(ApiError):
        validation.check_flags(128, interaction=True)


def field(**more: Any) -> Payload:
    return {"type": 4, "style": 1, "custom_id": "f", **more}


def modal(*rows: Payload, title: str = "T") -> Payload:
    return {"title": title, "custom_id": "m", "components": list(rows)}


def label(component: Payload, words: str = "L") -> Payload:
    return {"type": 18, "label": words, "component": component}


@pytest.mark.parametrize(
    "form",
    [
        modal(label(field()), title="x" * 46),
        modal(label(field(), "x" * 46)),
        modal(*[label(field(custom_id=str(n))) for n in range(6)]),
        modal(),
        modal(row(field())),
        modal(label(field(value="x" * 4001))),
        modal(label(field(max_length=4001))),
        modal(label(field()), label(field())),
        modal(text("x"), box(text("x"))),
    ],
)
def test_a_form_beyond_its_limits_is_refused(form: Payload) -> None:
    components.check_modal(modal(text("x"), label(field(max_length=4000)), row(field(custom_id="g", label="G"))))
    with pytest.raises(ApiError, match="50035"):
        components.check_modal(form)


def command(name: str = "ask", **more: Any) -> Payload:
    return {"name": name, "type": 1, "description": "D", **more}


def option(name: str, **more: Any) -> Payload:
    return {"name": name, "type": 3, "description": "D", **more}


@pytest.mark.parametrize(
    "commands",
    [
        [command("Ask")],
        [command("ask it")],
        [command(name_localizations={"vi": "Hỏi"})],
        [command(name_localizations={"vi": "hỏi đáp"})],
        [command(name_localizations={"vi": "ho\u0309i"})],
        [command(name_localizations={"vi-VN": "hỏi"})],
        [command(description="x" * 101)],
        [command(options=[option("a"), option("b", required=True)])],
        [command(options=[option("A")])],
        [command(options=[option("a", choices=[{"name": "x", "value": "x"}] * 26)])],
        [command(), command()],
        [{"name": "Repeat", "type": 3, "description": "no menu has one"}],
        [{"name": f"Repeat {n}", "type": 3} for n in range(16)],
    ],
)
def test_commands_that_break_a_rule_are_refused(commands: list[Payload]) -> None:
    validation.check_commands(
        [
            command("ask", name_localizations={"vi": "hỏi"}, options=[option("a", required=True), option("b")]),
            command("hỏi_đáp"),
            {"name": "Ask about This", "type": 3, "name_localizations": {"vi": "Hỏi về tin này"}},
        ]
    )
    with pytest.raises(ApiError):
        validation.check_commands(commands)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (validation.check_choices, [{"name": "x", "value": "x"}] * 26),
        (validation.check_choices, [{"name": "x" * 101, "value": "x"}]),
        (validation.check_choices, [{"name": "x", "value": "x" * 101}]),
        (validation.check_thread_name, "x" * 101),
        (validation.check_thread_name, ""),
        (validation.check_allowed_mentions, {"parse": ["users"], "users": ["1"]}),
    ],
)
def test_choices_names_and_mentions_beyond_their_limits_are_refused(check: Callable[[Any], None], value: Any) -> None:
    with pytest.raises(ApiError):
        check(value)
