"""What is kept of the robots.txt of many hosts."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.errors import FetchError
from ingest.fetching.addresses import Address, parse
from ingest.fetching.robots import Robots

HUGE = b"User-agent: *\nDisallow: /private\n" + b"".join(b"Disallow: /%d/\n" % n for n in range(100_000))


def test_files_are_kept_within_bounds_and_the_oldest_forgotten() -> None:
    asked: Counter[str] = Counter()

    def read(address: Address) -> bytes:
        asked[address.host] += 1
        return HUGE

    robots = Robots(read)
    hosts = [f"host{n}.example" for n in range(12)]
    for host in [*hosts, hosts[-1], hosts[0]]:
        assert robots.check("item", parse(f"http://{host}/")) is None
    assert asked == Counter(hosts) + Counter([hosts[0]])
    with pytest.raises(FetchError, match=r"robots\.txt does not let"):
        robots.check("item", parse(f"http://{hosts[0]}/private"))


def test_every_scheme_and_port_has_its_own_file() -> None:
    asked: list[str] = []

    def read(address: Address) -> bytes:
        asked.append(str(address))
        return b""

    robots = Robots(read)
    urls = ["http://a.example/1", "https://a.example/2", "http://a.example:8080/3", "http://A.example:80/4"]
    for url in urls:
        robots.check(url, parse(url))
    assert asked == [
        f"{origin}/robots.txt" for origin in ("http://a.example", "https://a.example", "http://a.example:8080")
    ]
