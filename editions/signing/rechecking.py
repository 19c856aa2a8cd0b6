"""The signatures of a file looked at by code that did not make them: the bytes, the digest and the key; and poppler's pdfsig.

This trusts nobody and judges no certificate: it says whether a signature is one over these bytes.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from editions.problems import Problem

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_FAULT = "Nothing was published. This is a fault of editions, of the key or of its token: report it."
#: What pdfsig says of a signature that holds, and of a time stamp, which it does not judge.
_GOOD = ("Signature is Valid.", "Signature has not yet been verified.")


def recheck(content: bytes, before: bytes, count: int) -> Iterator[Problem]:
    """Yield what is wrong with the signatures of *content*, which should be *before* and signatures and time stamps behind it.

    The last of the *count* that there should be covers all of the file but itself.
    """
    if not content.startswith(before):
        yield _problem("the bytes that were signed are not those of the edition")
        return
    ranges = [tuple(int(number) for number in found.groups()) for found in _RANGE.finditer(content)]
    if len(ranges) != count:
        yield _problem(f"it has {len(ranges)} signatures and time stamps, and should have {count}")
        return
    for number, (start, length, after, rest) in enumerate(ranges, 1):
        hole = content[start + length : after]
        if start or not re.fullmatch(rb"<[0-9a-fA-F]+>", hole) or after + rest > len(content):
            yield _problem(f"signature {number} does not cover the file up to itself")
        else:
            yield from _check(bytes.fromhex(hole[1:-1].decode()), content[:length] + content[after : after + rest], number)
    if max(after + rest for _, _, after, rest in ranges) != len(content):
        yield _problem("bytes stand behind the last signature that it does not cover")


def _problem(what: str) -> Problem:
    return Problem("the signed file", what, _FAULT)


def _check(container: bytes, covered: bytes, number: int) -> Iterator[Problem]:
    """Yield what is wrong with the signature in *container* (CMS: RFC 5652) over the bytes *covered*."""
    from asn1crypto import cms

    try:
        whole = cms.ContentInfo.load(container)
        if container[len(whole.dump()) :].strip(b"\0"):
            yield _problem(f"something stands behind signature {number}, in the room that was kept for it")
        signed = whole["content"]
        info = signed["signer_infos"][0]
        attributes = {one["type"].native: one["values"][0] for one in info["signed_attrs"]}
        digest = attributes["message_digest"].native
        inner = signed["encap_content_info"]
        if inner["content_type"].native == "tst_info":
            stamped = inner["content"].parsed["message_imprint"]
            if hashlib.new(stamped["hash_algorithm"]["algorithm"].native, covered).digest() != stamped["hashed_message"].native:
                yield _problem(f"time stamp {number} is not one over these bytes")
            covered = inner["content"].contents
        if hashlib.new(info["digest_algorithm"]["algorithm"].native, covered).digest() != digest:
            yield _problem(f"signature {number} is not one over these bytes")
        if not _is_by(signed, info):
            yield _problem(f"signature {number} was not made with the key of its certificate: key and certificate are no pair")
    except (ValueError, TypeError, KeyError, IndexError, StopIteration) as error:
        yield _problem(f"signature {number} cannot be read: {error}"[:300])


def _is_by(signed: Any, info: Any) -> bool:
    """Return whether the signature of *info* was made with the key of the certificate that it names."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    meant = info["sid"].chosen
    named = next(
        one.chosen
        for one in signed["certificates"]
        if one.chosen.serial_number == meant["serial_number"].native and one.chosen.issuer == meant["issuer"]
    )
    key = x509.load_der_x509_certificate(named.dump()).public_key()
    # Signed as a set, not as the tagged field that it is (RFC 5652, 5.4).
    attributes = b"\x31" + info["signed_attrs"].dump()[1:]
    digest: Any = getattr(hashes, info["digest_algorithm"]["algorithm"].native.upper())()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(info["signature"].native, attributes, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(info["signature"].native, attributes, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def recheck_with_poppler(content: bytes) -> Iterator[Problem]:
    """Yield what poppler's pdfsig finds wrong with the signatures of *content*; nothing where it is not installed."""
    program = shutil.which("pdfsig")
    if program is None:
        return
    with TemporaryDirectory(prefix="editions-") as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(content)
        # -nocert: which certificates this computer trusts is not asked; no network.
        done = subprocess.run([program, "-nocert", str(path)], capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    said = [line.partition(":")[2].strip() for line in done.stdout.splitlines() if "Signature Validation:" in line]
    if not said:
        yield _problem("poppler's pdfsig finds no signature in it")
    for number, words in enumerate(said, 1):
        if words not in _GOOD:
            yield _problem(f"poppler's pdfsig says of signature {number}: {words}")
