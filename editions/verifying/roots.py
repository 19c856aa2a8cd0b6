"""Whom the office trusts: a folder of certificates (door to asn1crypto)."""

import re
from base64 import b64decode
from pathlib import Path

from asn1crypto.x509 import Certificate

from editions.problems import Problem, Refusal
from editions.verifying.faults import FAULTS

_BEGIN = b"-----BEGIN CERTIFICATE-----"
_PEM = re.compile(_BEGIN + rb"(.*?)(?:-----END CERTIFICATE-----|\Z)", re.DOTALL)
#: How files of certificates are named.
_ENDINGS = (".pem", ".crt", ".cer", ".der")
_REMEDY = 'Give a folder of certificates as PEM or DER (.pem, .crt, .cer, .der): --roots DIR, or [signing] roots = "…" in settings.toml.'


def read_roots(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates in *folder*, in DER, each once.

    Raises:
        Refusal: there is no such folder, or a file in it is no certificate, or one of them cannot be read.
    """
    try:
        if not folder.is_dir():
            raise Refusal(Problem(str(folder), "there is no such folder of trusted certificates", _REMEDY))
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
        return tuple(dict.fromkeys(one for path in files for one in _certificates(path)))
    except OSError as error:
        raise Refusal(Problem(str(error.filename or folder), f"cannot be read: {error.strerror or error}", _REMEDY)) from None


def _certificates(path: Path) -> list[bytes]:
    content = path.read_bytes()
    try:
        found = [b64decode(b"".join(body.split()), validate=True) for body in _PEM.findall(content)] or [content]
        for one in found:
            # All of it: what is not looked at here would be found misshapen where somebody signs.
            _ = Certificate.load(one, strict=True).native
    except FAULTS:
        raise Refusal(Problem(str(path), "is no certificate", _REMEDY)) from None
    return found
