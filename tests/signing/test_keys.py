"""Keys out of files and on a token: what opens them, and what is refused."""

import base64
import os
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from editions.problems import Refusal, SigningRefusal, UsageRefusal
from editions.rendering.stamp import Stamp, draw_stamp
from editions.signing.keys import opened
from editions.signing.rechecking import recheck
from editions.signing.tokens import address
from editions.signing.writing import Order, sign
from tests.support.making import SAMPLE, around, layout, prepared
from tests.support.pki import PASSPHRASE, Authority, own_certificate
from tests.support.sealing import edition_for
from tests.support.tools import require, run

_MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
_PIN = "123456"


def refusal(given: str, secret: str = PASSPHRASE, cert: Path | None = None) -> Refusal:
    """Return what is said of a key that cannot be opened."""
    with pytest.raises(Refusal) as refused, opened(given, cert, lambda _: secret):
        pass
    return refused.value


def name_of(given: str, secret: str = PASSPHRASE, cert: Path | None = None) -> str:
    """Return the name in the certificate of the key."""
    with opened(given, cert, lambda _: secret) as key:
        return key.name


def _odd(content: bytes) -> bytes:
    """Return *content*, in DER, with another curve (prime239v3) for its P-256: one that cryptography does not know."""
    known = bytes.fromhex("06082a8648ce3d030107")
    assert content.count(known) == 1
    return content.replace(known, known[:-1] + b"\x06")


def _armoured(content: bytes, what: str) -> bytes:
    return f"-----BEGIN {what}-----\n{base64.encodebytes(content).decode()}-----END {what}-----\n".encode()


def _pem(path: Path, private: Any, certificate: x509.Certificate | None = None) -> Path:
    key = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key + (certificate.public_bytes(serialization.Encoding.PEM) if certificate else b""))
    return path


def test_a_key_comes_out_of_pkcs12_and_out_of_pem(authority: Authority) -> None:
    assert name_of(str(authority.pkcs12("officer"))) == "TEST Officer"
    assert name_of(str(authority.pem("rsa"))) == "TEST Officer with RSA"


def test_nobody_is_asked_for_the_passphrase_of_a_key_that_has_none(authority: Authority, tmp_path: Path) -> None:
    path = _pem(tmp_path / "open.pem", authority.key("officer"), authority.certificate("officer"))

    with opened(str(path), None, pytest.fail) as key:
        name = key.name

    assert name == "TEST Officer"


@pytest.mark.parametrize("kind", ["pkcs12", "pem"])
def test_a_wrong_passphrase_is_said_and_not_repeated(authority: Authority, kind: str) -> None:
    found = refusal(str(getattr(authority, kind)("officer")), "TEST wrong")

    assert "the passphrase is wrong" in str(found)
    assert "TEST wrong" not in str(found)
    assert found.status == 5


@pytest.mark.parametrize("kind", ["pkcs12", "pem"])
def test_an_empty_passphrase_is_a_wrong_one(authority: Authority, kind: str) -> None:
    assert "the passphrase is wrong" in str(refusal(str(getattr(authority, kind)("officer")), ""))


def test_the_process_that_opens_a_key_leaves_no_core_dump(authority: Authority) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))

    name_of(str(authority.pkcs12("officer")))

    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_a_key_that_cryptography_does_not_know_is_refused(tmp_path: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    der = private.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(_armoured(_odd(der), "PRIVATE KEY"))

    assert "a key of this kind is not taken: " in str(refusal(str(tmp_path / "key.pem")))


def test_a_certificate_for_a_key_that_cryptography_does_not_know_is_refused(tmp_path: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    key, cert = _pem(tmp_path / "key.pem", private), tmp_path / "cert.der"
    cert.write_bytes(_odd(own_certificate(private, "TEST nobody").public_bytes(serialization.Encoding.DER)))

    assert "the certificate is for a key of a kind that is not taken" in str(refusal(str(key), cert=cert))


def test_a_certificate_in_a_file_of_its_own_is_found(authority: Authority, tmp_path: Path) -> None:
    key = _pem(tmp_path / "key.pem", authority.key("deputy"))
    cert = tmp_path / "cert.der"
    cert.write_bytes(authority.certificate("deputy").public_bytes(serialization.Encoding.DER))

    assert name_of(str(key), cert=cert) == "TEST Deputy"


def test_a_key_and_a_certificate_that_are_no_pair_are_refused(authority: Authority, tmp_path: Path) -> None:
    path = _pem(tmp_path / "two.pem", authority.key("officer"), authority.certificate("deputy"))

    assert "the key and the certificate are no pair" in str(refusal(str(path)))


def test_a_key_without_a_certificate_is_refused(authority: Authority, tmp_path: Path) -> None:
    assert "there is no certificate with the key" in str(refusal(str(_pem(tmp_path / "key.pem", authority.key("officer")))))


@pytest.mark.parametrize(
    ("private", "said"),
    [
        (ed25519.Ed25519PrivateKey.generate(), "(Ed25519) has no place in PDF 1.7"),
        (rsa.generate_private_key(65537, 1024), "RSA of 1024 bits is not taken"),  # noqa: S505 - it is refused
        (ec.generate_private_key(ec.SECP256K1()), "secp256k1 is not taken"),
    ],
    ids=["Ed25519", "short RSA", "odd curve"],
)
def test_a_key_that_readers_do_not_know_is_refused_with_a_way_out(private: Any, said: str, tmp_path: Path) -> None:
    found = str(refusal(str(_pem(tmp_path / "key.pem", private, own_certificate(private, "TEST nobody")))))

    assert said in found
    assert "Ask your authority for one of RSA with 3072 bits, or of ECDSA with P-256." in found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no key: neither PKCS#12 nor PEM"),
        (b"%PDF-1.7", "is no key: neither PKCS#12 nor PEM"),
        (b"-----BEGIN CERTIFICATE-----\n", "holds no private key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "the key cannot be read: it is damaged"),
    ],
)
def test_what_is_no_key_is_said_to_be_none(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(content)

    assert said in str(refusal(str(tmp_path / "key")))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "the key cannot be read: No such file or directory" in str(refusal(str(tmp_path / "none.p12")))


def test_a_pkcs12_file_without_a_key_is_refused(authority: Authority, tmp_path: Path) -> None:
    path = tmp_path / "certs.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", None, None, [authority.certificate("issuing")], serialization.NoEncryption())
    )

    assert "holds certificates, and no key" in str(refusal(str(path)))


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("pkcs11:object=officer", "the address must say module-path, and object or id"),
        ("pkcs11:object=officer?module-path=/x&pin-value=1", "the address holds a PIN"),
        ("pkcs11:objekt=officer;object=a?module-path=/x", 'unknown part "objekt"'),
    ],
)
def test_an_address_that_is_wrong_is_a_wrong_usage(uri: str, said: str) -> None:
    with pytest.raises(UsageRefusal) as refused:
        address(uri)

    assert said in str(refused.value)


def test_an_address_is_read_as_rfc_7512_has_it() -> None:
    at = address("pkcs11:token=The%20Office;id=%01%a0?module-path=/usr/lib/x.so")

    assert (at.token, at.identifier, at.module) == ("The Office", b"\x01\xa0", Path("/usr/lib/x.so"))


@dataclass(frozen=True, kw_only=True)
class _Token:
    uri: str


@pytest.fixture(scope="module")
def token(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Token]:
    """Set up a token of SoftHSM with the officer's key and certificate on it."""
    program = require("softhsm2-util")
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n", "utf-8")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    run(program, "--init-token", "--free", "--label", "TEST Office", "--pin", _PIN, "--so-pin", "12345678")
    key = _pem(folder / "key.pem", authority.key("officer"))
    run(program, "--import", str(key), "--token", "TEST Office", "--label", "officer", "--id", "01", "--pin", _PIN)
    _put_certificate("officer", authority.certificate("officer").public_bytes(serialization.Encoding.DER))
    yield _Token(uri=f"pkcs11:token=TEST%20Office;object=officer?module-path={_MODULE}")


def _put_certificate(label: str, content: bytes) -> None:
    import pkcs11
    from pkcs11 import Attribute, ObjectClass

    with pkcs11.lib(str(_MODULE)).get_token(token_label="TEST Office").open(rw=True, user_pin=_PIN) as session:  # noqa: S106 - a label
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.constants.CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: label,
                Attribute.ID: b"\x01" if label == "officer" else b"\x02",
                Attribute.SUBJECT: b"0\0",
                Attribute.VALUE: content,
            }
        )


def _remove_certificate(label: str) -> None:
    import pkcs11
    from pkcs11 import Attribute

    with pkcs11.lib(str(_MODULE)).get_token(token_label="TEST Office").open(rw=True, user_pin=_PIN) as session:  # noqa: S106 - a label
        for found in list(session.get_objects({Attribute.LABEL: label})):
            found.destroy()


def test_a_key_on_a_token_signs(token: _Token) -> None:
    before = edition_for(1, annexes=False)
    shown = Stamp(name="TEST", office="", time=datetime.now(UTC), reason="", size=(255.118, 65.197))
    seen = draw_stamp(shown, prepared(SAMPLE, "en"), layout("ombudsman"), around())
    order = Order(field="Signature1", first=True, last=True, level="B-B", reason="", seen=seen)
    with opened(token.uri, None, lambda _: _PIN) as key:
        after = sign(before, order, key)

    assert key.name == "TEST Officer"
    assert list(recheck(after, before, 1)) == []


def test_a_wrong_pin_is_said_and_not_repeated(token: _Token) -> None:
    found = refusal(token.uri, "999999")

    assert "the PIN is wrong" in str(found)
    assert "999999" not in str(found)


def test_a_token_that_is_not_there_is_said(token: _Token) -> None:
    assert "there is no such token" in str(refusal(token.uri.replace("TEST%20Office", "None"), _PIN))


def test_a_key_that_is_not_on_the_token_is_said(token: _Token) -> None:
    assert "there is no such key on the token" in str(refusal(token.uri.replace("object=officer", "object=nobody"), _PIN))


def test_a_certificate_on_the_token_that_is_none_is_said(token: _Token) -> None:
    _put_certificate("junk", b"TEST junk")

    found = refusal(token.uri, _PIN)

    _remove_certificate("junk")
    assert "what is on the token as a certificate is none" in str(found)


def test_a_module_that_is_not_there_is_said() -> None:
    found = refusal("pkcs11:object=officer?module-path=/nowhere/libnone.so", _PIN)

    assert isinstance(found, SigningRefusal)
    assert "there is no such PKCS#11 module" in str(found)
