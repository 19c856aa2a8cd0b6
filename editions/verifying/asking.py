"""Asks authorities over the network whether certificates were revoked: only those whose certificates a trusted root vouches for."""

import urllib.request
from collections.abc import Iterable
from hashlib import sha1
from http.client import HTTPException
from itertools import pairwise

from asn1crypto import algos, core, crl, ocsp, x509

from editions.verifying.faults import FAULTS
from editions.verifying.revision import Store

#: Seconds for an answer, and the most bytes of it: revocation lists of large authorities have some MB.
_SECONDS, _MOST = 10, 32 * 2**20


def ask(path: Iterable[x509.Certificate]) -> Store:
    """Return what the services named in the certificates of *path*, from the root on, answer about each; those that do not are left out."""
    answers, lists = [], []
    certificates = list(path)
    for issuer, certificate in pairwise(certificates):
        found = [answer for url in _answer_urls(certificate) if (answer := _answer(url, certificate, issuer))]
        answers += found[:1]
        if not found:
            lists += [one for url in _list_urls(certificate) if (one := _list(url))][:1]
    return Store(answers=frozenset(answers), lists=frozenset(lists))


def _answer(url: str, certificate: x509.Certificate, issuer: x509.Certificate) -> bytes | None:
    identity = ocsp.CertId(
        {
            # What RFC 5019 asks for: it names an issuer, and protects nothing.
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha1"}),
            "issuer_name_hash": sha1(certificate.issuer.dump(), usedforsecurity=False).digest(),
            "issuer_key_hash": core.OctetString(issuer.public_key.sha1),
            "serial_number": certificate.serial_number,
        }
    )
    request = ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": identity}]}})
    return _fetched(url, request.dump(), "application/ocsp-request", ocsp.OCSPResponse)


def _list(url: str) -> bytes | None:
    return _fetched(url, None, "", crl.CertificateList)


def _answer_urls(certificate: x509.Certificate) -> list[str]:
    """Return where *certificate* says to ask; nowhere if it names what is no address."""
    try:
        return list(certificate.ocsp_urls)
    except FAULTS:
        return []


def _list_urls(certificate: x509.Certificate) -> list[str]:
    try:
        return [point.url for point in certificate.crl_distribution_points if point.url]
    except FAULTS:
        return []


def _fetched(url: str, data: bytes | None, kind: str, shape: type[core.Asn1Value]) -> bytes | None:
    """Return what *url* answers, if it has the *shape* that is asked for."""
    if not url.lower().startswith(("http://", "https://")):
        return None
    try:
        request = urllib.request.Request(url, data=data, headers={"Content-Type": kind} if kind else {})  # noqa: S310 - looked at above
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read(_MOST)
        _ = shape.load(content, strict=True).native
    except (OSError, HTTPException, *FAULTS):
        return None
    return content
