from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import ItemError
from ingest.parsing import Parser
from ingest.parsing.worker import MAX_BODY_BYTES
from ingest.sources import read

SENTENCE = "The harbour master of Elsholm counted forty-one boats on Sunday, three more than in any spring before."
PAGE = f"<html><body><article><h1>Boats</h1><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></article></body></html>".encode()
# Elements cost far more memory than the bytes they are written in.
BLOATED = b"<html><body>" + b"<p>a" * (MAX_BODY_BYTES // 4 - 10)

# Enough for a small page, with the start of its worker, on a loaded machine; too little for `nested` below.
_SECONDS = 6


@pytest.fixture
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


def workers(parent: int | None = None) -> list[int]:
    """Return the ids of the worker processes whose parent is this process, or ``parent``."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if b"ingest.parsing.worker" in command and int(fields[1]) == (parent or os.getpid()) and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def until(condition: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_worker_starts_with_the_first_item_and_ends_with_the_parser() -> None:
    before = workers()
    with Parser() as parser:
        assert workers() == before
        assert SENTENCE in parser.page("boats", PAGE).text
        parser.page("boats", PAGE)
        assert len(workers()) == len(before) + 1
    assert workers() == before


def test_several_threads_share_two_workers(parser: Parser) -> None:
    before = len(workers())
    with ThreadPoolExecutor(8) as threads:
        texts = list(
            threads.map(lambda n: parser.page(f"boats {n}", PAGE.replace(b"forty", b"%d" % n)).text, range(40))
        )
    assert all(SENTENCE.replace("forty", str(n)) in text for n, text in enumerate(texts))
    assert len(workers()) - before == 2


def test_a_worker_that_was_killed_between_items_is_replaced(parser: Parser) -> None:
    before = set(workers())
    parser.page("boats", PAGE)
    (worker,) = set(workers()) - before
    os.kill(worker, signal.SIGKILL)
    assert SENTENCE in parser.page("boats", PAGE).text


def test_a_worker_that_stalls_costs_one_item() -> None:
    before = set(workers())
    with Parser(workers=1, seconds=_SECONDS) as parser:
        parser.page("boats", PAGE)
        (worker,) = set(workers()) - before
        os.kill(worker, signal.SIGSTOP)
        with pytest.raises(ItemError, match=r"^boats: reading it took too long\.$"):
            parser.page("boats", PAGE)
        assert SENTENCE in parser.page("boats", PAGE).text


def test_a_worker_that_is_killed_over_its_first_item_costs_that_item() -> None:
    before = set(workers())
    with Parser(workers=1, seconds=20) as parser, ThreadPoolExecutor(1) as thread:
        slow = thread.submit(parser.page, "slow", b"<html><body>" + PAGE * 4_000)
        until(lambda: set(workers()) - before)
        (worker,) = set(workers()) - before
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(ItemError, match=r"^slow: reading it crashed the reader\.$"):
            slow.result()
        assert SENTENCE in parser.page("boats", PAGE).text


def test_a_page_that_needs_too_much_memory_costs_one_item(parser: Parser) -> None:
    with pytest.raises(ItemError, match=r"^bloated: reading it needs too much memory\.$"):
        parser.page("bloated", BLOATED)
    assert SENTENCE in parser.page("boats", PAGE).text


def test_a_page_that_takes_too_long_costs_one_item() -> None:
    nested = (b"<div>" * 240 + PAGE + b"</div>" * 240) * 2_000
    with Parser(workers=1, seconds=_SECONDS) as parser:
        parser.page("boats", PAGE)
        with pytest.raises(ItemError, match=r"^nested: reading it took too long\.$"):
            parser.page("nested", nested)
        assert SENTENCE in parser.page("boats", PAGE).text


def test_text_files_start_no_worker(tmp_path: Path) -> None:
    before = workers()
    (tmp_path / "boats.txt").write_text(SENTENCE)
    assert [article.text for article in read([str(tmp_path)]) if isinstance(article, Article)] == [SENTENCE]
    assert workers() == before


def test_more_bytes_than_are_read_are_refused_without_a_worker(parser: Parser) -> None:
    before = workers()
    with pytest.raises(ItemError, match=r"^large: it has 34 MB; 34 are read at most\.$"):
        parser.page("large", bytes(MAX_BODY_BYTES + 1))
    assert workers() == before


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    script = f"import time; from ingest.parsing import shared; shared().page('boats', {PAGE!r}); print(flush=True)"
    with subprocess.Popen([sys.executable, "-c", f"{script}; time.sleep(60)"], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        (worker,) = workers(parent.pid)
        parent.kill()
    until(lambda: not Path(f"/proc/{worker}").exists())


def test_a_worker_is_not_given_the_keys_of_the_operator(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hush")
    before = set(workers())
    parser.page("boats", PAGE)
    (worker,) = set(workers()) - before
    assert b"hush" not in Path(f"/proc/{worker}/environ").read_bytes()


def test_a_worker_can_neither_write_files_nor_open_many(parser: Parser) -> None:
    before = set(workers())
    parser.page("boats", PAGE)
    (worker,) = set(workers()) - before
    lines = Path(f"/proc/{worker}/limits").read_text().splitlines()
    limits = {line[:26].strip(): line[26:].split()[0] for line in lines}
    assert limits["Max file size"] == "0"
    assert limits["Max open files"] == "32"
    assert limits["Max address space"] == str(1 << 30)
    assert limits["Max cpu time"] != "unlimited"
