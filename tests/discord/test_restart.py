"""The real process when it starts and ends: nothing hangs, and what was shown before goes on working."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.discord.answers import COUNTRIES, COUNTRIES_ANSWER, is_final, says
from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.polling import poll
from tests.discord.server import FakeDiscord
from tests.llm_replies import later, reply, silent
from tests.llm_replies import says as model_says
from tests.llm_server import LLMServer

FOUND = True

# What service managers give a process to end in.
SECONDS_TO_END = 10


def test_a_restart_sends_no_commands_and_old_buttons_work(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    fake.gateway.refuse(1)
    process = start_bot()
    assert fake.gateway.log[:2] == ["REFUSED", "CONNECT"]
    answer = lab.alice.slash(lab.general, "ask", question=COUNTRIES).answer(is_final)
    assert process.terminate(SECONDS_TO_END) == 0

    again = start_bot()
    shown = lab.bob.click(answer, "Quotes").answer()
    assert COUNTRIES_ANSWER in shown.text
    assert shown.viewer == lab.bob.id
    replied = fake.reply_to(lab.bob.reply(answer, f"<@{fake.world.bot['id']}> and how many were arrested?"), is_final)
    assert "2,517" in replied.text
    assert fake.syncs() == 1
    assert again.terminate(SECONDS_TO_END) == 0


def test_what_is_in_flight_at_the_end_is_answered_or_apologised_for(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    good = model_says(reply(FOUND, [("116 countries took part.", [(None, "police in 116 countries", None)])]))
    with LLMServer(later(2.0, good), silent()) as model:
        process = start_bot(environment={"OPENAI_BASE_URL": model.url, "DATELINE_CONCURRENT_ANSWERS": "2"})
        finished = lab.alice.slash(lab.general, "ask", question=COUNTRIES)
        poll(lambda: len(model.requests) == 1, "the first question")
        hanging = lab.bob.ask(lab.general, f"{COUNTRIES}?")
        poll(lambda: len(model.requests) == 2, "the second question")
        waiting = lab.an.slash(lab.general, "ask", question=f"{COUNTRIES}??")
        waiting.acknowledged()

        begun = time.monotonic()
        assert process.terminate(SECONDS_TO_END) == 0
        assert time.monotonic() - begun < SECONDS_TO_END
    assert COUNTRIES_ANSWER in finished.answer(is_final).text
    assert COUNTRIES_ANSWER in fake.reply_to(hanging, is_final).text, "quotes, where the model did not answer"
    assert says(waiting.answer(), "d_stopped")
    assert "Traceback" not in process.log


def test_what_hangs_at_the_end_is_apologised_for_and_left_behind(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    process = start_bot()
    assert is_final(lab.alice.slash(lab.general, "ask", question=COUNTRIES).answer(is_final))
    vectors = json.loads((articles / "chroma.address").read_text("utf-8"))["pid"]
    os.kill(vectors, signal.SIGSTOP)
    try:
        hanging = lab.bob.ask(lab.general, f"{COUNTRIES}?")
        fake.reply_to(hanging)
        assert process.terminate(SECONDS_TO_END) == 0
    finally:
        with suppress(ProcessLookupError):  # it ends with the bot where that can still tell it to
            os.kill(vectors, signal.SIGCONT)
    assert says(fake.reply_to(hanging), "d_stopped")
