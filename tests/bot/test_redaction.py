from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.redaction import HIDDEN, QUESTION, forms, names_secret, redact

# Of the right shape, and of no account.
BOT_TOKEN = f"{base64.b64encode(b'123456789012345678').decode()}.Gabcde.{'x1_-' * 9}"
KEY = "sk-proj-" + "a1B2" * 8
VALUE = "Zk9qPmWv73"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"Authorization: Bot {BOT_TOKEN}", BOT_TOKEN),
        (f"login with {BOT_TOKEN} failed", BOT_TOKEN),
        (f"Incorrect API key provided: {KEY}.", KEY),
        (f"headers={{'Authorization': 'Bearer {VALUE}'}}", VALUE),
        (f"[(b'authorization', b'Bearer {VALUE}'), (b'accept', b'*/*')]", VALUE),
        (f"authorization: bearer {VALUE}", VALUE),
        (f"Authorization: Token {VALUE}", VALUE),
        (f"{'very_' * 20}long_token={VALUE}", VALUE),
        (f"sent Bearer {VALUE * 3} along", VALUE),
        (f"proxy-authorization: Basic {VALUE}==", VALUE),
        (f'{{"token": "{VALUE}", "intents": 5}}', VALUE),
        (json.dumps(json.dumps({"access_token": VALUE})), VALUE),
        (f"DISCORD_TOKEN={VALUE}", VALUE),
        (f"openai_api_key='{VALUE}'", VALUE),
        (f"access token: {VALUE}, expired", VALUE),
        (f'password: "{VALUE}"', VALUE),
        ("secret: hunter2", "hunter2"),
        ("password=correcthorse", "correcthorse"),
        (f"GET /v1/models?api_key={VALUE}&limit=3", VALUE),
        (f"GET https://maps.example/x?key={VALUE}", VALUE),
        (f"https://reader:{VALUE}@feeds.example/rss", VALUE),
        (f"postgresql+asyncpg://me:p@{VALUE}@db:5432/x", VALUE),
        (f"PATCH https://discord.com/api/v10/webhooks/99/{VALUE}/messages/@original responded with 429", VALUE),
        (f"POST /api/v10/interactions/123/{VALUE}/callback", VALUE),
        (f"Set-Cookie: __cfruid={VALUE}; path=/", VALUE),
        (f"{{'cookie': 'colour=red; session={VALUE}'}}", VALUE),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text: str, secret: str) -> None:
    cleaned = redact(text)
    assert secret not in cleaned
    assert HIDDEN in cleaned
    assert redact(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Reading 4 passages took 12.5 ms: input_tokens=512, max_output_tokens=1000",
        "The bot has basic responsibilities and an unexpected token, which it ignores.",
        "Unexpected token: the reply is no JSON object.",
        "invalid token: 'ships' in line 12, column 3; token: 12",
        "The password: it was asked for twice. Secret: Các bài báo nói gì?",
        "api_key: not set; DISCORD_TOKEN: missing (see .env.example)",
        "See https://news.example/@desk/2026?id=5#top and write to desk@news.example",
        "/srv/news/store.db: database is locked (sqlite3.OperationalError)",
        '  File "bot/discord_app/waiting.py", line 120, in ask',
        "Channel 123456789012345678 of server 876543210987654321",
        "a1b2c3d4e5f6.v2.0_00000000000000000000000000000000",
        "Câu trả lời có 3 trích dẫn; khóa: không có",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("text", ["a-" * 50_000, "token" * 20_000, "x" * 100_000, "://" * 30_000, "bot " * 25_000])
def test_long_texts_take_no_time(text: str) -> None:
    redact(text)  # a quadratic pattern would take minutes


@given(st.text(min_size=4, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_a_known_secret_is_found_in_every_form(secret: str, before: str, after: str) -> None:
    known = forms(secret)
    for form in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1]):
        assert form not in redact(before + form + after, known).replace(HIDDEN, "")


@pytest.mark.parametrize(
    "question",
    ["Ai đã  từ chức\nhôm qua?", "Who said “no” to the minister's plan?", 'A "quoted" \\ one', "100 % of what & whom?"],
)
def test_a_question_is_found_however_it_was_written_down(question: str) -> None:
    known = forms(question)
    for form in (
        question,
        question.lower(),
        " ".join(question.split()),
        repr({"q": question}),
        json.dumps([question]),
        f"GET /search?q={quote(question)}",
    ):
        cleaned = redact(form, questions=known)
        assert QUESTION in cleaned
        assert not {"từ", "minister", "quoted", "whom"} & set(cleaned.lower().replace("%", " ").split())


def test_short_texts_are_left_as_they_stand_in_every_word() -> None:
    assert redact("an answer", questions=forms("an")) == "an answer"


def test_the_input_that_pydantic_quotes_is_taken_out() -> None:
    class Reply(BaseModel):
        count: int

    with pytest.raises(ValidationError) as told:
        Reply.model_validate({"count": "How many ships sank?"})
    assert "ships" in str(told.value)
    assert "ships" not in redact(str(told.value))


def test_fields_with_a_secret_are_known_by_name() -> None:
    assert all(map(names_secret, ("token", "DISCORD_TOKEN", "api_key", "Authorization", "client_secret")))
    assert not any(map(names_secret, ("input_tokens", "question", "keyword", "channel")))
