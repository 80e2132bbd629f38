from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.limits import WINDOW_SECONDS, Limits, Refusal, SlidingWindow


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_after_the_limit_one_waits_until_the_first_question_is_ten_minutes_old() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    for _ in range(3):
        assert limits.take("an", "news", 3, 30) is None
        clock.now += 60
    assert limits.take("an", "news", 3, 30) == Refusal("person", WINDOW_SECONDS - 180)
    clock.now += WINDOW_SECONDS - 181
    assert limits.take("an", "news", 3, 30) == Refusal("person", 1)
    clock.now += 1
    assert limits.take("an", "news", 3, 30) is None
    assert limits.take("an", "news", 3, 30) == Refusal("person", 60)


def test_a_channel_has_a_limit_of_its_own_and_the_longer_wait_is_told() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert limits.take("an", "news", 1, 2) is None
    clock.now += 100
    assert limits.take("binh", "news", 1, 2) is None
    assert limits.take("chi", "news", 1, 2) == Refusal("channel", WINDOW_SECONDS - 100)
    assert limits.take("binh", "news", 1, 2) == Refusal("person", WINDOW_SECONDS)
    assert limits.take("chi", "sport", 1, 2) is None


def test_what_is_refused_does_not_count() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    assert limits.take("an", "news", 1, 1) is None
    for _ in range(50):
        clock.now += 10
        limits.take("an", "sport", 1, 1)
    clock.now += WINDOW_SECONDS - 500
    assert limits.take("binh", "sport", 1, 1) is None
    assert limits.take("an", "news", 1, 1) is None


def test_a_lower_limit_holds_at_once() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    for _ in range(5):
        limits.take("an", "news", 5, 30)
        clock.now += 10
    assert limits.take("an", "news", 2, 30) == Refusal("person", WINDOW_SECONDS - 20)


def test_a_limit_of_none_lets_nobody_ask() -> None:
    limits = Limits()
    assert limits.take("an", "news", 10, 0) == Refusal("channel", WINDOW_SECONDS)
    assert limits.take("an", "news", 0, 10) == Refusal("person", WINDOW_SECONDS)


MOMENTS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 3), st.integers(0, 1)), max_size=80)


@given(MOMENTS, st.integers(1, 4), st.integers(1, 6))
def test_no_window_ever_holds_more_than_the_limits_and_nobody_is_refused_below_them(
    moments: list[tuple[int, int, int]], person_limit: int, channel_limit: int
) -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    taken: list[tuple[float, int, int]] = []
    for pause, person, channel in moments:
        clock.now += pause
        recent = [it for it in taken if it[0] + WINDOW_SECONDS > clock.now]
        persons = [at for at, who, _ in recent if who == person]
        channels = [at for at, _, where in recent if where == channel]
        refusal = limits.take(person, channel, person_limit, channel_limit)
        assert (refusal is None) == (len(persons) < person_limit and len(channels) < channel_limit)
        if refusal is None:
            taken.append((clock.now, person, channel))
        else:
            assert 0 < refusal.seconds <= WINDOW_SECONDS


@given(MOMENTS, st.integers(1, 4), st.integers(1, 6))
def test_who_comes_back_when_told_is_let_in(
    moments: list[tuple[int, int, int]], person_limit: int, channel_limit: int
) -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    for pause, person, channel in moments:
        clock.now += pause
        limits.take(person, channel, person_limit, channel_limit)
    refusal = limits.take(0, 0, person_limit, channel_limit)
    if refusal is not None:
        clock.now += refusal.seconds
        assert limits.take(0, 0, person_limit, channel_limit) is None


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30)), max_size=200))
def test_memory_is_bounded_and_the_longest_silent_is_forgotten(events: list[tuple[int, int]]) -> None:
    clock = Clock()
    window = SlidingWindow(clock=clock, keys=8)
    last: dict[int, float] = {}
    for pause, key in events:
        clock.now += pause
        window.count(key)
        last.pop(key, None)
        last[key] = clock.now
        kept = [it for it, at in list(last.items())[-8:] if at + WINDOW_SECONDS > clock.now]
        assert len(window) == len(kept)
        assert all(window.wait(it, 1) > 0 for it in kept)


def test_of_a_channel_that_is_never_silent_only_the_last_ten_minutes_are_kept() -> None:
    clock = Clock()
    window = SlidingWindow(clock=clock)
    for _ in range(5_000):
        window.count("news")
        clock.now += 10
    assert len(window._times["news"]) == WINDOW_SECONDS / 10


def test_nothing_is_kept_of_those_who_ask_no_more() -> None:
    clock = Clock()
    window = SlidingWindow(clock=clock)
    for person in range(5_000):
        window.count(person)
        clock.now += 1
    assert len(window) == WINDOW_SECONDS
    assert window.wait(0, 1) == 0
