"""Whole conversations through the real path: what the right quote holds, or that the articles do not say."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.follow_up import Turn
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from ingest.text.language import detect
from tests.conftest import ROOT, SEEDS, settings_for

FOLDER = ROOT / "tests" / "dialogues"
ARTICLES = [*sorted(FOLDER.glob("articles_*.jsonl")), ROOT / "tests" / "eval" / "articles.jsonl"]
LEAST_RIGHT = 0.8
# Of follow-ups alone; by language, and how many more than when the history is not told.
LEAST_FOLLOW_UPS_RIGHT, LEAST_OF_A_LANGUAGE, LEAST_GAIN = 0.77, 0.75, 0.12


@dataclass(frozen=True, slots=True)
class Outcome:
    """One turn: its kinds, whether it was right, and the same without its history."""

    kinds: tuple[str, ...]
    right: bool
    right_alone: bool
    shown: str


@pytest.fixture(scope="session")
def answerer(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Yield an answerer over all articles of the dialogues and the seeds: only for reading."""
    library = Library(settings_for(tmp_path_factory.mktemp("dialogues") / "data"), embedder)
    assert Pipeline(library).add(read([str(SEEDS), *map(str, ARTICLES)])).failed == []
    yield Answerer(library, QuotesComposer())
    library.close()


@pytest.fixture(scope="session")
def outcomes(answerer: Answerer) -> list[Outcome]:
    dialogues = [json.loads(line) for path in sorted(FOLDER.glob("dialogues_*.jsonl")) for line in _lines(path)]
    noise = " ".join(json.loads(line)["text"] for line in _lines(ARTICLES[0])) * 20
    assert len(dialogues) >= 60
    # A third of them: each answer takes half a second.
    return [outcome for dialogue in dialogues[::3] for outcome in _held(answerer, dialogue["turns"], noise)]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _held(answerer: Answerer, turns: Sequence[dict], noise: str) -> Iterator[Outcome]:
    """Hold one conversation; a turn that is ``long`` is followed by ``noise`` in what was answered."""
    history: list[Turn] = []
    for turn in turns:
        answer = answerer.answer(turn["ask"], history=history)
        alone = answerer.answer(turn["ask"]) if history else answer
        history.append(Turn(turn["ask"], f"{answer.text} {noise}" if turn.get("long") else answer.text))
        kinds = (*turn["kinds"], "Vietnamese" if detect(turn["ask"]) == "vi" else "English")
        shown = f"{turn['ask']} → {' '.join(answer.notes)} → {answer.text}"
        yield Outcome(kinds, _is_right(answer, turn["quote"]), _is_right(alone, turn["quote"]), shown)


def _is_right(answer: Answer, strings: Sequence[str]) -> bool:
    """Tell whether the right sentence is shown, be it as the closest: how sure the reader is, is measured elsewhere."""
    if not strings:
        return answer.status != "answered"
    return any(string in citation.quote for string in strings for citation in answer.citations)


def _share(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.right for outcome in outcomes) / len(outcomes)


def test_most_turns_end_right(outcomes: list[Outcome]) -> None:
    wrong = [outcome.shown for outcome in outcomes if not outcome.right]
    print(f"{_share(outcomes):.3f} of {len(outcomes)} turns are right; wrong:", *wrong, sep="\n")
    assert _share(outcomes) >= LEAST_RIGHT


def test_most_follow_ups_end_right_in_both_languages(outcomes: list[Outcome]) -> None:
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for kind in (*outcome.kinds, "all") if "first" not in outcome.kinds else ():
            groups[kind].append(outcome)
    for kind, group in sorted(groups.items()):
        print(f"{kind:14}{_share(group):.3f} of {len(group)}")
    assert {"pronoun", "ellipsis", "about", "question-word", "cross", "new-subject", "after-long", "chain"} <= set(
        groups
    )
    assert _share(groups["all"]) >= LEAST_FOLLOW_UPS_RIGHT
    assert min(_share(groups[language]) for language in ("English", "Vietnamese")) >= LEAST_OF_A_LANGUAGE


def test_the_history_is_what_makes_them_right(outcomes: list[Outcome]) -> None:
    follow_ups = [outcome for outcome in outcomes if "first" not in outcome.kinds]
    alone = sum(outcome.right_alone for outcome in follow_ups) / len(follow_ups)
    assert _share(follow_ups) - alone >= LEAST_GAIN


def test_a_rewritten_question_is_shown_and_the_asked_one_kept(answerer: Answerer) -> None:
    history = [Turn("Khi nào phà Santa Rosalia chìm?", "“The ferry Santa Rosalia sank on March 3.” [1]")]
    answer = answerer.answer("vì sao?", history=history)
    assert answer.question == "vì sao?"
    assert answer.language == "vi"
    assert answer.notes == ("Hiểu là: vì sao (phà Santa Rosalia chìm)?",)


def test_a_question_that_stands_alone_is_answered_as_without_a_history(answerer: Answerer) -> None:
    question = "Who won the women's race of the Lakeside marathon?"
    history = [Turn("How many people died in the Nam Pha landslide?", "“15 người thiệt mạng ở xã Nậm Pha.” [1]")]
    told, alone = answerer.answer(question, history=history), answerer.answer(question)
    assert (told.text, told.citations, told.notes) == (alone.text, alone.citations, ())
