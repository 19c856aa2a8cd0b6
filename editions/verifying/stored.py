"""Whether what a file calls revocation data is that, and nothing else (door to pikepdf and asn1crypto)."""

from typing import Any

import pikepdf
from asn1crypto import cms, core, crl, ocsp, x509

from editions.verifying.faults import FAULTS

#: What each list of a store holds, and what each of what belongs to one signature in it does (ISO 32000-2, tables 261 and 262).
_STORED = {"/Certs": x509.Certificate, "/OCSPs": ocsp.OCSPResponse, "/CRLs": crl.CertificateList}
_STORED_FOR_ONE = {"/Cert": x509.Certificate, "/OCSP": ocsp.OCSPResponse, "/CRL": crl.CertificateList}
_PLAIN_STREAM = {"/Length", "/Filter", "/DecodeParms", "/Type"}


def is_store(held: Any) -> bool:
    """Return whether *held* is a store of certificates and revocation data, and of nothing else."""
    if not isinstance(held, pikepdf.Dictionary) or not set(held.keys()) <= {"/Type", "/VRI", *_STORED}:
        return False
    each = held.get("/VRI", pikepdf.Dictionary())
    if not isinstance(each, pikepdf.Dictionary) or not (_is_typed(held) and _is_typed(each)):
        return False
    ones = [one for key, one in each.items() if key != "/Type"]
    return all(map(_is_for_one, ones)) and _holds(held, _STORED)


def parsed(kind: Any, content: bytes) -> Any:
    """Return what *content* is, a *kind* of ASN.1 and nothing behind it, as far as its parts' parts; None if it is none."""
    try:
        made = kind.load(content, strict=True)
        # Not all of it: a list may name a hundred thousand certificates.
        for part in [made[name] for name in made]:
            _ = [part[name] for name in part] if isinstance(part, core.Sequence) else []
    except FAULTS:
        return None
    return made


def _is_for_one(one: Any) -> bool:
    if not isinstance(one, pikepdf.Dictionary) or not set(one.keys()) <= {"/Type", "/TU", "/TS", *_STORED_FOR_ONE}:
        return False
    time = one.get("/TU")
    is_time = time is None or (isinstance(time, pikepdf.String) and not time.is_indirect)
    return is_time and _is_typed(one) and _holds(one, _STORED_FOR_ONE) and ("/TS" not in one or _is_stream_of(cms.ContentInfo, one["/TS"]))


def _holds(holder: Any, kinds: dict[str, Any]) -> bool:
    return all(_is_list_of(kind, holder[key]) for key, kind in kinds.items() if key in holder)


def _is_list_of(kind: Any, value: Any) -> bool:
    return isinstance(value, pikepdf.Array) and all(_is_stream_of(kind, one) for one in value)


def _is_stream_of(kind: Any, value: Any) -> bool:
    if not isinstance(value, pikepdf.Stream) or not set(value.stream_dict.keys()) <= _PLAIN_STREAM:
        return False
    told = value.stream_dict
    filters, how = told.get("/Filter"), told.get("/DecodeParms")
    if not (_is_typed(told) and all(map(_is_direct_name, _listed(filters))) and all(map(_is_flat, _listed(how)))):
        return False
    try:
        return parsed(kind, value.read_bytes()) is not None
    except pikepdf.PdfError:
        return False


def _listed(value: Any) -> list[Any]:
    """Return what stands in *value*, a list or a single one; *value* itself where it stands elsewhere in the file."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) and not value.is_indirect else [value]


def _is_typed(holder: Any) -> bool:
    return "/Type" not in holder or _is_direct_name(holder["/Type"])


def _is_direct_name(value: Any) -> bool:
    return isinstance(value, pikepdf.Name) and not value.is_indirect


def _is_flat(value: Any) -> bool:
    """Return whether *value* is a dictionary of numbers, or nothing, and stands where it is used."""
    if value is None:
        return True
    return isinstance(value, pikepdf.Dictionary) and not value.is_indirect and all(isinstance(one, int) for one in value.values())
