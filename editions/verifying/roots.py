"""Whom the office trusts: a folder of certificates."""

import re
from base64 import b64decode
from pathlib import Path

from editions.problems import Problem, Refusal

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----")
#: How files of certificates are named.
_ENDINGS = (".pem", ".crt", ".cer", ".der")
_REMEDY = 'Give a folder of certificates as PEM or DER (.pem, .crt, .cer, .der): --roots DIR, or [signing] roots = "…" in settings.toml.'


def read_roots(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates in *folder*, in DER, each once.

    Raises:
        Refusal: there is no such folder, or a file in it is no certificate.
    """
    if not folder.is_dir():
        raise Refusal(Problem(str(folder), "there is no such folder of trusted certificates", _REMEDY))
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    return tuple(dict.fromkeys(one for path in files for one in _certificates(path)))


def _certificates(path: Path) -> list[bytes]:
    content = path.read_bytes()
    found = [b64decode(body) for body in _PEM.findall(content)] or [content]
    if not all(one[:1] == b"\x30" for one in found):
        raise Refusal(Problem(str(path), "is no certificate", _REMEDY))
    return found
