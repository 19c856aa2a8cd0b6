"""A test authority on loopback: certificates, time stamps, OCSP and revocation lists, all real; its names say TEST."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel, PKIArchitecture
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

#: What opens every key of this authority.
PASSPHRASE = "TEST passphrase"  # noqa: S105 - it keeps nothing
_ARCH = "test"
_YEAR = timedelta(days=365)
#: The signers: what is certified of each, in years from now, when its key was revoked, and for what it is, where that is said.
_SIGNERS: dict[str, dict[str, Any]] = {
    "officer": {"name": "TEST Officer", "years": (-1, 4)},
    "deputy": {"name": "TEST Deputy", "years": (-1, 4)},
    "rsa": {"name": "TEST Officer with RSA", "years": (-1, 4)},
    "expired": {"name": "TEST Officer of last year", "years": (-3, -1)},
    "future": {"name": "TEST Officer of next year", "years": (1, 4)},
    "server": {"name": "test-server.invalid", "years": (-1, 4), "purposes": ["server_auth", "client_auth"]},
    "mail": {"name": "TEST Officer who also writes mail", "years": (-1, 4), "purposes": ["client_auth", "email_protection"]},
    "documents": {"name": "TEST Officer who signs documents", "years": (-1, 4), "purposes": ["1.3.6.1.5.5.7.3.36"]},
    "revoked": {"name": "TEST Officer whose key was lost", "years": (-2, 4), "revoked": -1},
}
_OTHERS = ("root", "issuing", "ocsp", "tsa", "tsa-short")


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test speaks of what went wrong."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The authority while it runs, its keys in *folder*, its services under *url*."""

    folder: Path
    url: str
    arch: PKIArchitecture

    @property
    def tsa(self) -> str:
        """Return the address of the time-stamp service."""
        return f"{self.url}/{_ARCH}/tsa/tsa"

    @property
    def tsa_short(self) -> str:
        """Return the address of the time-stamp service whose certificate ends in 200 days."""
        return f"{self.url}/{_ARCH}/tsa/tsa-short"

    @property
    def roots(self) -> Path:
        """Return the folder of the certificates that are trusted: the root's alone."""
        folder = self.folder / "roots"
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.certificate("root").public_bytes(serialization.Encoding.PEM))
        return folder

    def certificate(self, label: str) -> x509.Certificate:
        """Return the certificate *label*."""
        return x509.load_der_x509_certificate(self.arch.get_cert(CertLabel(label)).dump())

    def key(self, label: str) -> Any:
        """Return the private key of *label*."""
        info = self.arch.key_set.get_private_key(KeyLabel(label))
        return serialization.load_der_private_key(info.dump(), None)

    def pkcs12(self, label: str) -> Path:
        """Return a PKCS#12 file of *label*'s key and certificates, closed with PASSPHRASE."""
        path = self.folder / f"{label}.p12"
        closed = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                label.encode(), self.key(label), self.certificate(label), [self.certificate("issuing")], closed
            )
        )
        return path

    def pem(self, label: str) -> Path:
        """Return a PEM file of *label*'s key, closed with PASSPHRASE, and its certificates."""
        path = self.folder / f"{label}.pem"
        closed = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        key = self.key(label).private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, closed)
        chain = [self.certificate(name).public_bytes(serialization.Encoding.PEM) for name in (label, "issuing")]
        path.write_bytes(key + b"".join(chain))
        return path


def own_certificate(private: Any, name: str) -> x509.Certificate:
    """Return a certificate of *name* for *private* that it vouches for itself."""
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(own).issuer_name(own).public_key(private.public_key()).serial_number(1)
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    return builder.sign(private, None if isinstance(private, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def key_for(name: str, path: Path) -> Path:
    """Write a new key and a certificate of *name* that it vouches for itself to *path*, in PEM, and return that."""
    private = ec.generate_private_key(ec.SECP256R1())
    pem = serialization.Encoding.PEM
    key = private.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key + own_certificate(private, name).public_bytes(pem))
    return path


@contextmanager
def running(folder: Path) -> Iterator[Authority]:
    """Run a new authority on loopback, with its keys in *folder*, until the block ends."""
    with make_server("127.0.0.1", 0, _starting, handler_class=_Silent) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        arch = CertomancerConfig(_config(folder, url), key_search_dir=str(folder), config_search_dir=str(folder)).get_pki_arch(
            ArchLabel(_ARCH)
        )
        server.set_app(Animator(AnimatorArchStore({ArchLabel(_ARCH): arch}), with_web_ui=False, allow_time_override=False))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Authority(folder=folder, url=url, arch=arch)
        finally:
            server.shutdown()
            thread.join()


def _starting(_environ: Any, start: Any) -> list[bytes]:
    start("503 Service Unavailable", [])
    return []


def _config(folder: Path, url: str) -> dict[str, Any]:
    names = [*_OTHERS, *_SIGNERS]
    for name in names:
        _make_key(folder / f"{name}.key", rsa_bits=2048 if name == "rsa" else 0)
    people = {name: {"common-name": signer["name"]} for name, signer in _SIGNERS.items()}
    services = {
        "root": "TEST Root",
        "issuing": "TEST Issuing Authority",
        "ocsp": "TEST OCSP Responder",
        "tsa": "TEST Time Stamps",
        "tsa-short": "TEST Time Stamps that end soon",
    }
    return {
        "external-url-prefix": url,
        "keysets": {"keys": {"path-prefix": str(folder), "keys": {name: {"path": f"{name}.key"} for name in names}}},
        "pki-architectures": {
            _ARCH: {
                "keyset": "keys",
                "entity-defaults": {"organization-name": "TEST Authority, not to be trusted"},
                "entities": {**{name: {"common-name": words} for name, words in services.items()}, **people},
                "certs": {**_service_certs(), **{name: _signer_cert(signer) for name, signer in _SIGNERS.items()}},
                "services": {
                    "ocsp": {"issuing": {"for-issuer": "issuing", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                    "crl-repo": {
                        name: {"for-issuer": name, "signing-key": name, "simulated-update-schedule": "P30D"} for name in ("root", "issuing")
                    },
                    "cert-repo": {"root": {"for-issuer": "root", "publish-issued-certs": True}},
                    "time-stamping": {name: {"signing-key": name, "signing-cert": name} for name in ("tsa", "tsa-short")},
                },
            }
        },
    }


def _make_key(path: Path, *, rsa_bits: int) -> None:
    key = rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def _validity(start: float, end: float) -> dict[str, str]:
    now = datetime.now(UTC).replace(microsecond=0)
    return {"valid-from": (now + start * _YEAR).isoformat(), "valid-to": (now + end * _YEAR).isoformat()}


def _service_certs() -> dict[str, Any]:
    def authority(**params: Any) -> list[dict[str, Any]]:
        return [{"id": "simple-ca", "params": params}]

    stamping = [
        {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["digital_signature"]}},
        {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        {"id": "crl_distribution_points", "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}}},
    ]
    return {
        "root": {
            "subject": "root", "subject-key": "root", "issuer": "root", "authority-key": "root",
            "validity": _validity(-10, 20), "profiles": authority(**{"crl-repo": "root"}),
        },
        "issuing": {
            "issuer": "root", "validity": _validity(-5, 10),
            "profiles": authority(**{"max-path-len": 0, "crl-repo": "issuing", "ocsp-service": "issuing"}),
        },
        "ocsp": {"issuer": "issuing", "validity": _validity(-1, 5), "profiles": ["ocsp-responder"]},
        "tsa": {"issuer": "root", "validity": _validity(-1, 9), "extensions": stamping},
        "tsa-short": {"issuer": "root", "validity": _validity(-1, 200 / 365), "extensions": stamping},
    }  # fmt: skip


def _signer_cert(signer: dict[str, Any]) -> dict[str, Any]:
    cert: dict[str, Any] = {"issuer": "issuing", "validity": _validity(*signer["years"]), "profiles": ["digsig-commitment"]}
    if "purposes" in signer:
        cert["extensions"] = [{"id": "extended_key_usage", "value": signer["purposes"]}]
    if "revoked" in signer:
        since = datetime.now(UTC).replace(microsecond=0) + signer["revoked"] * _YEAR
        cert["revocation"] = {"revoked-since": since.isoformat(), "reason": "key_compromise"}
    return cert
