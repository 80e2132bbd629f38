"""The command ``python -m bot``: answer on Discord or converse (the default), ask, eval, doctor."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.command import FAILED, OK, run

if TYPE_CHECKING:
    from bot.answering import Answerer
    from ingest.library import Library
    from ingest.settings import Settings

# A follower that was away for a while asks first, so that its answers are not old; but nobody waits long for that.
_FIRST_ROUND_SECONDS = 5.0


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a question ended in an error, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    return run(lambda: _run(options), "Stopped.")


def _run(options: argparse.Namespace) -> int:
    from ingest.settings import Settings

    if options.run == _doctor:  # it tells itself what is wrong with the settings
        return _doctor(options)
    return int(options.run(Settings.load(options.data), options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Ask Dateline about its articles. Without a command: a conversation, or one question a line.",
        epilog='examples:\n  python -m bot\n  python -m bot ask "How many countries took part?"\n'
        "  python -m bot eval questions.jsonl --articles articles.jsonl.gz",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of all state (default: ./data)")
    parser.set_defaults(run=_run_bot)
    commands = parser.add_subparsers(metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer one question, or one a line of standard input")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print answers as JSON; read JSON lines without QUESTION")
    ask.set_defaults(run=_ask)
    evaluate = commands.add_parser("eval", help="measure answers against known ones")
    evaluate.add_argument("questions", type=Path, metavar="QUESTIONS.jsonl")
    evaluate.add_argument("--articles", nargs="+", default=[], metavar="FILE", help="default: those of the data folder")
    evaluate.add_argument("--llm", action="store_true", help="let the language model answer, and measure that")
    evaluate.add_argument("--limit", type=int, metavar="N", help="ask only the first N questions")
    evaluate.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    evaluate.add_argument("--compare", type=Path, metavar="RESULT.json", help="fail when worse than this --json result")
    evaluate.add_argument("--tolerance", type=float, default=0.01, metavar="SHARE", help="how much worse is allowed")
    evaluate.set_defaults(run=_eval)
    check = commands.add_parser("doctor", help="check this installation; the exit status is 1 when something fails")
    check.add_argument("--json", action="store_true", help="print the checks as one JSON object")
    check.set_defaults(run=_doctor)
    return parser


def _run_bot(settings: Settings, options: argparse.Namespace) -> int:
    """Answer on Discord where a token is set, otherwise in the terminal."""
    if settings.discord_token is None:
        return _converse(settings, options)
    from bot.logs import set_up

    set_up(settings)
    from bot.discord_app.desk import Desk
    from bot.discord_app.supervision import run as run_supervised

    return run_supervised(settings, lambda: Desk.open(settings))


def _converse(settings: Settings, options: argparse.Namespace) -> int:
    from bot import terminal

    with _opened(settings) as (library, answerer):
        errors = terminal.converse(answerer, library.store.counts()[0], sys.stdin, sys.stdout)
    return terminal.errors_to_status(errors)


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    from bot import terminal

    with _opened(settings) as (_, answerer):
        from bot.rendering import BOLD, render

        if options.question is None:
            answer_lines = terminal.answer_json_lines if options.json else terminal.answer_lines
            return terminal.errors_to_status(answer_lines(answerer, sys.stdin, sys.stdout))
        answer = answerer.answer(options.question)
        marks = BOLD if sys.stdout.isatty() else ("", "")
        print(json.dumps(answer.as_json(), ensure_ascii=False) if options.json else render(answer, marks))
        return terminal.errors_to_status(answer.status == "error")


def _eval(settings: Settings, options: argparse.Namespace) -> int:
    from bot.evaluation import evaluate
    from bot.scorecard import regressions, table

    before = _read_result(options.compare) if options.compare else None
    figures = evaluate(settings, options.questions, options.articles, llm=options.llm, limit=options.limit)
    print(json.dumps(figures, ensure_ascii=False) if options.json else table(figures))
    worse = regressions(figures, before, options.tolerance) if before else []
    for sentence in worse:
        print(sentence, file=sys.stderr)
    return FAILED if worse else OK


def _doctor(options: argparse.Namespace) -> int:
    from bot.doctor import doctor

    return doctor(options.data, sys.stdout, as_json=options.json)


def _read_result(path: Path) -> dict[str, Any]:
    from ingest.errors import SettingsError

    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found["all"]["score"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path} is not a result of `eval --json`.") from error
    return found


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Library, Answerer]]:
    from ingest.library import Library

    library = Library(settings)
    library.warm_up()
    from bot.opening import open_answerer, open_following

    following = open_following(library)
    answerer = open_answerer(settings, library)
    try:
        if following is not None:
            following.wait(_FIRST_ROUND_SECONDS)
        yield library, answerer
    finally:
        if following is not None:
            following.close()
        answerer.close()
        library.close()


if __name__ == "__main__":
    sys.exit(main())
