from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.language_model.spending import Spending
from bot.language_model.usage import Prices, Usage
from ingest.errors import LanguageModelError


def test_a_cost_needs_both_prices() -> None:
    assert Prices(1.0, 10.0).cost(1_000_000, 500_000) == 6.0
    assert Prices(1.0, None).cost(1_000_000, 500_000) is None


def test_usages_add_up_and_an_unknown_cost_adds_nothing() -> None:
    both = Usage(1, 10, 5, 0.5, 100.0) + Usage(1, 20, 5, None, 50.0)
    assert both == Usage(2, 30, 10, 0.5, 150.0)
    assert (Usage() + Usage()).cost is None


def test_the_budget_is_of_the_day_and_outlives_the_process(tmp_path: Path) -> None:
    days = [date(2026, 1, 1)]
    first = Spending(tmp_path, 1.0, lambda: days[0])
    first.check()
    first.record(Usage(1, 10, 10, 0.6))
    first.check()
    first.record(Usage(1, 10, 10, 0.6))
    first.close()
    again = Spending(tmp_path, 1.0, lambda: days[0])
    assert again.dollars() == pytest.approx(1.2)
    with pytest.raises(LanguageModelError) as told:
        again.check()
    assert told.value.reason == "budget"
    days[0] = date(2026, 1, 2)
    again.check()
    again.close()


def test_two_processes_of_one_folder_share_the_budget(tmp_path: Path) -> None:
    one, other = Spending(tmp_path, 1.0), Spending(tmp_path, 1.0)
    one.record(Usage(1, 10, 10, 1.0))
    with pytest.raises(LanguageModelError):
        other.check()
    one.close()
    other.close()


def test_without_a_budget_nothing_is_refused(tmp_path: Path) -> None:
    spending = Spending(tmp_path)
    spending.record(Usage(1, 10, 10, 1e9))
    spending.check()
    spending.close()
