"""What an endpoint says of itself: the names of its models, and what its clock shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from pydantic import BaseModel, ValidationError

from ingest.errors import LanguageModelError


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The names of an endpoint's models, and the time it told, if it did."""

    names: tuple[str, ...]
    at: datetime | None


class _Model(BaseModel):
    id: str


class _Models(BaseModel):
    data: list[_Model]


def read_catalogue(body: str, date: str | None) -> Catalogue:
    """Return the catalogue in a response to ``GET /models`` with the header ``date``.

    Raises:
        LanguageModelError: it is none.
    """
    try:
        models = _Models.model_validate_json(body)
    except ValidationError as error:
        raise LanguageModelError("failed", "The endpoint's list of models cannot be read.") from error
    return Catalogue(tuple(model.id for model in models.data), read_date(date))


def read_date(date: str | None) -> datetime | None:
    """Return the time in a ``Date`` header, or None when it is missing or malformed."""
    try:
        return parsedate_to_datetime(date) if date else None
    except ValueError:
        return None
