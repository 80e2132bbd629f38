"""Secure connections: pinned to an address, verified by name."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching import Fetcher, Kinds
from tests.ingest.fetching.server import Server, moved, ok, quick, settings

NAMES = "subjectAltName=DNS:news.example,DNS:xn--bo-mia.example,IP:127.0.0.1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and the certificate it signed for itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("makes its certificate with openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, signed = folder / "key.pem", folder / "signed.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    made += ["-subj", "/CN=tests", "-addext", NAMES, "-keyout", str(key), "-out", str(signed)]
    subprocess.run([openssl, *made], check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes(key.read_bytes() + signed.read_bytes())
    return both


def serving(certificate: Path, asked: list[str | None] | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    if asked is not None:
        context.sni_callback = lambda _, name, __: asked.append(name)
    return context


def trusting(certificate: Path) -> Fetcher:
    return Fetcher(
        settings(),
        limits=quick(),
        resolve=lambda *_: ["127.0.0.1"],
        ssl_context=ssl.create_default_context(cafile=str(certificate)),
    )


def test_a_name_is_asked_for_and_verified_at_the_checked_address(certificate: Path) -> None:
    asked: list[str | None] = []
    with Server({"/": ok(b"x")}, tls=serving(certificate, asked)) as server, trusting(certificate) as fetch:
        for host in ("news.example", "báo.example", "127.0.0.1"):
            got = fetch.get(server.url("/", host), accept=Kinds.PAGE)
            assert got is not None
            assert got.body == b"x"
    assert [name for name in asked if name] == ["news.example", "xn--bo-mia.example"]


def test_another_name_is_refused(certificate: Path) -> None:
    with Server({"/": ok(b"x")}, tls=serving(certificate)) as server, trusting(certificate) as fetch:
        server.answers["/away"] = moved(server.url("/", "bank.example"))
        for url in (server.url("/", "bank.example"), server.url("/away", "news.example")):
            with pytest.raises(FetchError, match=r"the certificate of bank\.example is not valid") as refused:
                fetch.get(url, accept=Kinds.FEED)
            assert not isinstance(refused.value, TransientFetchError)


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with (
        Server({"/": ok(b"x")}, tls=serving(certificate)) as server,
        Fetcher(settings(), limits=quick()) as fetch,
        pytest.raises(FetchError, match=r"not valid \(self-signed certificate\)|not valid \(self signed certificate\)"),
    ):
        fetch.get(server.url(), accept=Kinds.FEED)


def test_a_server_with_which_no_cipher_is_agreed_may_learn_one(certificate: Path) -> None:
    old = serving(certificate)
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")  # which a key of another kind cannot do
    with (
        Server({"/": ok(b"x")}, tls=old) as server,
        trusting(certificate) as fetch,
        pytest.raises(TransientFetchError, match="makes no secure connection"),
    ):
        fetch.get(server.url(), accept=Kinds.FEED)


def test_a_handshake_that_does_not_end_is_ended() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, Fetcher(settings(), limits=quick(idle_seconds=0.3)) as fetch:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TransientFetchError, match=r"said nothing for 0\.3 seconds"):
            fetch.get(url, accept=Kinds.FEED)
