"""What servers do instead of answering, and how an answer may end then. Only data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot.composers.hostile import ANSWERED, ANY, FALLBACK, NOT_FOUND, POLICE
from tests.llm_replies import (
    breaks_off,
    completion,
    drops,
    endless,
    fails,
    garbles,
    later,
    redirects,
    rejects,
    reply,
    says,
    sends,
    silent,
    too_long,
    trickles,
)
from tests.llm_server import Request, Step

# Servers like to quote the key they refuse. It must not be shown.
KEY = "sk-hostile-0123456789abcdef"
SENTENCE = "116 countries took part."
OPTIONS = ("response_format", "reasoning_effort", "temperature", "max_completion_tokens", "max_tokens", "seed")
EITHER = (ANSWERED, FALLBACK)
GIVEN_UP = (NOT_FOUND, FALLBACK)


@dataclass(frozen=True, slots=True)
class Served:
    """What a server does, request by request, and which outcomes are right; an answer has to be ``SENTENCE``."""

    name: str
    steps: tuple[Step, ...]
    outcomes: tuple[str, ...]


def served(name: str, *steps: Step, outcomes: tuple[str, ...] = (FALLBACK,)) -> Served:
    """Return a case; unless told, quotes have to answer."""
    return Served(name, steps, outcomes)


WRITTEN = reply(found=True, sentences=[(SENTENCE, [(None, POLICE, None)])])
WRONG = says(reply(found=True, sentences=[("117 countries took part.", [(None, POLICE, None)])]))
MIXED = says(
    reply(
        found=True, sentences=[(SENTENCE, [(None, POLICE, None)]), ("117 countries took part.", [(None, POLICE, None)])]
    )
)
RIGHT = says(WRITTEN)


def within(before: str, after: str = "") -> Callable[[Request], str]:
    """Write the right answer between ``before`` and ``after``."""
    return lambda request: before + WRITTEN(request) + after


def changed(change: Callable[[dict[str, Any]], Any]) -> Callable[[Request], str]:
    """Write the right answer after ``change``, which may return another object or alter the one it is given."""

    def written(request: Request) -> str:
        answer = json.loads(WRITTEN(request))
        other = change(answer)
        return json.dumps(answer if other is None else other)

    return written


def first(**fields: Any) -> Callable[[Request], str]:
    """Write the right answer with other fields in its sentence."""
    return changed(lambda answer: answer["sentences"][0].update(fields))


def evidence(**fields: Any) -> Callable[[Request], str]:
    """Write the right answer with other fields in its evidence."""
    return changed(lambda answer: answer["sentences"][0]["evidence"][0].update(fields))


EVIDENCE: tuple[Any, ...] = (None, 1, [], {}, "police", [None], [[]], ["police in 116 countries"])
CONTENTS = (
    served("prose", says("I am sorry, I found nothing useful.")),
    served("prose, then JSON", says("Let me think."), RIGHT, outcomes=EITHER),
    served("a refusal in prose", says("I'm sorry, but I can't help with that request.")),
    served("an empty string", says("")),
    served("white space", says(" \n\t ")),
    served("null", says(None)),
    served("a number", says("116")),
    served("an empty object", says("{}"), outcomes=GIVEN_UP),
    served("an empty list", says("[]"), outcomes=GIVEN_UP),
    served("half JSON", says(lambda request: WRITTEN(request)[:60], finish="length")),
    served("cut for length but whole", says(WRITTEN, finish="length"), outcomes=EITHER),
    served("filtered", says(None, finish="content_filter")),
    served("JSON within prose", says(within("Here you are:\n\n", "\n\nI hope this helps.")), outcomes=(ANSWERED,)),
    served("JSON in a fence", says(within("```json\n", "\n```")), outcomes=(ANSWERED,)),
    served("JSON in a nameless fence in prose", says(within("Sure!\n```\n", "\n```\nDone.")), outcomes=(ANSWERED,)),
    served("JSON after thoughts", says(within("<think>{it may be 117?} [1]</think>\n")), outcomes=(ANSWERED,)),
    served("a byte order mark", says(within("\ufeff")), outcomes=(ANSWERED,)),
    served("two objects", says(within("", '\n{"found": false, "sentences": []}')), outcomes=ANY),
    served("the schema first", says(within('{"type": "object"}\n')), outcomes=ANY),
    served("more fields", says(changed(lambda answer: answer.update(confidence=1, a={"b": []}))), outcomes=(ANSWERED,)),
    served("no found", says(changed(lambda answer: answer.pop("found") and None)), outcomes=ANY),
    served("no sentences", says('{"found": true}'), outcomes=GIVEN_UP),
    served("found, and nothing said", says('{"found": true, "sentences": []}'), outcomes=GIVEN_UP),
    served("not found", says('{"found": false, "sentences": []}'), outcomes=(NOT_FOUND,)),
    served("not found, and all the same", says(changed(lambda answer: answer.update(found=False))), outcomes=ANY),
    served("found is yes", says(changed(lambda answer: answer.update(found="yes"))), outcomes=ANY),
    served("found is 1", says(changed(lambda answer: answer.update(found=1))), outcomes=ANY),
    served("a list of one answer", says(changed(lambda answer: [answer])), outcomes=ANY),
    served("only the sentences", says(changed(lambda answer: answer["sentences"])), outcomes=ANY),
    served("sentences are words", says(f'{{"found": true, "sentences": "{SENTENCE}"}}'), outcomes=GIVEN_UP),
    served("sentences are strings", says(f'{{"found": true, "sentences": ["{SENTENCE}", 1]}}'), outcomes=GIVEN_UP),
    served("sentences are one object", says(changed(lambda it: it.update(sentences=it["sentences"][0]))), outcomes=ANY),
    *(
        served(f"a text that is {text!r}", says(first(text=text)), outcomes=GIVEN_UP)
        for text in (None, 116, [SENTENCE], {"en": SENTENCE}, True)
    ),
    *(served(f"evidence that is {given!r}", says(first(evidence=given)), outcomes=GIVEN_UP) for given in EVIDENCE),
    served("one piece of evidence, no list", says(first(evidence={"passage": 1, "quote": POLICE})), outcomes=ANY),
    served("no passage", says(evidence(passage=None)), outcomes=ANY),
    served("a number of 5,000 digits", says('{"found": true, "sentences": [' + "1" * 5_000 + "]}"), outcomes=GIVEN_UP),
    served("no number", says('{"found": true, "sentences": [NaN, Infinity, -1e999]}'), outcomes=GIVEN_UP),
    served("deep brackets", says("[" * 100_000)),
    served("deep objects", says('{"found":' * 50_000)),
    served("braces without end", says("{" * 200_000 + "}" * 10)),
    served("text in parts", says([{"type": "text", "text": "{}"}]), outcomes=GIVEN_UP),
    served("content is an object", says({"found": True, "sentences": []}), outcomes=GIVEN_UP),
    served("content is a number", says(5), outcomes=GIVEN_UP),
    served(
        "a tool call",
        says(
            None,
            finish="tool_calls",
            tool_calls=[{"id": "1", "type": "function", "function": {"name": "open", "arguments": "{}"}}],
        ),
    ),
    served("a refusal field", says(None, refusal="I can't assist with that."), outcomes=GIVEN_UP),
    served("half a character in the message", says("\ud83d" + SENTENCE), outcomes=(FALLBACK,)),
    served("half a character around the answer", says(within("\ud83d")), outcomes=EITHER),
    served("right after a wrong one", WRONG, RIGHT, outcomes=(ANSWERED,)),
    served("right, then nothing more", MIXED, silent(), outcomes=(ANSWERED,)),
    served("right, then an error", MIXED, fails(500, "out of memory"), outcomes=(ANSWERED,)),
    served("right, then nonsense", MIXED, says("{"), outcomes=(ANSWERED,)),
    served("right, then nothing found", MIXED, says('{"found": false, "sentences": []}'), outcomes=ANY),
    served("wrong, then nothing more", WRONG, silent(), outcomes=GIVEN_UP),
    served("wrong, then an error", WRONG, fails(429, "slow down"), outcomes=GIVEN_UP),
)

USAGE = {"prompt_tokens": None, "completion_tokens": -5, "total_tokens": "many"}
BODIES = (
    served("no usage", says(WRITTEN, usage=None), outcomes=(ANSWERED,)),
    served("odd usage", says(WRITTEN, usage=USAGE), outcomes=(ANSWERED,)),
    served("usage is a word", says(WRITTEN, usage="much"), outcomes=(ANSWERED,)),
    served("gzip", says(WRITTEN, packed=True), outcomes=EITHER),
    served("JSON as plain text", says(WRITTEN, content_type="text/plain"), outcomes=EITHER),
    served("JSON as bytes", says(WRITTEN, content_type="application/octet-stream"), outcomes=EITHER),
    served("no choices", sends({**completion(""), "choices": []})),
    served("choices null", sends({**completion(""), "choices": None})),
    served("choices an object", sends({**completion(""), "choices": {"0": 1}})),
    served("a choice null", sends({**completion(""), "choices": [None]})),
    served("a choice without a message", sends({**completion(""), "choices": [{"index": 0}]})),
    served("a message null", sends({**completion(""), "choices": [{"index": 0, "message": None}]})),
    served("an error with 200", sends({"error": {"message": "overloaded", "code": 529}})),
    served("an empty body", sends(b"")),
    served("HTML with 200", sends("<html><script>alert(1)</script>@everyone</html>", content_type="text/html")),
    served("HTML as JSON", sends("<html>Bad gateway</html>")),
    served("no JSON", sends("{nope")),
    *(served(f"the body {body}", sends(body)) for body in ("null", "[]", "5", '"words"', "{}", "NaN")),
    served("bytes that are no UTF-8", sends(b'{"choices": "\xff\xfe"}')),
    served("a deep body", sends("[" * 200_000)),
    served("a body that is no gzip", sends(b"not gzip", Content_Encoding="gzip")),
    served("events", sends('data: {"choices": []}\n\ndata: [DONE]\n\n', content_type="text/event-stream")),
    served("a large body around a right answer", says(within(" " * (2 << 20))), outcomes=EITHER),
    served("a body cut in the middle", breaks_off(completion("x" * 4_000))),
    served("a body without end", endless()),
    served("a byte every tenth of a second", trickles()),
    served("silence", silent()),
    served("a pause, then right", later(1, RIGHT), outcomes=(ANSWERED,)),
    served("a pause, partly right, and a pause", later(1.2, MIXED), later(1.2, RIGHT), outcomes=(ANSWERED,)),
    served("no HTTP", garbles(b"\x16\x03\x01 who is there?\r\n\r\n")),
    served("a head without end", garbles(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 500_000)),
    served("a connection dropped", drops()),
    served("another host", redirects(), RIGHT),
    served("another host for good", redirects(308), RIGHT),
    served("another host, as it was once done", redirects(302), RIGHT),
)

_MARKUP = "<script>alert(1)</script> @everyone http://spam.example"
STATUSES = (
    served(
        "no key", fails(401, f"Incorrect API key provided: {KEY}. Find yours at http://spam.example", "invalid_api_key")
    ),
    served("not allowed", fails(403, f"Key {KEY} may not use this model", "model_not_found")),
    served("no such model", fails(404, "The model `scripted` does not exist", "model_not_found")),
    served("no such path", sends("404 page not found", 404, "text/plain")),
    served("no money", fails(402, "Insufficient credits")),
    served("a slow request", fails(408, "Request timeout"), outcomes=EITHER),
    served("too much", sends("too large", 413, "text/plain")),
    served("not to be understood", sends({"detail": [{"loc": ["body"], "msg": "bad"}]}, 422)),
    served("over the rate", fails(429, "Rate limit reached", "rate_limit_exceeded", Retry_After="1")),
    served("over the rate for an hour", fails(429, "Rate limit reached", "rate_limit_exceeded", Retry_After="3600")),
    served("over the rate, for how long who knows", fails(429, "Rate limit", Retry_After="next Tuesday, maybe")),
    served("over the rate once", fails(429, "Rate limit reached", Retry_After="0"), RIGHT, outcomes=EITHER),
    served("over the quota", fails(429, "You exceeded your current quota", "insufficient_quota")),
    served("an error", fails(500, _MARKUP)),
    served("an error once", fails(500, "The server had an error"), RIGHT, outcomes=EITHER),
    served("an error in HTML", sends(f"<html>{_MARKUP}</html>", 500, "text/html")),
    served("an error without words", sends(b"", 500)),
    served("an error null", sends("null", 500)),
    served("a bad gateway", sends("<html>502</html>", 502, "text/html")),
    served("overloaded", fails(503, "Loading model", "unavailable_error")),
    served("overloaded once", fails(503, "Loading model"), RIGHT, outcomes=EITHER),
    served("a teapot", sends({"error": "teapot"}, 418)),
    served("no content", sends(b"", 204)),
)


def unsupported(name: str) -> Step:
    """Refuse a parameter as OpenAI does."""
    told = f"Unsupported parameter: '{name}' is not supported with this model."
    return fails(400, told, "unsupported_parameter", name)


def unsupported_value(name: str) -> Step:
    """Refuse a parameter's value as OpenAI does."""
    told = f"Unsupported value: '{name}' does not support 0 with this model. Only the default (1) value is supported."
    return fails(400, told, "unsupported_value", name)


def unrecognized(name: str) -> Step:
    """Refuse a parameter as older servers do, which name it in the message alone."""
    return fails(400, f"Unrecognized request argument supplied: {name}")


def flat(name: str) -> Step:
    """Refuse a parameter in a body that is not OpenAI's."""
    return sends({"object": "error", "message": f"{name}: extra inputs are not permitted", "code": 400}, 400)


PARAMETERS = (
    *(served(f"without {name}", rejects([name], unsupported, RIGHT), outcomes=(ANSWERED,)) for name in OPTIONS),
    *(served(f"unknown {name}", rejects([name], unrecognized, RIGHT), outcomes=(ANSWERED,)) for name in OPTIONS),
    served("not that temperature", rejects(["temperature"], unsupported_value, RIGHT), outcomes=(ANSWERED,)),
    served("another form", rejects(["response_format"], flat, RIGHT), outcomes=(ANSWERED,)),
    served("no option at all", rejects(OPTIONS, unsupported, RIGHT), outcomes=(ANSWERED,)),
    served("no option at all, unrecognized", rejects(OPTIONS, unrecognized, RIGHT), outcomes=(ANSWERED,)),
    served("nothing is right", unsupported("model")),
    served("everything is wrong", fails(400, "Bad request")),
)

# What servers answer when a prompt is too long for the model.
CONTEXT_TOO_LONG: dict[str, dict[str, Any]] = {
    "OpenAI": {
        "error": {
            "message": "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000 "
            "tokens. Please reduce the length of the messages.",
            "type": "invalid_request_error",
            "param": "messages",
            "code": "context_length_exceeded",
        }
    },
    "llama.cpp": {
        "error": {
            "code": 400,
            "message": "request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it",
            "type": "exceed_context_size_error",
            "n_prompt_tokens": 9000,
            "n_ctx": 4096,
        }
    },
    "vLLM": {
        "object": "error",
        "message": "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens (8000 in "
        "the messages, 1000 in the completion). Please reduce the length of the messages or completion.",
        "type": "BadRequestError",
        "param": None,
        "code": 400,
    },
}
CONTEXTS = (
    served("too long, and slow to say so", later(1.8, sends(CONTEXT_TOO_LONG["OpenAI"], 400))),
    *(served(f"always too long for {name}", sends(body, 400)) for name, body in CONTEXT_TOO_LONG.items()),
    *(
        served(f"too long for {name}", too_long(4, body, RIGHT), outcomes=EITHER)
        for name, body in CONTEXT_TOO_LONG.items()
    ),
)

SERVED = (*CONTENTS, *BODIES, *STATUSES, *PARAMETERS, *CONTEXTS)
