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
        env_file=".env", env_file_encoding="utf-8", extra="forbid", frozen=True, populate_by_name=True
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
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"The setting {name} is wrong ({first['msg']}): see .env.example.") from error
        except UnicodeDecodeError as error:
            raise SettingsError("The file .env is not UTF-8 text: save it as UTF-8.") from error
        return settings if data is None else settings.model_copy(update={"data": data})
