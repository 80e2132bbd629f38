from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.policy import Action, Facts, Verdict, decide, is_allowed, mentions, plain

BOT, FRIEND = 4242, 77
ASKED = "How many bridges were closed?"

# Each is one way to turn to the bot.
MENTION: dict[str, Any] = {"content": f"<@{BOT}> {ASKED}", "mentions_bot": True}
REPLY: dict[str, Any] = {"content": ASKED, "replies_to": "bot", "replied": "Three roads were closed. [1]"}
DIRECT: dict[str, Any] = {"content": ASKED, "is_direct": True}
THREAD: dict[str, Any] = {"content": ASKED, "in_own_thread": True}
POST: dict[str, Any] = {"content": "", "title": ASKED, "opens_post": True}
WAYS = {"mention": MENTION, "reply": REPLY, "direct": DIRECT, "thread": THREAD, "post": POST}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@every_way
def test_whoever_turns_to_the_bot_gets_an_answer(way: dict[str, Any]) -> None:
    assert decide(Facts(**way)) == Verdict(Action.ASK, ASKED, way.get("replied", ""))


def test_nobody_else_hears_anything_from_it() -> None:
    assert decide(Facts(content=ASKED)).action is Action.SILENT
    assert decide(Facts(content=f"@everyone {ASKED}")).action is Action.SILENT
    assert decide(Facts(content=f"<@&{BOT}> {ASKED}")).action is Action.SILENT
    assert decide(Facts(content=ASKED, replies_to="other", replied="The bridge?")).action is Action.SILENT
    assert decide(Facts(content=ASKED, title=ASKED)).action is Action.SILENT


@every_way
@pytest.mark.parametrize("who", ["from_bot", "from_webhook", "from_self", "is_system", "is_handled"])
def test_what_no_person_wrote_and_what_came_before_is_not_answered(way: dict[str, Any], who: str) -> None:
    assert decide(Facts(**way, **{who: True})) == Verdict(Action.SILENT)


@pytest.mark.parametrize(
    ("way", "action"),
    [(MENTION, Action.ELSEWHERE), (REPLY, Action.ELSEWHERE), (THREAD, Action.SILENT), (POST, Action.SILENT)],
)
def test_where_it_may_not_answer_only_who_called_it_is_told_and_once(way: dict[str, Any], action: Action) -> None:
    assert decide(Facts(**way, may_answer_here=False)) == Verdict(action)
    assert decide(Facts(**way, may_answer_here=False, was_told=True)) == Verdict(Action.SILENT)


@pytest.mark.parametrize(
    ("way", "action"), [(REPLY, Action.UNREADABLE), (THREAD, Action.UNREADABLE), (POST, Action.SILENT)]
)
def test_what_discord_does_not_show_is_said_once(way: dict[str, Any], action: Action) -> None:
    hidden = {**way, "content": "", "is_readable": False}
    assert decide(Facts(**hidden)) == Verdict(action)
    assert decide(Facts(**hidden, was_told=True)) == Verdict(Action.SILENT)


@pytest.mark.parametrize("content", ["", " ", "?", "👍", "!!!", "<:thumb:123>"])
@pytest.mark.parametrize(
    ("way", "action"),
    [
        ({"is_direct": True}, Action.EMPTY),
        ({"mentions_bot": True}, Action.EMPTY),
        ({"mentions_bot": True, "replies_to": "bot", "replied": "Three roads. [1]"}, Action.EMPTY),
        ({"mentions_bot": True, "replies_to": "other", "replied": "🙃"}, Action.EMPTY),
        ({"replies_to": "bot", "replied": "Three roads. [1]"}, Action.SILENT),
        ({"in_own_thread": True}, Action.SILENT),
        ({"opens_post": True}, Action.SILENT),
    ],
)
def test_who_asks_nothing_is_told_how_to_if_the_bot_was_called(
    way: dict[str, Any], action: Action, content: str
) -> None:
    name = f"<@{BOT}>" if way.get("mentions_bot") else ""
    assert decide(Facts(content=f"{name} {content}", **way)) == Verdict(action)
    assert decide(Facts(content=f"{name} {content}", was_told=True, **way)) == Verdict(action)


@pytest.mark.parametrize(
    "content",
    ["hello!", "Hi there", "Thanks a lot", "thank you so much!!", "good morning everyone", "ok", "alo", "tuyệt vời",
     "Great, thanks for your help", "xin chào bot", "Chào buổi sáng!", "cảm ơn bạn nhiều nhé", "cam on ban",
     "dạ em cảm ơn ạ"],
)  # fmt: skip
def test_a_courtesy_is_no_question(content: str) -> None:
    assert decide(Facts(content=content, is_direct=True)).action is Action.EMPTY
    assert decide(Facts(content=f"<@{BOT}> {content}", mentions_bot=True)).action is Action.EMPTY
    assert decide(Facts(content=content, replies_to="bot", replied="Three. [1]")).action is Action.SILENT
    assert decide(Facts(content=content, in_own_thread=True)).action is Action.SILENT


@pytest.mark.parametrize(
    "content",
    ["Who are you?", "what can you do", "help", "How do I use this bot?", "Bạn là ai?", "ban lam duoc gi", "trợ giúp",
     "Bot này là gì vậy?", "hướng dẫn sử dụng"],
)  # fmt: skip
def test_who_asks_what_the_bot_is_is_told(content: str) -> None:
    assert decide(Facts(content=content, is_direct=True)) == Verdict(Action.HELP)
    assert decide(Facts(content=content)).action is Action.SILENT


@pytest.mark.parametrize(
    "content",
    ["Who sank?", "hello, how many bridges were closed?", "Is it good?", "Who is the good morning host?", "OK Corral",
     "Who helped?", "Ai?", "Chào mào là gì?", "Cảm ơn ai?", "Có bao nhiêu bạn?", "what is a bot?", "Tỉnh nào?", "116?",
     "How does the bridge work?", "Ông Chao là ai?"],
)  # fmt: skip
def test_what_begins_like_a_courtesy_is_a_question_all_the_same(content: str) -> None:
    assert decide(Facts(content=content, is_direct=True)) == Verdict(Action.ASK, content)


@pytest.mark.parametrize("content", [f"<@{BOT}>", f"<@!{BOT}> ?", f"  <@{BOT}>\n👀"])
def test_the_bare_name_under_somebodys_message_asks_about_that(content: str) -> None:
    facts = Facts(content=content, mentions_bot=True, replies_to="other", replied=f"<@{FRIEND}> {ASKED}")
    assert decide(facts) == Verdict(Action.ASK, ASKED)


def test_a_question_under_somebodys_message_keeps_both_apart() -> None:
    facts = Facts(content=f"<@{BOT}> Is it so?", mentions_bot=True, replies_to="other", replied="A\nbridge  fell.")
    assert decide(facts) == Verdict(Action.ASK, "Is it so?", "A bridge fell.")


def test_a_forwarded_message_is_a_question_in_private() -> None:
    assert decide(Facts(is_direct=True, replies_to="other", replied=ASKED)) == Verdict(Action.ASK, ASKED)


@pytest.mark.parametrize(
    "talk",
    [
        {"in_own_thread": True, "content": f"<@{FRIEND}> what do you think?"},
        {"in_own_thread": True, "content": "I agree with you.", "replies_to": "other", "replied": "Sad."},
        {"replies_to": "bot", "replied": "Three. [1]", "content": f"Look, <@!{FRIEND}>!"},
    ],
)
def test_people_who_talk_to_each_other_are_left_alone_until_they_name_the_bot(talk: dict[str, Any]) -> None:
    assert decide(Facts(**talk)) == Verdict(Action.SILENT)
    named = {**talk, "content": f"<@{BOT}> {talk['content']}", "mentions_bot": True}
    assert decide(Facts(**named)).action is Action.ASK


@pytest.mark.parametrize(
    ("title", "content", "question"),
    [
        (ASKED, "Thanks in advance", ASKED),
        ("The storm", ASKED, f"The storm: {ASKED}"),
        ("Bão số 3", "bao nhiêu cầu bị đóng", "Bão số 3: bao nhiêu cầu bị đóng"),
        ("What happened?", "And when?", "What happened? And when?"),
        ("", ASKED, ASKED),
    ],
)
def test_a_forum_post_asks_with_its_title(title: str, content: str, question: str) -> None:
    assert decide(Facts(title=title, content=content, opens_post=True)).question == question


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("New rules for this forum", "Please be kind to each other."),
        ("Chào mọi người", "Mình mới tham gia, chào cả nhà nhé"),
        ("Help", ""),
        ("I made a bot", "It tells the weather."),
    ],
)
def test_a_forum_post_that_asks_nothing_is_left_alone_until_it_names_the_bot(title: str, content: str) -> None:
    assert decide(Facts(title=title, content=content, opens_post=True)) == Verdict(Action.SILENT)
    if content:
        named = Facts(title=title, content=f"<@{BOT}> {content}", opens_post=True, mentions_bot=True)
        assert decide(named).action is Action.ASK


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            f"**How many** `bridges` were [closed](https://elmouth.example/a?b=c)? <@{BOT}>",
            "How many bridges were closed?",
        ),
        (f"```\n{ASKED}\n```", ASKED),
        (f"https://elmouth.example/news#top {ASKED}", ASKED),
        (f"||{ASKED}|| <https://elmouth.example>", ASKED),
        ("__Bao nhiêu__ ~~người~~ cầu bị đóng", "Bao nhiêu người cầu bị đóng"),
        ("Is 5*6 = 30 or a_b [1]?", "Is 5*6 = 30 or a_b [1]?"),
        (f"<@{BOT}> {ASKED}", ASKED),
        (f"<@!{BOT}>, {ASKED}", ASKED),
        (f"{ASKED} <@{BOT}>", ASKED),
        (f"How many bridges were closed, <@{BOT}>?", ASKED),
        (f"Hey <@{BOT}>: how many?", "Hey how many?"),
        (f"\n<@{BOT}>\nCó bao nhiêu\ncây cầu bị đóng?\n", "Có bao nhiêu cây cầu bị đóng?"),
        ("@everyone and @here: who won?", "and who won?"),
        ("Mail to press@here.example?", "Mail to press@here.example?"),
        ("<#12> <@&34> </ask:56> <:sad:78><a:run:90> <id:guide> who won", "who won"),
        ("It costs .5 million?!", "It costs .5 million?!"),
        ("Is 5 < 6 and 7 > 6?", "Is 5 < 6 and 7 > 6?"),
        ("Who said “no”…", "Who said “no”…"),
        (" , ; ", ""),
    ],
)
def test_a_question_is_read_without_what_discord_puts_in(content: str, text: str) -> None:
    assert plain(content) == text


@given(st.text(st.sampled_from("ab1?!.,;: <>@#&/\n*|`_[]()"), max_size=60), st.integers(1, 2**63))
def test_no_mention_of_the_bot_is_left_and_reading_twice_changes_nothing(text: str, bot: int) -> None:
    read = plain(f"{text} <@{bot}> {text}")
    assert not mentions(read, bot)
    assert plain(read) == read


def test_the_longest_message_is_read_at_once() -> None:
    for part in (",", " ", "<@", "@here", "</a:", "?", "<@1>,", "[a](https://", "[", "](", "`", "https://", "|*|"):
        plain(part * 4000)  # quadratic patterns would take seconds


def test_mentions_are_of_this_user() -> None:
    assert mentions("<@12>", 12)
    assert mentions("so <@!12>", 12)
    assert not mentions("<@123> <@&12> <#12> @everyone 12", 12)


def test_channels_are_all_unless_some_are_named() -> None:
    assert is_allowed((), 1)
    assert is_allowed((1, 2), 2)
    assert is_allowed((1,), 5, 1, None)
    assert not is_allowed((1,), 5, None)


FLAGS = (
    "from_bot from_webhook from_self is_system is_direct mentions_bot in_own_thread opens_post may_answer_here "
    "is_readable is_handled was_told"
).split()


def test_in_every_combination_it_answers_only_people_who_turned_to_it_where_it_may() -> None:
    asked = 0
    for values in itertools.product([False, True], repeat=len(FLAGS)):
        for replies_to in (None, "bot", "other"):
            facts = Facts(content=ASKED, replies_to=replies_to, **dict(zip(FLAGS, values, strict=True)))
            verdict = decide(facts)
            from_nobody = facts.from_bot or facts.from_webhook or facts.from_self or facts.is_system
            called = facts.is_direct or facts.mentions_bot or facts.replies_to == "bot"
            invited = called or facts.opens_post or (facts.in_own_thread and facts.replies_to is None)
            if from_nobody or facts.is_handled or not invited:
                assert verdict.action is Action.SILENT
            elif verdict.action is Action.ASK:
                assert facts.may_answer_here
                assert facts.is_readable
                asked += 1
            else:
                assert not (facts.may_answer_here and facts.is_readable)
            assert bool(verdict.question) == (verdict.action is Action.ASK)
    assert asked > 20
