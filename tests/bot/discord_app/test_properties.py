"""Whatever an answer holds: no limit is passed, nobody is pinged, no link but a citation's, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.discord_app.articles import show_article, show_articles
from bot.discord_app.layout import show_answer
from bot.discord_app.quotes import show_quotes
from bot.discord_app.shown import Message, Rule, Shown
from bot.discord_app.why import show_why
from ingest.article import Article
from ingest.store import Heading
from tests.bot.discord_app.answers import ARTICLES, answers, sentences
from tests.bot.discord_app.dialect import Node, parse, visible, walk
from tests.bot.discord_app.hostile import hostile_text, skeleton

LANGUAGES = st.sampled_from(["en", "vi"])
PINGS = re.compile(r"@everyone|@here|<@[!&]?\d+|<#\d+>|<t:-?\d+(?::\w)?>|</[^<>]+:\d+>|<a?:\w+:\d+>", re.IGNORECASE)
MARK = re.compile(r"\[\d+\]")
# What the interface itself may set: bold headings, code for commands and scores, and the marks of lines.
INTERFACE = {"line", "text", "subtext", "quote", "item", "link", "strong", "code", "heading"}
MESSAGE_CHARS, COMPONENTS, BUTTONS, BYTES = 4_000, 40, 13, 10_170


@settings(max_examples=20)
@given(answers(), LANGUAGES, st.booleans())
def test_every_view_of_every_answer_keeps_the_limits_and_is_harmless(
    answer: Answer, language: str, asked: bool
) -> None:
    views = [
        show_answer(answer, language, ARTICLES, question=asked),
        show_answer(answer, language, page=2),
        show_quotes(answer, language, ARTICLES),
        show_why(answer, language, ARTICLES),
    ]
    urls = [citation.url for citation in answer.citations] + [article.url for article in ARTICLES.values()]
    for shown in views:
        _assert_within_limits(shown)
        _assert_harmless(shown, urls)


@settings(max_examples=40)
@given(answers(), LANGUAGES)
def test_nothing_of_an_answer_is_lost(answer: Answer, language: str) -> None:
    pages = [show_answer(answer, language, page=1)]
    pages += [show_answer(answer, language, page=page) for page in range(2, pages[0].pages + 1)]
    text = skeleton(_read(pages[0]))
    wanted = [claim.text for claim in answer.claims] if _is_of_its_claims(answer) else answer.text.splitlines()
    if answer.status == "answered":
        assert all(skeleton(it) in text for it in wanted)
    assert all(skeleton(it) in text for it in [*answer.notes, *(it.text for it in answer.comparisons)])
    listed = {mark for shown in pages for line in _small(shown.messages[-1]) for mark in MARK.findall(visible((line,)))}
    assert {f"[{citation.n}]" for citation in answer.citations} <= listed
    assert len({shown.messages[:-1] for shown in pages}) == 1


@settings(max_examples=40)
@given(answers(), LANGUAGES)
def test_no_mark_of_a_claim_is_cut_over_two_messages(answer: Answer, language: str) -> None:
    if not _is_of_its_claims(answer) or answer.status != "answered":
        return
    told = [text for message in show_answer(answer, language).messages for text in message.texts]
    wanted = [mark for claim in answer.claims for n in claim.citations for mark in [f"[{n}]"]]
    found = [mark for text in told for mark in MARK.findall(visible(parse(text)))]
    assert all(found.count(mark) >= wanted.count(mark) for mark in set(wanted))


@settings(max_examples=40)
@given(answers(), LANGUAGES)
def test_every_quote_and_translation_is_shown_whole(answer: Answer, language: str) -> None:
    text = skeleton(_read(show_quotes(answer, language)))
    assert all(skeleton(it.quote) in text and skeleton(it.translation or "") in text for it in answer.citations)


@given(hostile_text(), sentences(), hostile_text(), st.one_of(st.none(), hostile_text()), LANGUAGES)
def test_a_card_is_harmless(title: str, text: str, source: str, url: str | None, language: str) -> None:
    shown = show_article(Article("a", title, text, language, None, source, url), language)
    _assert_within_limits(shown)
    _assert_harmless(shown, [url])


_HEADINGS = st.builds(
    Heading, hostile_text(), hostile_text(), hostile_text(), st.one_of(st.none(), st.dates()), hostile_text()
)


@given(st.lists(_HEADINGS, max_size=30), hostile_text())
def test_a_list_is_harmless_and_has_everything_in_some_part(listed: list[Heading], matching: str) -> None:
    parts = [show_articles(listed, "en", matching=matching)]
    while parts[-1].stop < len(listed):
        parts.append(show_articles(listed, "en", at=parts[-1].stop, matching=matching))
    shown = [Shown((part.message,)) for part in parts]
    for it in shown:
        _assert_within_limits(it)
        _assert_harmless(it, [heading.url for heading in listed])
    assert sum(node.kind == "item" for it in shown for node in _nodes(it)) == len(listed)


def _assert_within_limits(shown: Shown) -> None:
    assert shown.messages
    assert 1 <= shown.page <= shown.pages
    for message in shown.messages:
        assert message.texts
        assert all(text.strip() and not isinstance(text, Rule) for text in message.texts)
        assert sum(len(text.encode("utf-16-le")) // 2 for text in message.texts) <= MESSAGE_CHARS
        assert sum(len(text.encode()) + 12 for text in message.texts) <= BYTES - 100 * BUTTONS
        assert len(message.blocks) + BUTTONS <= COMPONENTS
        assert not any(isinstance(block, Rule) for block in (message.blocks[0], message.blocks[-1]))


def _assert_harmless(shown: Shown, urls: Iterable[str | None]) -> None:
    nodes = list(_nodes(shown))
    assert {node.kind for node in nodes} <= INTERFACE
    assert not any(PINGS.search(text) for message in shown.messages for text in message.texts)
    allowed = {_place(url) for url in urls if url}
    assert {_place(node.target) for node in nodes if node.kind == "link"} <= allowed


def _place(url: str) -> tuple[str, str, str] | None:
    """Return where an address leads, however it is encoded; None for what is none."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    return parts.scheme, host, unquote(f"{parts.path}?{parts.query}")


def _nodes(shown: Shown) -> Iterable[Node]:
    return (node for message in shown.messages for text in message.texts for node in walk(parse(text)))


def _small(message: Message) -> list[Node]:
    return [node for text in message.texts for node in walk(parse(text)) if node.kind == "subtext"]


def _read(shown: Shown) -> str:
    return "".join(visible(parse(text)) for message in shown.messages for text in message.texts)


def _is_of_its_claims(answer: Answer) -> bool:
    return answer.text == " ".join(claim.text for claim in answer.claims)
