"""Webhooks over TLS: the connection goes to an address that was checked, and the certificate must be the name's."""

import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from services.delivery.retrying import Answer
from services.delivery.webhook import webhooks
from services.runtime import public

SECRET = "whsec_" + "c2VjcmV0" * 4
NAME = "hooks.example"

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


def certificate(folder: Path, name: str) -> Path:
    """A certificate and its key in one file, signed by itself."""
    file, key = folder / f"{name}.pem", folder / f"{name}.key"
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", file]
    subprocess.run([*made, *subject], check=True, capture_output=True)
    file.write_text(file.read_text() + key.read_text())
    return file


@asynccontextmanager
async def serving(certificate: Path, got: list[str]) -> AsyncIterator[int]:
    async def hook(request: web.Request) -> web.Response:
        at = request.transport.get_extra_info("sockname")[0] if request.transport else None
        got.append(f"{request.host} at {at}")
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = TestServer(app, scheme="https", host="0.0.0.0")
    await server.start_server(ssl=context)
    yield server.port or 0
    await server.close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names resolve to. Of them 127.0.0.1 and 240.0.0.1 count as public here."""
    found: dict[str, list[str]] = {}

    async def addresses(host: str, port: int) -> list[str]:
        return found[host]

    monkeypatch.setattr(public, "_addresses", addresses)
    monkeypatch.setattr(public, "is_public", lambda address: address in ("127.0.0.1", "240.0.0.1"))
    return found


async def send(port: int, trusted: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    async with webhooks(allow_private=False) as client:
        return await client.send(f"https://{NAME}:{port}/hook", SECRET, "alert-1", b"{}", datetime.now(UTC))


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["127.0.0.3", "127.0.0.1"],  # what is not public is passed over, though it would answer
        ["240.0.0.1", "127.0.0.1"],  # nobody is there
    ],
)
async def test_the_name_is_asked_for_and_verified_at_the_address(
    tmp_path: Path, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    names[NAME], own, got = addresses, certificate(tmp_path, NAME), []
    async with serving(own, got) as port:
        assert await send(port, own, monkeypatch) == Answer(status=200)
    assert got == [f"{NAME}:{port} at 127.0.0.1"]


async def test_another_names_certificate_is_refused(
    tmp_path: Path, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names[NAME], other, got = ["127.0.0.1"], certificate(tmp_path, "other.example"), []
    async with serving(other, got) as port:
        answer = await send(port, other, monkeypatch)
    assert answer.status is None
    assert "certificate" in answer.error
    assert got == []


async def test_an_unknown_authority_is_refused(
    tmp_path: Path, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names[NAME], own, got = ["127.0.0.1"], certificate(tmp_path, NAME), []
    async with serving(own, got) as port:
        answer = await send(port, certificate(tmp_path, "authority.example"), monkeypatch)
    assert "certificate" in answer.error
    assert got == []
