"""What a server wants. Pure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How Dateline behaves on one server, sane without any being set.

    Attributes:
        channels: where it may answer; empty means wherever it may write.
        forum_answers: answer new posts of forums without being asked.
        private: show answers of ``/ask`` to the asker only, unless said otherwise.
        threads: open a thread for each question.
        person_limit: questions in ten minutes by one person.
        channel_limit: questions in ten minutes in one channel.
    """

    channels: tuple[int, ...] = ()
    forum_answers: bool = False
    private: bool = False
    threads: bool = False
    person_limit: int = 10
    channel_limit: int = 30


def dump_settings(settings: ServerSettings) -> str:
    """Return ``settings`` as JSON."""
    return json.dumps(asdict(settings))


def load_settings(dumped: str) -> ServerSettings:
    """Return the settings in ``dumped``: those it lacks, added by later versions, are the defaults.

    Raises:
        ValueError: it is no JSON object.
    """
    stored = dict(json.loads(dumped))
    known = {field.name: stored[field.name] for field in fields(ServerSettings) if field.name in stored}
    return ServerSettings(**{**known, "channels": tuple(known.get("channels", ()))})
