"""Small articles for the tests, as many as are wanted, each sentence different from all others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ingest.article import Article

_TOWNS = ("Elmouth", "Norbury", "Castlegate", "Westwick", "Harrowby", "Ashford Quay", "Port Lindley")
_THINGS = ("ferry", "museum", "orchard", "library", "railway", "lighthouse")


def article(n: int, edition: int = 0) -> Article:
    """Return the n-th article; another edition of it has other figures. Every fourth is Vietnamese."""
    town, thing = _TOWNS[n % len(_TOWNS)], _THINGS[n % len(_THINGS)]
    figure = 1_000 + 41 * n + 7 * edition
    if n % 4 == 3:
        title = f"Tin từ {town} số {n}"
        lines = [
            f"Trong mùa thứ {edition + 1}, bảo tàng số {n} ở {town} đón {figure} khách tham quan.",
            f"Giám đốc cho biết chi phí sửa mái nhà là {figure * 3} đồng.",
        ]
    else:
        title = f"The {thing} of {town}, part {n}"
        lines = [
            f"In season {edition + 1} the {thing} of {town} counted {figure} visitors on day {n + 1}.",
            f"Repairs of its roof cost {figure * 3} crowns, the mayor said in notice {n}.{edition}.",
        ]
    return Article(f"news-{n}", title, "\n\n".join(lines), "vi" if n % 4 == 3 else "en", date(2023, 1, 1 + n % 28))


def articles(count: int, edition: int = 0) -> list[Article]:
    """Return the first ``count`` articles."""
    return [article(n, edition) for n in range(count)]


def write_jsonl(path: Path, items: Iterable[Article | dict[str, object] | str]) -> Path:
    """Write a line for each item, a string as it is."""
    lines = [
        item if isinstance(item, str) else json.dumps(item.as_json() if isinstance(item, Article) else item)
        for item in items
    ]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path
