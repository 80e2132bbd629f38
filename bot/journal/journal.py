"""The journal of a data folder: questions, answers, ratings, and what each server wants."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.follow_up import Turn
from bot.journal import entries, feedback, unanswered
from bot.journal.entry import Entry, microseconds
from bot.journal.feedback import Feedback, Reason
from bot.journal.schema import JOURNAL
from bot.journal.secret import Secret, make_secret, read_secret
from bot.journal.seen import Seen
from bot.journal.server import ServerSettings, dump_settings, load_settings
from bot.journal.unanswered import Group
from bot.journal.wording import wording
from ingest.database import Database
from ingest.errors import StoreError

# Between two batches of deletions others get to write.
_PAUSE_SECONDS = 0.02
# To write the file anew takes seconds a gigabyte: not for each person who presses a button, and not each hour.
_BETWEEN_FORGETTING, _BETWEEN_EXPIRING = timedelta(hours=1), timedelta(hours=6)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Safe to use from several threads and processes; everything is in files as soon as a method returns.

    Of people it keeps hashes, made with the folder's secret. Every read names the server it is for and gets nothing of
    another; None stands for direct messages. Every method raises ``StoreError`` when a file cannot be read or written.
    """

    def __init__(self, folder: Path, retention_days: int = 90, now: Callable[[], datetime] = _utc_now) -> None:
        """Open the journal in ``folder``; ``expire`` deletes what is older than ``retention_days``.

        Raises:
            StoreError: a file is damaged or of another version, or the secret is not the journal's.
        """
        self._now = now
        self._retention = timedelta(days=retention_days)
        self._forgotten: dict[str, datetime] = {}
        self._scrubbed: datetime | None = None
        self._has_to_scrub = False
        self._db = Database(folder / "bot.db", JOURNAL, overwriting=True)
        try:
            self._secret = self._open_secret(folder / "secret")
            self._seen = Seen(folder)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the files."""
        self._seen.close()
        self._db.close()

    def person(self, user_id: int) -> str:
        """Return what stands for a Discord user, 32 hexadecimal digits."""
        return self._secret.hash("person", user_id)

    def first_sight(self, event_id: int) -> bool:
        """Remember a Discord message or interaction. Return whether it was never seen before, restarts included."""
        return self._seen.add(self._secret.number("event", event_id), microseconds(self._now()))

    # --- questions and answers --------------------------------------------------------

    def record(self, entry: Entry) -> None:
        """Keep an entry; one whose id is known, or which its asker had forgotten meanwhile, changes nothing."""
        forgotten = self._forgotten.get(entry.person)
        if forgotten is not None and entry.at <= forgotten:
            return
        with self._db.transaction() as db:
            entries.insert_entry(db, entry, self._channel(entry.channel, entry.server), self._topic(entry))

    def attach(self, id_: str, *messages: int) -> None:
        """Note the Discord messages that show an entry; a long answer has several."""
        with self._db.transaction() as db:
            for message in messages:
                entries.attach_message(db, id_, message)

    def entry(self, id_: str, server: int | None) -> Entry | None:
        """Return an entry, or None when ``server`` has none of this id."""
        with self._db.reading() as db:
            return entries.read_entry(db, id_, server)

    def by_message(self, message: int, server: int | None) -> Entry | None:
        """Return the entry that a Discord message shows, or None when ``server`` has none."""
        with self._db.reading() as db:
            return entries.read_by_message(db, message, server)

    def latest(self, channel: int, server: int | None) -> Entry | None:
        """Return the last entry of a channel, thread or direct message, private ones left out."""
        with self._db.reading() as db:
            return entries.read_latest(db, self._channel(channel, server), server)

    def history(self, id_: str, server: int | None, turns: int = 4) -> list[Turn]:
        """Return the conversation up to the answer of the entry ``id_``, oldest turn first, each of bounded length."""
        with self._db.reading() as db:
            return entries.read_history(db, id_, server, turns)

    # --- what people think of answers, and what they miss -----------------------------

    def rate(self, id_: str, server: int | None, user_id: int, liked: bool, reason: Reason | None = None) -> bool:
        """Keep a person's rating of an entry instead of an earlier one. Return whether ``server`` has that entry."""
        with self._db.transaction() as db:
            at = microseconds(self._now())
            return feedback.write_rating(db, id_, server, self.person(user_id), liked, reason, at)

    def feedback(self, server: int, days: int) -> Feedback:
        """Count the ratings that were given on a server in the last ``days``."""
        with self._db.reading() as db:
            return feedback.read_feedback(db, server, self._days_ago(days))

    def unanswered(self, server: int, days: int, limit: int = 100) -> list[Group]:
        """Return what was asked in the last ``days`` and not found, by wording, the ``limit`` most asked first.

        Private questions and direct messages are never among them.
        """
        with self._db.reading() as db:
            return unanswered.read_groups(db, server, self._days_ago(days), limit)

    # --- servers ----------------------------------------------------------------------

    def settings(self, server: int | None) -> ServerSettings:
        """Return what a server wants; the defaults when it said nothing, and in direct messages."""
        with self._db.reading() as db:
            row = db.execute("SELECT settings FROM servers WHERE server = ?", [server]).fetchone()
        try:
            return ServerSettings() if row is None else load_settings(row[0])
        except (TypeError, ValueError) as error:
            raise StoreError("The journal is damaged: restore the file bot.db from a backup.") from error

    def save_settings(self, server: int, settings: ServerSettings) -> None:
        """Keep what a server wants."""
        with self._db.transaction() as db:
            db.execute("INSERT OR REPLACE INTO servers VALUES (?, ?)", [server, dump_settings(settings)])

    # --- forgetting -------------------------------------------------------------------

    def forget(self, user_id: int) -> int:
        """Delete all of a person on every server: questions, answers, ratings. Return how many questions.

        What others asked after them stays, without the notes that may say what the conversation was about.
        """
        person = self.person(user_id)
        self._forgotten[person] = self._now()
        with self._db.transaction() as db:
            ratings = db.execute("DELETE FROM ratings WHERE person = ?", [person]).rowcount
        count = self._delete("person = ?", person)
        if count or ratings:
            self._scrub_soon()
        return count

    def forget_server(self, server: int) -> int:
        """Delete all of a server that Dateline was removed from. Return how many questions."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM servers WHERE server = ?", [server])
        count = self._delete("server = ?", server)
        self._scrub_soon()
        return count

    def expire(self) -> int:
        """Delete the questions that are older than the retention, and every trace of what was ever deleted.

        For when the bot starts, and once an hour: the traces go at once where somebody was forgotten, else every six
        hours. Return how many questions.
        """
        self._seen.expire(microseconds(self._now()))
        count = self._delete("at < ?", microseconds(self._now() - self._retention))
        if self._has_to_scrub or self._was_scrubbed_before(_BETWEEN_EXPIRING):
            self._scrub()
        return count

    # --- within -----------------------------------------------------------------------

    def _delete(self, where: str, value: object) -> int:
        """Delete all entries ``where``, in batches, with their messages and ratings."""
        total = 0
        while True:
            with self._db.transaction() as db:
                count = entries.delete_entries(db, where, value)
            total += count
            if not count:
                return total
            time.sleep(_PAUSE_SECONDS)

    def _scrub_soon(self) -> None:
        """Remove the traces of what was deleted, now or, if that was done shortly before, with the next expiry.

        Until then, what was deleted is overwritten, and nobody can find it, but copies of single rows may be left.
        """
        self._has_to_scrub = True
        with contextlib.suppress(StoreError):  # the next expiry tries again
            if self._was_scrubbed_before(_BETWEEN_FORGETTING):
                self._scrub()
            else:
                self._db.empty_log()

    def _scrub(self) -> None:
        self._db.scrub()
        self._scrubbed, self._has_to_scrub = self._now(), False

    def _was_scrubbed_before(self, pause: timedelta) -> bool:
        return self._scrubbed is None or self._now() - self._scrubbed >= pause

    def _days_ago(self, days: int) -> int:
        return microseconds(self._now() - timedelta(days=days))

    def _channel(self, channel: int, server: int | None) -> int:
        """Return a channel as it is kept: that of direct messages stands for a person."""
        return channel if server is not None else self._secret.number("channel", channel)

    def _topic(self, entry: Entry) -> int | None:
        """Return what stands for the wording of a question that moderators may see as unanswered, else None."""
        if entry.private or entry.server is None or entry.answer["status"] not in {"not_found", "unsure"}:
            return None
        return self._secret.number("topic", wording(entry.question, str(entry.answer["language"])))

    def _open_secret(self, path: Path) -> Secret:
        """Return the folder's secret, made when the journal is new; with another one nobody could be forgotten."""
        with self._db.transaction() as db:  # one process at a time
            row = db.execute("SELECT value FROM meta WHERE key = 'secret'").fetchone()
            secret = read_secret(path)
            if row is not None and (secret is None or secret.hash("journal", "") != row[0]):
                raise StoreError(
                    f"The file {path} is not the one that {self._db.path} was made with: restore it from a backup, "
                    f"or move {self._db.path.name} away to begin a new journal."
                )
            if secret is None:
                secret = make_secret(path)
            db.execute("INSERT OR IGNORE INTO meta VALUES ('secret', ?)", [secret.hash("journal", "")])
        return secret
