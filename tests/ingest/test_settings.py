from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.embedding import embedder_name
from ingest.errors import SettingsError
from ingest.settings import Settings
from tests.conftest import ROOT


def test_without_any_setting_the_data_is_beside_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DATA")
    settings = Settings.load()
    assert (settings.data, settings.embedder) == (Path("data"), "auto")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DATELINE_DATA=from-file\nDATELINE_EMBEDDER=none\n")
    monkeypatch.setenv("DATELINE_DATA", "from-environment")
    assert Settings.load(Path("from-command")).data == Path("from-command")
    assert Settings.load().data == Path("from-environment")
    assert Settings.load().embedder == "none"
    monkeypatch.delenv("DATELINE_DATA")
    assert Settings.load().data == Path("from-file")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"DATELINE_COLOUR=red\n",
            r"DATELINE_COLOUR in .env is no setting",
        ),
        (b"DATELINE_EMBEDDER=best\n", r"The setting DATELINE_EMBEDDER is wrong \(Input should be 'auto'"),
        (b"DATELINE_DATA=\xff\xfe\n", r"The file \.env is not UTF-8 text: save it as UTF-8\."),
    ],
)
def test_a_wrong_file_is_one_sentence(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SettingsError, match=told):
        Settings.load()


def test_other_names_in_the_environment_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_COLOUR", "red")
    assert Settings.load().embedder == "auto"


@pytest.mark.parametrize("name", ["DATA", "EMBEDDER", "RETENTION_DAYS", "CONCURRENT_ANSWERS"])
def test_a_name_without_our_prefix_is_somebody_elses(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATELINE_DATA")
    untouched = Settings.load()
    monkeypatch.setenv(name, "/srv/theirs")
    assert Settings.load() == untouched
    monkeypatch.delenv(name)
    (tmp_path / ".env").write_text(f"{name}=1\n")
    with pytest.raises(SettingsError, match=f"{name} in .env is no setting of Dateline"):
        Settings.load()


def test_what_the_program_gives_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", "from-environment")
    monkeypatch.setenv("DATELINE_RETENTION_DAYS", "30")
    given = Settings(_env_file=None, data=Path("given"), retention_days=7)
    assert (given.data, given.retention_days) == (Path("given"), 7)
    assert (Settings.load().data, Settings.load().retention_days) == (Path("from-environment"), 30)


def test_the_log_level_is_ours_alone_and_may_be_written_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "trace")
    assert Settings.load().dateline_log_level == "info"
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "WARNING")
    assert Settings.load().dateline_log_level == "warning"
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError, match="The setting DATELINE_LOG_LEVEL is wrong"):
        Settings.load()


def test_every_setting_is_explained_with_its_true_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_DATA")
    example = (ROOT / ".env.example").read_text("utf-8")
    names = {str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()}
    assert {*re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE)} == names
    told = {*re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text("utf-8"))}
    assert names - told == set()
    defaults = Settings.load()
    (tmp_path / ".env").write_text(re.sub(r"^#([A-Z_]+=.)", r"\1", example, flags=re.MULTILINE), "utf-8")
    assert Settings.load() == defaults


def endpoint(**named: object) -> Settings:
    return Settings(_env_file=None, embedder="openai", **named)


def test_an_embedding_endpoint_is_chosen_by_name_and_never_by_a_key() -> None:
    assert embedder_name(Settings(_env_file=None, openai_api_key="sk-x")) == embedder_name(Settings(_env_file=None))
    with pytest.raises(ValueError, match="DATELINE_EMBEDDER=openai needs EMBEDDING_API_KEY or EMBEDDING_BASE_URL"):
        endpoint()


def test_an_embedding_endpoint_is_the_language_models_unless_it_has_its_own() -> None:
    assert endpoint(openai_api_key="sk-x").embedding_url == "https://api.openai.com/v1"
    shared = endpoint(openai_api_key="sk-x", openai_base_url="http://127.0.0.1:1/v1/")
    assert (shared.embedding_url, shared.embedding_key) == ("http://127.0.0.1:1/v1", shared.openai_api_key)
    own = endpoint(openai_api_key="sk-x", embedding_base_url="http://127.0.0.1:2/v1")
    assert (own.embedding_url, own.embedding_key) == ("http://127.0.0.1:2/v1", None)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"CHROMA_URL": "https://me:secret@example.org"}, "belongs in CHROMA_TOKEN"),
        ({"CHROMA_URL": "https://example.org/?key=4711"}, "belongs in CHROMA_TOKEN"),
        ({"CHROMA_URL": "vectors.example.org:8000"}, "The setting CHROMA_URL is wrong"),
        ({"DATELINE_FOLLOW": "true"}, "DATELINE_FOLLOW needs CHROMA_URL"),
        ({"DATELINE_FOLLOW": "maybe", "CHROMA_URL": "http://example.org"}, "the 12 hexadecimal digits of a store"),
    ],
)
def test_what_cannot_be_about_the_vector_server_is_one_sentence(
    given: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=told) as raised:
        Settings.load()
    assert not re.search(r"secret@|4711", str(raised.value))


@pytest.mark.parametrize(
    ("given", "follow"),
    [("", None), ("False", None), ("0", None), ("TRUE", "true"), ("1", "true"), ("0123456789ab",) * 2],
)
def test_whom_to_follow_is_a_switch_or_a_store(given: str, follow: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMA_URL", "https://example.org/vectors")
    monkeypatch.setenv("DATELINE_FOLLOW", given)
    assert Settings.load().follow == follow
