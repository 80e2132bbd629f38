"""Make what the reader is trained on: questions, each with windows that answer it or look as if they did.

    python -m bot.reading.examples --questions Q.jsonl[.gz] --data DIR --out EXAMPLES.jsonl [--split train] [--share 1]

Questions are rows as ``calibrate.py`` reads them; twins, which ask two things of one window, have ``twins`` and
``looks_like``. The articles are those of the data folder DIR. A question comes with the window of its answer (or the
one that looks like it), and with what retrieval finds for it besides: other windows of the article, and of others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.question import read_question
from bot.reading.calibrate import Row, read_rows
from bot.reading.windows import choose_windows
from bot.retrieval import PassageRetriever
from ingest.article import Article, Span
from ingest.errors import ItemError
from ingest.library import Library
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.text.sentences import sentences

_CHARS = (250, 300, 350, 350, 450)
_BEFORE_SHARE = 0.6
_FOUND = 8
# How often what retrieval finds comes with a question that has a window of its own. Twins differ in what is asked
# alone: there it would teach little.
_MINED = {False: 0.5, True: 0.15}


def main() -> None:
    """Write one JSON object a question: ``id``, ``pair``, ``question``, ``windows``."""
    parser = argparse.ArgumentParser(description="Make the examples that the reader is trained on.")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", default="train")
    parser.add_argument("--share", type=float, default=1.0, help="of the questions that are no twins")
    parser.add_argument("--part", type=int, nargs=2, default=(0, 1), help="which of how many parts of the questions")
    parser.add_argument("--mined", type=int, default=2, help="windows that retrieval finds, for each question")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    rows = [row for row in read_rows(arguments.questions) if row["split"] == arguments.split]
    rows = [row for row in rows if "twins" in row or chance.random() < arguments.share]
    part, parts = arguments.part
    rows = rows[part::parts]
    library = Library(Settings.load(arguments.data))
    retriever = PassageRetriever(library)
    progress = Progress()
    try:
        with arguments.out.open("w", encoding="utf-8") as file:
            for done, row in enumerate(rows, 1):
                example = make_example(row, retriever, library, arguments.mined, chance)
                if example["windows"]:
                    file.write(json.dumps(example, ensure_ascii=False) + "\n")
                progress.share(done, len(rows), "questions")
    finally:
        progress.finish()
        library.close()


def make_example(
    row: Row, retriever: PassageRetriever, library: Library, mined: int, chance: random.Random
) -> dict[str, Any]:
    """Return a question with its windows, the one it was written about first."""
    article = library.store.article(row["article"])
    if article is None:
        raise ItemError(str(row["id"]), "its article is not in the data folder.")
    windows = list(_own(row, article, chance))
    if not windows or chance.random() < _MINED[bool(row.get("twins"))]:
        windows += _mined(row, retriever, mined)
    pair = f"{row['id'].rsplit('-', 1)[0]}/{row['twins']}" if "twins" in row else None
    return {"id": row["id"], "pair": pair, "question": row["question"], "windows": windows}


def _own(row: Row, article: Article, chance: random.Random) -> Iterator[dict[str, Any]]:
    about = row["answer"] if row["answerable"] else row.get("looks_like")
    if about is None:
        return
    spans = sentences(article.text, article.language)
    run = _run_around(spans, about[0], chance.choice(_CHARS), chance)
    if run is not None:
        yield _window(article, run, row["answer"] if row["answerable"] else None)


def _run_around(spans: list[Span], place: int, most: int, chance: random.Random) -> Span | None:
    """Return a run of sentences of at most ``most`` characters around the one at ``place``, drawn by chance."""
    first = next((n for n, span in enumerate(spans) if span.start <= place < span.end), None)
    if first is None:
        return None
    last = first
    while True:
        before = first > 0 and spans[last].end - spans[first - 1].start <= most
        after = last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= most
        if not before and not after:
            return Span(spans[first].start, spans[last].end)
        if before and (not after or chance.random() < _BEFORE_SHARE):
            first -= 1
        else:
            last += 1


def _mined(row: Row, retriever: PassageRetriever, most: int) -> Iterator[dict[str, Any]]:
    """Yield the windows that retrieval likes best and that do not answer."""
    evidence = retriever.search(read_question(row["question"]))
    left = most
    for window in choose_windows(evidence, _FOUND):
        gold = Span(*row["sentence"]) if row["answerable"] and window.article.id == row["article"] else None
        if left and not (gold and window.span.overlaps(gold)):
            left -= 1
            yield _window(window.article, window.span, None)


def _window(article: Article, span: Span, answer: list[int] | None) -> dict[str, Any]:
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "text": span.of(article.text)[:700],
        "answer": answer and [answer[0] - span.start, min(answer[1], span.end) - span.start],
    }


if __name__ == "__main__":
    main()
