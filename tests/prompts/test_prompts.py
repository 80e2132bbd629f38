from __future__ import annotations

import re
from importlib.resources import files

import pytest

from prompts import LANGUAGES, say


def texts(language: str) -> dict[str, str]:
    source = files("prompts").joinpath(f"interface.{language}.md").read_text("utf-8")
    return dict(re.findall(r"^# (\w+)\n(.*?)(?=\n# |\Z)", source, re.DOTALL | re.MULTILINE))


def test_every_language_says_the_same_things_with_the_same_values() -> None:
    placeholders = {
        language: {name: set(re.findall(r"{(\w+)}", text)) for name, text in texts(language).items()}
        for language in LANGUAGES
    }
    assert len(placeholders["en"]) > 5
    assert all(found == placeholders["en"] for found in placeholders.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(language: str) -> None:
    for name, text in texts(language).items():
        values = dict.fromkeys(re.findall(r"{(\w+)}", text), "X")
        said = say(name, language, **values)
        assert said.strip() == said != ""
        assert "{" not in said


def test_a_language_without_texts_gets_english() -> None:
    assert say("not_found", "fr") == say("not_found", "en") != say("not_found", "vi")


def test_values_are_put_in_as_they_are() -> None:
    assert say("nearest", "en", titles="{odd} # title") == "Nearest: {odd} # title."


def test_an_unknown_text_or_a_missing_value_is_an_error() -> None:
    for name in ("no_such_text", "nearest"):
        with pytest.raises(KeyError):
            say(name, "en")
