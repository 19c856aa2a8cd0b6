"""The record of a signed file: of which edition it is the signed copy, who signed it when, and with what."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from editions import __version__
from editions.model.parties import Signatory
from editions.sealing.naming import note_on_name
from editions.sealing.published import Published
from editions.sealing.signed import Signed
from editions.signing.keys import Key

_TOOLS = ("pyhanko", "pyhanko-certvalidator", "asn1crypto", "cryptography")


def record(
    one: Published, content: bytes, key: Key, signatory: Signatory, filled: tuple[str, ...], level: str, time: datetime, reason: str
) -> bytes:
    """Return the record of *content*, in which *key* has signed for *signatory* and filled the fields *filled*, as JSON."""
    certificate = key.certificate
    signature: dict[str, Any] = {
        "field": filled[0],
        "signatory": signatory.name,
        "office": signatory.office,
        "signer": key.name,
        "certificate": {
            "subject": certificate.subject.rfc4514_string(),
            "issuer": certificate.issuer.rfc4514_string(),
            "serial": f"{certificate.serial_number:x}",
            "ends": certificate.not_valid_after_utc.isoformat(),
        },
        "level": level,
        "time": time.isoformat(),
        "reason": reason,
    }
    if note := note_on_name(key.name, signatory.name):
        signature["note"] = note
    before = one.told
    stamps = [{"field": name, "time": time.isoformat()} for name in filled[1:]]
    edition = {"file": one.file, "sha256": sha256(one.content).hexdigest()}
    return _written(
        edition, one.signed_name, content, [*before.get("signatures", ()), signature], [*before.get("time_stamps", ()), *stamps]
    )


def record_refreshed(one: Signed, content: bytes, field: str, service: str) -> bytes:
    """Return the record of *content*, which *service* has stamped in *field*, as JSON."""
    stamped = {"field": field, "time": datetime.now(UTC).replace(microsecond=0).isoformat(), "service": service}
    told = one.told
    return _written(told["edition"], one.name, content, told.get("signatures", []), [*told.get("time_stamps", ()), stamped])


def _written(edition: dict[str, Any], name: str, content: bytes, signatures: list[Any], stamps: list[Any]) -> bytes:
    said = {
        "edition": edition,
        "signed": {"file": name, "bytes": len(content), "sha256": sha256(content).hexdigest()},
        "signatures": signatures,
        "time_stamps": stamps,
        "tools": {"editions": __version__, **{name: version(name) for name in _TOOLS}},
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
