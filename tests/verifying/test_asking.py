"""Authorities that are asked over the network and answer nothing of use: nothing is known then, and nothing breaks."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID

from editions.verifying.asking import ask
from editions.verifying.revision import Store


@pytest.fixture
def babbler() -> Iterator[str]:
    """Yield the address of a service on loopback that does not speak HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_babble, args=(server,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def _babble(server: socket.socket) -> None:
    caller, _ = server.accept()
    with caller:
        caller.recv(4096)
        caller.sendall(b"TEST: no HTTP\r\n\r\n")


def _certificate(url: str) -> Certificate:
    """Return a certificate that names *url* as the service to ask whether it was revoked."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    service = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(url))
    made = x509.CertificateBuilder(
        issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=1,
        not_valid_before=now, not_valid_after=now + timedelta(days=1),
    ).add_extension(x509.AuthorityInformationAccess([service]), critical=False)  # fmt: skip
    return Certificate.load(made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER))


def test_a_service_that_does_not_speak_http_tells_nothing(babbler: str) -> None:
    one = _certificate(babbler)

    assert ask([one, one]) == Store()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a b", "http://[x/", "http://127.0.0.1:x/", "http://"])
def test_an_address_that_is_none_tells_nothing(url: str) -> None:
    one = _certificate(url)

    assert ask([one, one]) == Store()
