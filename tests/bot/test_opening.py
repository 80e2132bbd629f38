"""A bot that follows another machine, on Discord as in the terminal."""

from __future__ import annotations

import time
from pathlib import Path

from bot.discord_app.desk import Desk
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import article, articles
from tests.chroma import ChromaServer
from tests.conftest import settings_for


def until_there(desk: Desk, article_id: str) -> None:
    begun = time.monotonic()
    while not desk.read_articles({article_id}):
        assert time.monotonic() - begun < 20
        time.sleep(0.05)


def test_behind_the_desk_articles_of_another_machine_come_in(tmp_path: Path) -> None:
    with ChromaServer(tmp_path / "chroma") as server:
        words_only = {"chroma_url": server.url, "embedder": "none"}
        leader = Library(settings_for(tmp_path / "leader", **words_only))
        Pipeline(leader).add(articles(3))
        desk = Desk.open(settings_for(tmp_path / "bot", follow="true", **words_only))
        until_there(desk, "news-2")
        server.kill()
        time.sleep(2.5)
        server.start()
        Pipeline(leader).add([article(7)])
        until_there(desk, "news-7")
        assert desk.answerer.answer(article(7).text.split("\n")[0]).status != "error"
        desk.close()
        assert not desk.is_busy
        leader.close()
