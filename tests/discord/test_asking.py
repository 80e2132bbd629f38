"""The real process, while all is well: every way of asking, and where it may not answer."""

from __future__ import annotations

from tests.discord.answers import COUNTRIES, COUNTRIES_ANSWER, is_final, says
from tests.discord.conftest import Running
from tests.discord.protocol import Permission


def test_a_command_a_mention_a_reply_and_a_direct_message_are_answered(running: Running) -> None:
    fake, room, alice, an = running.fake, running.room(), running.person("alice"), running.person("an", locale="vi")
    asked = alice.slash(room, "ask", question=COUNTRIES)
    assert COUNTRIES_ANSWER in asked.answer(is_final).text
    assert asked.acknowledged() < 1
    mentioned = fake.reply_to(alice.ask(room, COUNTRIES), is_final)
    assert COUNTRIES_ANSWER in mentioned.text
    assert "2,517" in fake.reply_to(an.reply(mentioned, "and how many were arrested?"), is_final).text
    assert "3.000" in fake.reply_to(an.write("Bao nhieu nan nhan duoc giai cuu?"), is_final).text


def test_a_channel_in_which_it_may_not_write_stays_silent_and_the_asker_is_told(running: Running) -> None:
    fake, lab, alice = running.fake, running.lab, running.person("alice")
    alice.ask(lab.hushed, COUNTRIES)
    told = fake.wait(lambda: fake.by_bot(alice.direct), what="a direct message")[0]
    assert says(told, "d_elsewhere")
    alice.ask(lab.hushed, COUNTRIES)
    assert is_final(fake.reply_to(alice.write(COUNTRIES), is_final))
    assert len(fake.by_bot(alice.direct)) == 2, "that it may not answer there is said once"
    assert fake.by_bot(lab.hushed) == []


def test_where_it_may_not_read_the_history_it_answers_without_a_reply(running: Running) -> None:
    room = running.room()
    running.fake.world.deny(room, Permission.READ_MESSAGE_HISTORY)
    running.person().ask(room, COUNTRIES)
    answers = running.fake.wait(lambda: [m for m in running.fake.by_bot(room) if is_final(m)], what="an answer")
    assert COUNTRIES_ANSWER in answers[0].text
    assert len(running.fake.by_bot(room)) == 1


def test_what_is_delivered_twice_is_answered_once(running: Running) -> None:
    fake, room, alice = running.fake, running.room(), running.person("alice")
    before = len(running.process.log)
    fake.gateway.deliveries = 2
    message = alice.ask(room, COUNTRIES)
    asked = alice.slash(room, "ask", question=COUNTRIES)
    fake.reply_to(message, is_final)
    asked.answer(is_final)
    # A question asked later is answered later: what the second delivery led to has happened by then.
    fake.gateway.deliveries = 1
    fake.reply_to(alice.ask(room, "How many victims were rescued?"), is_final)
    assert len(fake.by_bot(room)) == 3
    assert asked.followups == []
    assert '"level": "error"' not in running.process.log[before:]


def test_an_event_that_cannot_be_read_is_passed_over(running: Running) -> None:
    fake, room, alice = running.fake, running.room(), running.person("alice")
    connections = fake.gateway.log.count("CONNECT")
    for event in ("MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "CHANNEL_UPDATE"):
        fake.gateway.emit(event, {"content": "no author"})
        fake.gateway.emit(event, None)  # type: ignore[arg-type]
    assert is_final(fake.reply_to(alice.ask(room, COUNTRIES), is_final))
    assert fake.gateway.log.count("CONNECT") == connections


def test_nobody_is_pinged_by_what_they_write(running: Running) -> None:
    fake, room, alice = running.fake, running.room(), running.person("alice")
    trap = f"How many countries, @everyone <@{alice.id}> @here <@&{running.lab.lab.id}>?"
    for shown in (
        fake.reply_to(alice.ask(room, trap), is_final),
        alice.slash(room, "ask", question=trap).answer(is_final),
    ):
        assert shown.pings == []
