"""The real process: asking in every way there is."""

from __future__ import annotations

from pathlib import Path

from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.server import FakeDiscord

COUNTRIES = "How many countries took part?"


def test_a_command_a_mention_a_reply_and_a_direct_message_are_answered(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    process = start_bot()
    try:
        asked = lab.alice.slash(lab.general, "ask", question=COUNTRIES)
        answer = asked.answer()
        fake.wait(lambda: "116" in answer.text, what="the answer")
        assert asked.acknowledged() < 1
        mentioned = fake.reply_to(lab.bob.ask(lab.general, COUNTRIES))
        fake.wait(lambda: "116" in mentioned.text)
        replied = fake.reply_to(lab.bob.reply(mentioned, "and how many were arrested?"))
        fake.wait(lambda: "2,517" in replied.text)
        direct = fake.reply_to(lab.an.write("Có bao nhiêu nạn nhân được giải cứu?"))
        fake.wait(lambda: "3.000" in direct.text)
        for text in (answer.text, replied.text, direct.text):
            print(text, "\n")
    finally:
        print(process.log)
