"""The signature itself (RFC 5652) and time-stamp tokens (RFC 3161), without anything of trust (door to pyHanko)."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, parser, tsp, x509
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_self_reported_ts,
    extract_tst_data_iter,
    validate_sig_integrity,
)

from editions.verifying.faults import FAULTS
from editions.verifying.revision import Store

#: Digests that two files can be made to share.
_WEAK = ("md2", "md5", "sha1")


class Misshapen(Exception):
    """It is no signature as the standard has them; the message says what is wrong, as pyHanko has it."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """What was signed, by whom: *content_type* "data" for a signature, "tst_info" for a time stamp, whose *time* that is.

    *matches* says whether the digest of what it is over is the signed one, *holds* whether the key of the certificate made it.
    *claimed* is the time that the signer gives.
    """

    data: Any
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    matches: bool
    holds: bool
    digest: str
    claimed: datetime | None = None
    time: datetime | None = None

    @property
    def signer(self) -> str:
        """Return the name in the signer's certificate."""
        return name_of(self.certificate)

    @property
    def ends(self) -> datetime:
        """Return when the signer's certificate does."""
        return ends_of(self.certificate)

    @property
    def is_weak(self) -> bool:
        """Return whether its digest no longer tells files apart."""
        return self.digest in _WEAK

    def stamps(self) -> Iterator["Token"]:
        """Yield each time stamp over this signature.

        Raises:
            Misshapen: one is none.
        """
        info = extract_signer_info(self.data)
        signature = info["signature"].native
        for data in extract_tst_data_iter(info, signed=False):
            yield _time_token(data, lambda algorithm: hashlib.new(algorithm, signature).digest())


def signature_token(contents: bytes, digest: Callable[[str], bytes], claimed: datetime | None) -> Token:
    """Return the signature that *contents* is, over what *digest* gives the digest of; *claimed* is when, as the file has it.

    Raises:
        Misshapen: it is none.
    """
    try:
        data = _signed_data(contents)
        info = extract_signer_info(data)
        if data["encap_content_info"]["content_type"].native != "data" or data["encap_content_info"]["content"].native is not None:
            raise Misshapen("it signs something else than the file")
        algorithm = info["digest_algorithm"]["algorithm"].native
        return _token(data, info, digest(algorithm), claimed=extract_self_reported_ts(info) or claimed)
    except (SignatureValidationError, CMSExtractionError) as error:
        raise Misshapen(error.failure_message) from None
    except FAULTS as error:
        raise Misshapen(str(error) or type(error).__name__) from None


def time_token(contents: bytes, digest: Callable[[str], bytes]) -> Token:
    """Return the time stamp that *contents* is, over what *digest* gives the digest of.

    Raises:
        Misshapen: it is none.
    """
    try:
        data = _signed_data(contents)
    except FAULTS as error:
        raise Misshapen(str(error) or type(error).__name__) from None
    return _time_token(data, digest)


def stamps_in(token: Token) -> list[Token]:
    """Return the time stamps over the signature *token*; none if one is misshapen."""
    try:
        return list(token.stamps())
    except Misshapen:
        return []


def name_of(certificate: x509.Certificate) -> str:
    """Return the name of whom *certificate* is for."""
    native = certificate.subject.native
    name = native.get("common_name") or native.get("organization_name") or certificate.subject.human_friendly
    return str(name if isinstance(name, str) else name[0])


def ends_of(certificate: x509.Certificate) -> datetime:
    """Return when *certificate* ends."""
    ends: datetime = certificate.not_valid_after
    return ends


def names_a_service(certificate: x509.Certificate) -> bool:
    """Return whether *certificate* says where to ask if it was revoked."""
    return bool(certificate.ocsp_urls or certificate.crl_distribution_points)


def revocation_store(token: Token) -> Store:
    """Return the revocation data that *token* itself has among its signed attributes, as Adobe's products put them there."""
    answers, lists = [], []
    attributes = extract_signer_info(token.data)["signed_attrs"]
    for attribute in attributes if isinstance(attributes, cms.CMSAttributes) else ():
        if attribute["type"].native == "adobe_revocation_info_archival":
            for value in attribute["values"]:
                answers += [one.dump() for one in value["ocsp"] or ()]
                lists += [one.dump() for one in value["crl"] or ()]
    return Store(answers=frozenset(answers), lists=frozenset(lists))


def _signed_data(contents: bytes) -> Any:
    """Return the signed data in *contents*, behind which only zeros stand."""
    info = cms.ContentInfo.load(contents)
    if contents[parser.peek(contents) :].strip(b"\0"):
        raise Misshapen("something stands behind the signature, in the room that is kept for it")
    if info["content_type"].native != "signed_data":
        raise Misshapen("it is no signature")
    return info["content"]


def _time_token(data: Any, digest: Callable[[str], bytes]) -> Token:
    try:
        held = data["encap_content_info"]["content"]
        info = held.parsed
        if not isinstance(info, tsp.TSTInfo):
            raise Misshapen("it is no time stamp")
        imprint = info["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        over = digest(algorithm) == imprint["hashed_message"].native
        signer = extract_signer_info(data)
        made = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(held)).digest()
        token = _token(data, signer, made, time=info["gen_time"].native, over=over)
    except (SignatureValidationError, CMSExtractionError) as error:
        raise Misshapen(error.failure_message) from None
    except FAULTS as error:
        raise Misshapen(str(error) or type(error).__name__) from None
    return token


def _token(
    data: Any, info: Any, digest: bytes, *, claimed: datetime | None = None, time: datetime | None = None, over: bool = True
) -> Token:
    found = extract_certs_for_validation(data)
    kind = data["encap_content_info"]["content_type"].native
    matches, holds = validate_sig_integrity(info, found.signer_cert, kind, digest)
    return Token(
        data=data,
        certificate=found.signer_cert,
        others=tuple(found.other_certs),
        matches=matches and over,
        holds=holds,
        digest=info["digest_algorithm"]["algorithm"].native,
        claimed=claimed,
        time=time,
    )
