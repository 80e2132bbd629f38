"""Every failure that Dateline names.

DatelineError             one plain sentence for a person: what happened and what to do
├── SettingsError         a setting is missing, unknown or out of range
│   └── FollowerError     articles of a folder that follows another machine are not changed here
├── ItemError             one file, line or page cannot become an article; the others still can
│   └── FetchError            an address gave nothing that can be used, nor will it soon
│       ├── MissingError          404: there is nothing at the address
│       ├── GoneError             410: what was at the address has been withdrawn
│       └── TransientFetchError   not now: try again later
├── StoreError            the data folder cannot be read or written, or is full
├── EmbeddingError        the embedder failed; what it already embedded is kept
│   └── ModelFileError        a model file that comes with Dateline is missing, cut or of another version
├── LanguageModelError    the language model gave no answer that can be used; quotes answer instead
└── VectorIndexError      the vectors cannot be reached
    ├── EmbedderMismatchError  the vectors were made by another embedder than the one configured
    └── NothingToFollowError   the vector server has no articles to follow, or those of several stores
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors meant for people; ``str(error)`` is one sentence."""


class SettingsError(DatelineError):
    """A setting is missing, unknown or out of range."""


class FollowerError(SettingsError):
    """The articles of the data folder come from another machine."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"The data folder {folder} follows another machine: bring articles in there, or use another folder here "
            "without DATELINE_FOLLOW."
        )


class ItemError(DatelineError):
    """One item cannot become an article.

    Attributes:
        item: what a person would call it, such as ``news.jsonl:7``.
        reason: one sentence without the item's name.
    """

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(f"{item}: {reason}")
        self.item = item
        self.reason = reason


class FetchError(ItemError):
    """An address gave nothing that can be used: it is refused, forbidden, too large, of a kind not read, or 4xx."""


class MissingError(FetchError):
    """The server says 404: there is nothing at the address."""


class GoneError(FetchError):
    """The server says 410: what was at the address has been withdrawn."""


class TransientFetchError(FetchError):
    """The address gave nothing now: a time-out, a broken connection, no DNS, 429 or 5xx.

    Attributes:
        retry_after: after how many seconds asking again makes sense, as far as the server says, else None.
    """

    def __init__(self, item: str, reason: str, retry_after: float | None = None) -> None:
        super().__init__(item, reason)
        self.retry_after = retry_after


class StoreError(DatelineError):
    """The data folder cannot be read or written, or is full."""


class EmbeddingError(DatelineError):
    """The embedder failed."""


class ModelFileError(EmbeddingError):
    """A model file that comes with Dateline is missing, cut or of another version."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The model file {name} {reason}: install Dateline anew, or restore its files.")


class LanguageModelError(DatelineError):
    """The language model gave no answer that can be used.

    Attributes:
        reason: one word or two, the end of the name of the interface text that tells people about it.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class VectorIndexError(DatelineError):
    """The vectors cannot be reached."""


class EmbedderMismatchError(VectorIndexError):
    """The vectors were made by another embedder than the one configured."""

    def __init__(self, made_by: str, configured: str, advice: str | None = None) -> None:
        told = "run `python -m ingest rebuild` to embed the stored articles anew, or configure the first one again."
        super().__init__(
            f"The index was made with the embedder {made_by}, but {configured} is configured: {advice or told}"
        )


class NothingToFollowError(VectorIndexError):
    """The vector server has no articles to follow, or those of several stores."""
