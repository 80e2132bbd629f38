"""Settings from the environment and ``.env``, under their standard names."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import SettingsError


class Settings(BaseSettings):
    """What an operator can set; ``.env.example`` explains each. Unknown names in ``.env`` are errors."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        populate_by_name=True,
    )

    data: Path = Field(Path("data"), validation_alias=AliasChoices("DATELINE_DATA", "data"))
    embedder: Literal["auto", "local", "none"] = Field(
        "auto", validation_alias=AliasChoices("DATELINE_EMBEDDER", "embedder")
    )

    @classmethod
    def load(cls, data: Path | None = None) -> Settings:
        """Read the settings; ``data``, from the command line, wins over the environment.

        Raises:
            SettingsError: a value is out of range, or ``.env`` has a name that no setting has.
        """
        try:
            settings = cls()  # type: ignore[call-arg]  # the environment gives the rest
        except ValidationError as error:
            raise SettingsError(_explained(error)) from error
        except UnicodeDecodeError as error:
            raise SettingsError("The file .env is not UTF-8 text: save it as UTF-8.") from error
        folder = settings.data if data is None else data
        if str(folder) in {"", "."} and data is not None:
            raise SettingsError("The data folder is empty: give --data a folder of its own, such as ./data.")
        return settings.model_copy(update={"data": folder.expanduser()})


def _explained(error: ValidationError) -> str:
    """Return one sentence for the first thing that is wrong."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"]).upper()
    if first["type"] == "extra_forbidden":
        return f"{name} in .env is no setting of Dateline: .env.example lists them all."
    return f"The setting {name} is wrong ({first['msg']}): see .env.example."
