"""A news site on a loopback socket: pages, feeds and sitemaps that the test puts up, changes and takes down.

    with Site() as site:
        site.page("/storm", "Storm over Norbury", text)
        site.feed("/rss.xml", ["/storm"])
        …  # a client asks site.url("/rss.xml"); what it asked is in site.requests

Answers have an ETag, and 304 is given to whoever sends it back.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

_CHUNK = b"<!-- " + b"x" * 65_000 + b" -->"


@dataclass
class Reply:
    """What an address gives."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False


class Site:
    """The site, and the record of what was asked of it: ``requests`` has (path, status) in order.

    Every answer comes after ``delay`` seconds; without ``tags`` there are no validators; ``open`` counts what came in.
    """

    def __init__(self, delay: float = 0.0) -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[tuple[str, int]] = []
        self.delay = delay
        self.tags = True
        self.open = 0
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> Site:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def asked(self) -> Counter[str]:
        """Return how often each path was asked for since the last call, robots.txt excepted."""
        counts = Counter(path for path, _ in self.requests if path != "/robots.txt")
        self.requests.clear()
        return counts

    def page(
        self,
        path: str,
        title: str,
        text: str,
        *,
        canonical: str | None = None,
        published: str | None = "2024-05-03T08:00:00Z",
        source: str | None = "The Norbury Post",
        language: str = "en",
    ) -> None:
        """Put up an article; paragraphs of ``text`` are apart by empty lines."""
        metas = [
            f'<meta property="article:published_time" content="{published}">' if published else "",
            f'<meta property="og:site_name" content="{source}">' if source else "",
            f'<link rel="canonical" href="{self.url(canonical)}">' if canonical else "",
        ]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n\n"))
        html = (
            f'<!DOCTYPE html><html lang="{language}"><head><title>{escape(title)}</title>{"".join(metas)}</head>'
            f"<body><nav><a href='/'>Home</a></nav><article><h1>{escape(title)}</h1>{paragraphs}</article></body>"
            "</html>"
        )
        self.replies[path] = Reply(html.encode())

    def feed(self, path: str, items: Iterable[str], *, title: str = "Norbury news", extra: str = "") -> None:
        """Put up an RSS feed of ``items``, each a path or a whole address."""
        entries = "".join(
            f"<item><title>Item {n}</title><link>{escape(self._whole(item))}</link></item>"
            for n, item in enumerate(items)
        )
        body = (
            f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{entries}{extra}</channel></rss>"
        )
        self.replies[path] = Reply(body.encode(), "application/rss+xml")

    def json_feed(self, path: str, items: Iterable[Mapping[str, object]]) -> None:
        """Put up a JSON Feed."""
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Norbury notes", "items": list(items)}
        self.replies[path] = Reply(json.dumps(feed).encode(), "application/feed+json")

    def sitemap(self, path: str, items: Iterable[str], *, index: bool = False) -> None:
        """Put up a sitemap of pages, or an index of sitemaps."""
        root, each = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        entries = "".join(f"<{each}><loc>{escape(self._whole(item))}</loc></{each}>" for item in items)
        body = f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'
        self.replies[path] = Reply(body.encode(), "application/xml")

    def redirect(self, path: str, to: str, status: int = 301) -> None:
        """Send whoever asks for ``path`` elsewhere."""
        self.replies[path] = Reply(status=status, headers={"Location": self._whole(to)})

    def gone(self, path: str, status: int = 410) -> None:
        """Answer with an error."""
        self.replies[path] = Reply(b"no", "text/plain", status)

    def endless(self, path: str) -> None:
        """Put up a feed that never ends."""
        self.replies[path] = Reply(b"<?xml version='1.0'?><rss><channel>", "application/rss+xml", endless=True)

    def _whole(self, item: str) -> str:
        return self.url(item) if item.startswith("/") else item


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.open += 1
            time.sleep(site.delay)
            reply = site.replies.get(self.path) or Reply(b"nothing here", "text/plain", 404)
            tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            status = (
                304 if site.tags and reply.status == 200 and self.headers.get("If-None-Match") == tag else reply.status
            )
            site.requests.append((self.path, status))
            self.send_response(status)
            if site.tags:
                self.send_header("ETag", tag)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.endless:
                self._stream(reply)
                return
            body = b"" if status == 304 else reply.body
            if status != 304:
                self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply) -> None:
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            try:
                self.wfile.write(reply.body)
                while True:
                    self.wfile.write(_CHUNK)
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Handler
