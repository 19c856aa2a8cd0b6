"""The key of the one who signs, and its certificates: out of a PKCS#12 or PEM file, or on a token."""

import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editions.problems import Problem, SigningRefusal
from editions.signing.tokens import address, certificate_of, certificates, key_id, needs_digest, session

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import Signer

#: What opens a key: asked for only where it is needed, with the words that ask.
Secret = Callable[[str], str]
#: The shortest RSA key that is taken, in bits (ETSI TS 119 312, 7.1), and the curves that PDF readers know.
_SHORTEST_RSA = 2048
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
_PAIR = "Give the certificate that was issued for this key: --cert FILE."
_TAKEN = "Ask your authority for one of RSA with 3072 bits, or of ECDSA with P-256."

_STRANGE = "the certificate is for a key of a kind that is not taken"


@dataclass(frozen=True, kw_only=True)
class Key:
    """A key that is ready to sign: its certificate, and what pyHanko signs with; *where* names it in messages."""

    where: str
    certificate: "Certificate"
    signer: "Signer"

    @property
    def name(self) -> str:
        """The name of the one to whom the certificate was issued."""
        from cryptography.x509.oid import NameOID

        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.certificate.subject.rfc4514_string()


@contextmanager
def opened(given: str, cert: Path | None, secret: Secret) -> Iterator[Key]:
    """Open the key at *given*, a file or a token's address; *cert* is the file of its certificates, where they are not with it.

    From then on this process leaves no core dump, in which the key would lie.

    Raises:
        SigningRefusal: it cannot be opened, does not fit its certificate, or is of a kind with which no PDF is signed.
        UsageRefusal: the address is wrong.
    """
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    more = _certificates(_read(cert, "the certificate")) if cert else []
    if given.startswith("pkcs11:"):
        with _on_token(given, more, secret) as key:
            yield key
    else:
        yield _from_file(Path(given), more, secret)


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SigningRefusal(Problem(str(path), f"{what} cannot be read: {error.strerror}", "Mend the path, or its permissions.")) from None


def _certificates(content: bytes, where: str = "--cert") -> list["Certificate"]:
    from cryptography import x509

    try:
        if b"-----BEGIN" in content:
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except ValueError:
        raise SigningRefusal(Problem(where, "holds no certificate", "Give one in PEM or DER.")) from None


def _from_file(path: Path, more: Sequence["Certificate"], secret: Secret) -> Key:
    content = _read(path, "the key")
    with _of_known_kind(str(path)):
        private, found = _pem(content, path, secret) if b"-----BEGIN" in content else _pkcs12(content, path, secret)
    certificate = _of_key([*more, *found], private.public_key(), str(path))
    return Key(where=str(path), certificate=certificate, signer=_signer(private, certificate, [*more, *found]))


@contextmanager
def _of_known_kind(where: str) -> Iterator[None]:
    """Refuse a key that cryptography does not know."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        yield
    except UnsupportedAlgorithm as error:
        raise SigningRefusal(Problem(where, f"a key of this kind is not taken: {error}", _TAKEN)) from None


def _pkcs12(content: bytes, path: Path, secret: Secret) -> tuple[Any, list["Certificate"]]:
    from asn1crypto.pkcs12 import Pfx
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        Pfx.load(content, strict=True).native  # noqa: B018 - it parses when it is asked
    except (ValueError, TypeError):
        what = "is no key: neither PKCS#12 nor PEM"
        raise SigningRefusal(Problem(str(path), what, 'Give a ".p12" or ".pem" file, or a token\'s address: "pkcs11:…".')) from None
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(content, None)
    except ValueError:
        said = secret(f"Passphrase of {path.name}")
        try:
            private, certificate, others = pkcs12.load_key_and_certificates(content, said.encode())
        except ValueError:
            raise SigningRefusal(_wrong(path)) from None
    if private is None:
        raise SigningRefusal(Problem(str(path), "holds certificates, and no key", "Export it anew, with its private key."))
    return private, [one for one in (certificate, *others) if one is not None]


def _pem(content: bytes, path: Path, secret: Secret) -> tuple[Any, list["Certificate"]]:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if b"PRIVATE KEY-----" not in content:
        raise SigningRefusal(Problem(str(path), "holds no private key", "Give the file of the key; its certificate with --cert."))
    try:
        private: Any = load_pem_private_key(content, None)
    except TypeError:
        try:
            private = load_pem_private_key(content, secret(f"Passphrase of {path.name}").encode())
        except (ValueError, TypeError):
            # TypeError: an empty passphrase is none to cryptography.
            raise SigningRefusal(_wrong(path)) from None
    except ValueError:
        raise SigningRefusal(Problem(str(path), "the key cannot be read: it is damaged", "Export it anew.")) from None
    return private, _certificates(content, str(path)) if b"BEGIN CERTIFICATE" in content else []


def _wrong(path: Path) -> Problem:
    return Problem(str(path), "the passphrase is wrong", "Nothing was signed. Try again.")


def _of_key(found: Sequence["Certificate"], public: Any, where: str) -> "Certificate":
    """Return the one of *found* that was issued for the key *public*."""
    _refuse_kind(public, where)
    if not found:
        raise SigningRefusal(Problem(where, "there is no certificate with the key", _PAIR))
    for certificate in found:
        if _public(certificate) == public:
            return certificate
    if any(_public(certificate) is None for certificate in found):
        raise SigningRefusal(Problem(where, _STRANGE, _PAIR))
    raise SigningRefusal(Problem(where, "the key and the certificate are no pair", _PAIR))


def _public(certificate: "Certificate") -> Any:
    """Return the public key of *certificate*; None where it is of a kind that cryptography does not know."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return None


def _refuse_kind(public: Any, where: str) -> None:
    """Refuse a key of a kind that readers of PDF 1.7 do not know."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(public, rsa.RSAPublicKey) and public.key_size >= _SHORTEST_RSA:
        return
    if isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name in _CURVES:
        return
    kind = type(public).__name__.removeprefix("_").removesuffix("PublicKey")
    if isinstance(public, rsa.RSAPublicKey):
        kind = f"RSA of {public.key_size} bits"
    elif isinstance(public, ec.EllipticCurvePublicKey):
        kind = public.curve.name
    what = f"a key of this kind ({kind}) has no place in PDF 1.7, which PDF/A-3 rests on" if "Ed" in kind else f"{kind} is not taken"
    raise SigningRefusal(Problem(where, what, _TAKEN))


def _is_elliptic(certificate: "Certificate") -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec

    return isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)


def _signer(private: Any, certificate: "Certificate", others: Sequence["Certificate"]) -> "Signer":
    from asn1crypto.keys import PrivateKeyInfo
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner

    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(signing_cert=_asn1(certificate), signing_key=PrivateKeyInfo.load(der), cert_registry=_store(others))


def _store(found: Sequence["Certificate"]) -> Any:
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_asn1(one) for one in found])
    return store


def _asn1(certificate: "Certificate") -> Any:
    from asn1crypto.x509 import Certificate as Asn1
    from cryptography.hazmat.primitives.serialization import Encoding

    return Asn1.load(certificate.public_bytes(Encoding.DER))


@contextmanager
def _on_token(uri: str, more: Sequence["Certificate"], secret: Secret) -> Iterator[Key]:
    from pyhanko.sign.pkcs11 import PKCS11Signer

    at = address(uri)
    with session(at, lambda: secret(f"PIN of the token {at.token or at.serial}".rstrip())) as token:
        identifier = key_id(token, at)
        if identifier is None:
            raise SigningRefusal(Problem(uri, "there is no such key on the token", "Mend object=… or id=… in the address."))
        held = [_parsed(one, uri) for one in certificates(token)]
        own = certificate_of(token, at, identifier)
        chosen = [_parsed(own, uri)] if own and not more else list(more[:1])
        if not chosen:
            raise SigningRefusal(Problem(uri, "there is no certificate with the key on the token", _PAIR))
        if (public := _public(chosen[0])) is None:
            raise SigningRefusal(Problem(uri, _STRANGE, _PAIR))
        _refuse_kind(public, uri)
        signer = PKCS11Signer(
            token,
            signing_cert=_asn1(chosen[0]),
            ca_chain=[_asn1(one) for one in (*more, *held)],
            key_label=at.label or None,
            key_id=at.identifier or None,
            use_raw_mechanism=_is_elliptic(chosen[0]) and needs_digest(token),
        )
        yield Key(where=uri, certificate=chosen[0], signer=signer)


def _parsed(content: bytes, where: str) -> "Certificate":
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(content)
    except ValueError:
        what = "what is on the token as a certificate is none"
        raise SigningRefusal(Problem(where, what, "Delete it there, or put the certificate there anew.")) from None
