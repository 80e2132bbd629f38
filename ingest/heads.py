"""Heads: what the machine that brings articles in tells the others, in a Chroma collection of its own.

A head is an article as it became with one change, or that it was removed, under the number of the change. It may
have several parts, as servers bound the size of a document. The record ``state`` says up to which number all heads
are there, and where the vectors are. The order keeps followers right whenever a process dies: vectors first, then
the article's version in the own store, then its head, then the state; what is missing the next run publishes. An
article has one head: an older one is deleted before the state tells of the newer.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ingest.article import Article
from ingest.errors import VectorIndexError
from ingest.index import Record, Records
from ingest.store import Change, Known, Store
from ingest.text.cutting import cut, digest

PREFIX = "heads-"
# How many changes are told, or asked for, at once.
PAGE = 100
# Chroma Cloud takes documents of 16,384 bytes.
_PART_BYTES = 16_000
_STATE = "state"
_FORMAT = 1
_OTHER_DATELINE = "Articles are brought in by another version of Dateline: install the same on all machines."


@dataclass(frozen=True, slots=True)
class State:
    """Up to where heads are published, and what belongs to them.

    ``epoch`` changes when numbers begin anew, ``collection`` is where the vectors of ``embedder`` are.
    """

    epoch: str
    upto: int
    collection: str
    embedder: str


@dataclass(frozen=True, slots=True)
class Head:
    """A change as it was published; ``cut`` is the digest of the passages whose vectors the server has."""

    change: Change
    parts: int
    cut: str


def heads_of(store: str) -> str:
    """Return the name of the collection with the heads of the store with that id."""
    return f"{PREFIX}{store}"


def read_state(records: Records) -> State | None:
    """Return up to where heads are published; None before the first are.

    Raises:
        VectorIndexError: the server does not answer, or another version of Dateline published them.
    """
    record = records.get([_STATE]).get(_STATE)
    if record is None:
        return None
    facts: dict[str, Any] = dict(record.facts)
    if facts.pop("format") != _FORMAT:
        raise VectorIndexError(_OTHER_DATELINE)
    return State(**facts)


def publish(store: Store, records: Records, collection: str, embedder: str) -> int:
    """Tell followers whatever changed since they were last told. Return the number of changes.

    ``collection`` is where the vectors are. The caller holds the writer lock.
    """
    state = _begun(store, records)
    told = 0
    while page := store.changes(state.upto, PAGE):
        store.set_meta(publishing=str(page[-1].sequence))
        _tell(store, records, page)
        state = State(state.epoch, page[-1].sequence, collection, embedder)
        _write_state(records, state)
        told += len(page)
    if (state.collection, state.embedder) != (collection, embedder):
        _write_state(records, replace(state, collection=collection, embedder=embedder))
    return told


def _begun(store: Store, records: Records) -> State:
    """Return up to where was told, on this server and from this store; where they do not agree, begin anew.

    A server that was emptied knows nothing; a store that was restored from a backup has fewer changes than were told.
    """
    state = read_state(records)
    if state is not None and state.epoch == store.meta("epoch") and state.upto <= int(store.meta("publishing") or 0):
        return state
    records.clear()
    epoch = secrets.token_hex(6)
    store.publish_anew(epoch)
    return State(epoch, 0, "", "")


def _tell(store: Store, records: Records, page: Sequence[Change]) -> None:
    heads = [_records_of(change) for change in page]
    records.upsert([record for parts in heads for record in parts])
    known = [Known(change.article_id, change.sequence, len(parts)) for change, parts in zip(page, heads, strict=True)]
    before = [it for it in store.known([it.article_id for it in known]) if it not in known]
    records.delete([id_ for it in before for id_ in _ids(it.sequence, range(it.parts))])
    store.note_published(known)


def _write_state(records: Records, state: State) -> None:
    records.upsert([Record(_STATE, _STATE, {"format": _FORMAT, **asdict(state)})])


def _records_of(change: Change) -> list[Record]:
    """Return the parts of a head; the first says what it is."""
    article = change.article
    told = {"id": change.article_id} if article is None else article.as_json()
    documents = _split(json.dumps(told, ensure_ascii=False))
    facts: dict[str, str | int] = {
        "sequence": change.sequence,
        "parts": len(documents),
        "version": change.version,
        "cut": digest(cut(article)) if article else "",
    }
    return [
        Record(id_, document, facts)
        for id_, document in zip(_ids(change.sequence, range(len(documents))), documents, strict=True)
    ]


def _ids(sequence: int, parts: Iterable[int]) -> list[str]:
    return [f"{sequence}:{part}" for part in parts]


def _split(text: str) -> list[str]:
    """Cut ``text`` into pieces that a server takes, between characters."""
    whole, pieces, start = text.encode(), [], 0
    while start < len(whole):
        end = min(start + _PART_BYTES, len(whole))
        while end < len(whole) and whole[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(whole[start:end].decode())
        start = end
    return pieces


def read_heads(records: Records, after: int, upto: int) -> list[Head]:
    """Return the heads with numbers greater than ``after``, up to and including ``upto``, in order.

    One that is being deleted, as its article changed again, is left out.

    Raises:
        VectorIndexError: the server does not answer, or another version of Dateline published them.
    """
    first = records.get([id_ for number in range(after + 1, upto + 1) for id_ in _ids(number, [0])])
    further = [
        id_
        for record in first.values()
        for id_ in _ids(int(record.facts["sequence"]), range(1, int(record.facts["parts"])))
    ]
    parts = records.get(further)
    heads = (_head(record, parts) for record in first.values())
    return sorted((head for head in heads if head is not None), key=lambda head: head.change.sequence)


def still_there(records: Records, heads: Sequence[Head]) -> list[Head]:
    """Return those of ``heads`` that no newer ones took the place of."""
    found = records.get([id_ for head in heads for id_ in _ids(head.change.sequence, [0])])
    return [head for head in heads if f"{head.change.sequence}:0" in found]


def _head(first: Record, further: dict[str, Record]) -> Head | None:
    sequence, parts = int(first.facts["sequence"]), int(first.facts["parts"])
    pieces = [further.get(id_) for id_ in _ids(sequence, range(1, parts))]
    if None in pieces:
        return None
    told = json.loads("".join([first.document, *(piece.document for piece in pieces if piece is not None)]))
    version = str(first.facts["version"])
    article = _article(told) if version else None
    return Head(Change(sequence, str(told["id"]), version, article), parts, str(first.facts["cut"]))


def _article(told: dict[str, Any]) -> Article:
    """Return the article that ``Article.as_json`` made ``told`` of."""
    days = {name: date.fromisoformat(told[name]) for name in ("published", "modified") if told.get(name)}
    try:
        return Article(**{**told, "published": None, **days, "authors": tuple(told.get("authors", ()))})
    except TypeError as error:
        raise VectorIndexError(_OTHER_DATELINE) from error
