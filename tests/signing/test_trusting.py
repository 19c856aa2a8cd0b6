"""Who is not vouched for is told so before anything is signed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from editions.problems import Refusal
from editions.signing.trusting import context, refuse_dates, refuse_untrusted, refuse_untrusted_stamps, stamping, usage
from editions.verifying.roots import read_roots
from tests.support.pki import Authority
from tests.support.sealing import key_of


def _of_key(authority: Authority, name: str, roots: tuple[bytes, ...] | None = None) -> str:
    """Return what is said of the key of *name*; nothing where it may sign."""
    try:
        with key_of(authority, name) as key:
            refuse_dates(key)
            usage(key)
            refuse_untrusted(key, context(read_roots(authority.roots) if roots is None else roots))
    except Refusal as refusal:
        return str(refusal)
    return ""


def _of_service(url: str, roots: tuple[bytes, ...]) -> str:
    try:
        refuse_untrusted_stamps(stamping(url), context(roots) if roots else None)
    except Refusal as refusal:
        return str(refusal)
    return ""


def test_a_key_that_a_root_vouches_for_may_sign(authority: Authority) -> None:
    assert [_of_key(authority, name) for name in ("officer", "deputy", "rsa")] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("expired", "the certificate of TEST Officer of last year ended on "),
        ("future", "the certificate of TEST Officer of next year is valid from "),
        ("revoked", "the certificate of TEST Officer whose key was lost was revoked on "),
    ],
)
def test_a_key_that_does_not_hold_now_is_refused(authority: Authority, name: str, said: str) -> None:
    assert said in _of_key(authority, name)


def test_a_key_for_which_no_root_vouches_is_refused(authority: Authority) -> None:
    other = authority.certificate("tsa").public_bytes(Encoding.DER)

    assert "the certificate of TEST Officer: no trusted root vouches for it" in _of_key(authority, "officer", (other,))


def test_a_service_that_a_root_vouches_for_may_stamp(authority: Authority) -> None:
    assert _of_service(authority.tsa, read_roots(authority.roots)) == ""


def test_a_service_for_which_no_root_vouches_is_refused(authority: Authority) -> None:
    other = authority.certificate("officer").public_bytes(Encoding.DER)

    assert "the service that stamps the time: no trusted root vouches for it" in _of_service(authority.tsa, (other,))


def test_a_service_that_does_not_answer_is_said(authority: Authority) -> None:
    found = _of_service("http://127.0.0.1:9/tsa", read_roots(authority.roots))

    assert "http://127.0.0.1:9/tsa: the service that stamps the time does not answer" in found


class _Page(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Welcome</p>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def page() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_an_address_where_a_page_answers_is_no_service(page: str) -> None:
    assert f"{page}: the service that stamps the time does not answer" in _of_service(page, ())
