"""Settings from the environment and ``.env``, under their standard names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AnyHttpUrl, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from ingest.errors import SettingsError

_Seconds = Annotated[float, Field(gt=0, le=600)]
_Dollars = Annotated[float, Field(ge=0)]
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")
# Follow whichever store the vector server has, as long as it has one alone.
ONLY_STORE = "true"
_STORE_ID = re.compile(r"[0-9a-f]{12}")


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _followed(value: object) -> object:
    """Read a switch, or the id of a store."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    return None if word in _NO else ONLY_STORE if word in _YES else word


class Settings(BaseSettings):
    """What an operator can set; ``.env.example`` explains each. Unknown names in ``.env`` are errors."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    data: Path = Field(Path("data"), validation_alias="DATELINE_DATA")
    private_networks: bool = Field(default=False, validation_alias="DATELINE_PRIVATE_NETWORKS")
    embedder: Literal["auto", "local", "openai", "none"] = Field("auto", validation_alias="DATELINE_EMBEDDER")
    chroma_url: AnyHttpUrl | None = None
    chroma_token: SecretStr | None = None
    chroma_tenant: str | None = None
    chroma_database: str | None = None
    follow: Annotated[str | None, BeforeValidator(_followed)] = Field(None, validation_alias="DATELINE_FOLLOW")
    answer_deadline: _Seconds = 30
    # LOG_LEVEL, which this would be called without its prefix, is set for others on many machines.
    dateline_log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "info"
    openai_api_key: SecretStr | None = None
    openai_base_url: AnyHttpUrl | None = None
    llm_model: str = Field("gpt-6-luna", min_length=1)
    llm_timeout: _Seconds = 20
    llm_max_output_tokens: int = Field(1_000, ge=50)
    llm_reasoning_effort: Literal["none", "minimal", "low", "medium", "high", "xhigh"] = "none"
    llm_verify: bool = True
    llm_price_input: _Dollars | None = None
    llm_price_output: _Dollars | None = None
    llm_daily_budget: _Dollars | None = None
    embedding_model: str = Field("text-embedding-3-small", min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")
    embedding_base_url: AnyHttpUrl | None = None
    embedding_api_key: SecretStr | None = None
    embedding_dimensions: int | None = Field(None, ge=1, le=16_384)
    embedding_timeout: _Seconds = 30
    embedding_query_prefix: str = ""
    embedding_passage_prefix: str = ""

    discord_token: SecretStr | None = None
    discord_message_content: bool = False
    retention_days: int = Field(90, ge=1, le=3650, validation_alias="DATELINE_RETENTION_DAYS")
    concurrent_answers: int = Field(4, ge=1, le=64, validation_alias="DATELINE_CONCURRENT_ANSWERS")

    @property
    def has_llm(self) -> bool:
        """Whether a language model is configured: a key or an endpoint is."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    @property
    def embedding_url(self) -> str:
        """Where texts are embedded: the endpoint's address without a slash at its end."""
        url = self.embedding_base_url or self.openai_base_url
        return str(url).rstrip("/") if url else "https://api.openai.com/v1"

    @property
    def embedding_key(self) -> SecretStr | None:
        """The key for that endpoint. The one of the language model's endpoint is not sent to any other."""
        return self.embedding_api_key or (None if self.embedding_base_url else self.openai_api_key)

    def apart(self, data: Path) -> Settings:
        """Return the same settings for a folder that no other machine is to know of."""
        return self.model_copy(update={"data": data, "chroma_url": None, "follow": None})

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *others: Any, **named: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the names of fields, such as ``data``, from the program alone: an environment's ``DATA`` is not ours."""
        fields = settings_cls.model_fields
        aliases = {name: str(field.validation_alias or name) for name, field in fields.items()}
        given = {aliases.get(name, name): value for name, value in init_settings().items()}
        return InitSettingsSource(settings_cls, given), *others, *named.values()

    @model_validator(mode="after")
    def _budget_needs_prices(self) -> Self:
        if self.llm_daily_budget is not None and None in (self.llm_price_input, self.llm_price_output):
            raise ValueError("LLM_DAILY_BUDGET needs LLM_PRICE_INPUT and LLM_PRICE_OUTPUT, else nothing can be counted")
        return self

    @model_validator(mode="after")
    def _endpoint_is_known(self) -> Self:
        is_known = self.embedding_key is not None or self.embedding_base_url or self.openai_base_url
        if self.embedder == "openai" and not is_known:
            raise ValueError("DATELINE_EMBEDDER=openai needs EMBEDDING_API_KEY or EMBEDDING_BASE_URL")
        return self

    @model_validator(mode="after")
    def _server_fits(self) -> Self:
        url = self.chroma_url
        if url is None and self.follow is not None:
            raise ValueError("DATELINE_FOLLOW needs CHROMA_URL, the server from which articles are to come")
        if url is not None and (url.username or url.password or url.query or url.fragment):
            raise ValueError("CHROMA_URL is only where the server is: what it is to know us by belongs in CHROMA_TOKEN")
        if self.follow not in (None, ONLY_STORE) and not _STORE_ID.fullmatch(str(self.follow)):
            raise ValueError("DATELINE_FOLLOW is true, false or the 12 hexadecimal digits of a store")
        return self

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
    if not first["loc"]:
        return f"{first['msg'].removeprefix('Value error, ')}: see .env.example."
    name = ".".join(str(part) for part in first["loc"]).upper()
    if first["type"] == "extra_forbidden":
        return f"{name} in .env is no setting of Dateline: .env.example lists them all."
    return f"The setting {name} is wrong ({first['msg']}): see .env.example."
