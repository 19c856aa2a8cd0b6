"""Whether a trusted root vouches for a certificate, and whether it was revoked (door to pyHanko's certvalidator)."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext, errors, find_valid_path
from pyhanko_certvalidator.path import ValidationPath

from editions.model.signatures import Revocation
from editions.verifying.cms import Token, name_of, names_a_service
from editions.verifying.faults import FAULTS
from editions.verifying.revision import Store
from editions.verifying.stored import parsed

#: What the library says of each path that it tries goes nowhere: what it found is returned.
logging.getLogger("pyhanko_certvalidator").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").addHandler(logging.NullHandler())

#: Where a certificate says for what it is, that is anything, mail or documents (RFC 9336): not a server on the network.
SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"},
    match_all_key_usages=False,
    extd_key_usage={"email_protection", "1.3.6.1.5.5.7.3.36"},
    explicit_extd_key_usage_required=False,
)
STAMPING = KeyUsageConstraints(extd_key_usage={"time_stamping"}, explicit_extd_key_usage_required=True)


class Trouble(StrEnum):
    """Why a certificate is not relied on."""

    NONE = ""
    NO_ROOT = "no-root"
    EXPIRED = "certificate-expired"
    NOT_YET = "certificate-not-yet-valid"
    REVOKED = "revoked"
    REVOCATION_UNKNOWN = "revocation-unknown"
    PURPOSE = "certificate-purpose"
    WEAK = "weak-algorithm"
    OTHER = "certificate-chain"


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What vouches for a certificate: the name of a *root*, or the *trouble* with that, when that began, and whose it is."""

    root: str = ""
    trouble: Trouble = Trouble.NONE
    since: datetime | None = None
    about: str = ""
    revocation: Revocation = Revocation.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What certificates are judged by: trusted *roots*, other certificates, and what is known of revocations."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]
    answers: tuple[ocsp.OCSPResponse, ...]
    lists: tuple[crl.CertificateList, ...]


def evidence_of(roots: Iterable[bytes], store: Store, tokens: Iterable[Token]) -> Evidence:
    """Return what to judge by, of *roots*, what a file's *store* holds, and its *tokens*; what is misshapen is left out."""
    others = [*_loaded(x509.Certificate, store.certificates), *(one for token in tokens for one in (token.certificate, *token.others))]
    return Evidence(
        roots=tuple(_loaded(x509.Certificate, roots)),
        others=tuple(others),
        answers=tuple(_loaded(ocsp.OCSPResponse, store.answers)),
        lists=tuple(_loaded(crl.CertificateList, store.lists)),
    )


def chain_of(certificate: x509.Certificate, moment: datetime, evidence: Evidence, purpose: KeyUsageConstraints) -> Chain:
    """Return what vouches for *certificate* at *moment*.

    Where it names a service to ask, an answer of then or later has to say that it had not been revoked.
    """
    strict = _judged(certificate, moment, evidence, purpose, "hard-fail")
    if strict.trouble is not Trouble.REVOCATION_UNKNOWN:
        return strict
    # Once more, to name the root.
    return Chain(root=_judged(certificate, moment, evidence, purpose, "none").root, trouble=strict.trouble, about=strict.about)


def dates_of(certificate: x509.Certificate, moment: datetime, evidence: Evidence, purpose: KeyUsageConstraints) -> Chain:
    """Return what vouches for *certificate* at *moment*: it has begun and not ended, and nothing here says that it had been revoked."""
    found = _judged(certificate, moment, evidence, purpose, "none")
    if found.trouble:
        return found
    known = _judged(certificate, min([moment, *_latest(evidence)]), evidence, purpose, "soft-fail")
    return known if known.trouble is Trouble.REVOKED else found


def _judged(certificate: x509.Certificate, moment: datetime, evidence: Evidence, purpose: KeyUsageConstraints, mode: str) -> Chain:
    if not evidence.roots:
        # Left without any, the library would take those of the operating system.
        return Chain(trouble=Trouble.NO_ROOT, about=name_of(certificate))
    context = ValidationContext(
        trust_roots=list(evidence.roots),
        other_certs=list(evidence.others),
        crls=list(evidence.lists),
        ocsps=list(evidence.answers),
        moment=moment,
        revocation_mode=mode,
        # An answer of later says more: an authority does not take back that a certificate was revoked.
        retroactive_revinfo=True,
    )
    try:
        path = asyncio.run(_path(certificate, context))
        if path.pkix_len > 0:
            purpose.validate(certificate)
    except errors.RevokedError as error:
        if error.is_side_validation:
            return Chain(trouble=Trouble.REVOCATION_UNKNOWN, about=_about(error))
        return Chain(
            root=_root(error), trouble=Trouble.REVOKED, since=error.revocation_dt, about=_about(error), revocation=Revocation.REVOKED
        )
    except errors.InsufficientRevinfoError as error:
        return Chain(trouble=Trouble.REVOCATION_UNKNOWN, about=_about(error))
    except errors.ExpiredError as error:
        trouble = Trouble.REVOCATION_UNKNOWN if error.is_side_validation else Trouble.EXPIRED
        return Chain(root=_root(error), trouble=trouble, since=error.expired_dt, about=_about(error))
    except errors.NotYetValidError as error:
        trouble = Trouble.REVOCATION_UNKNOWN if error.is_side_validation else Trouble.NOT_YET
        return Chain(root=_root(error), trouble=trouble, since=error.valid_from, about=_about(error))
    except errors.DisallowedAlgorithmError as error:
        return Chain(root=_root(error), trouble=Trouble.WEAK, about=_about(error))
    except errors.PathBuildingError:
        return Chain(trouble=Trouble.NO_ROOT, about=name_of(certificate))
    except errors.InvalidCertificateError:
        return Chain(trouble=Trouble.NO_ROOT if certificate.self_signed != "no" else Trouble.PURPOSE, about=name_of(certificate))
    except (errors.ValidationError, *FAULTS):
        return Chain(trouble=Trouble.OTHER, about=name_of(certificate))
    return Chain(root=_anchor(path), revocation=Revocation.GOOD if names_a_service(certificate) else Revocation.UNANSWERABLE)


def path_of(certificate: x509.Certificate, evidence: Evidence) -> list[x509.Certificate]:
    """Return the certificates that lead from a root to *certificate*, whatever their dates; none if no root vouches for it."""
    context = ValidationContext(trust_roots=list(evidence.roots), other_certs=list(evidence.others))
    try:
        paths = asyncio.run(context.path_builder.async_build_paths(certificate)) if evidence.roots else []
    except (errors.PathBuildingError, *FAULTS):
        return []
    return list(paths[0]) if paths else []


async def _path(certificate: x509.Certificate, context: ValidationContext) -> ValidationPath:
    path: ValidationPath = await find_valid_path(certificate, context.path_builder.async_build_paths_lazy(certificate), context)
    return path


def _root(error: errors.PathValidationError) -> str:
    return _anchor(error.original_path)


def _about(error: errors.PathValidationError) -> str:
    """Return the name of the certificate that *error* is about."""
    leaf = error.current_path.last
    return name_of(leaf) if isinstance(leaf, x509.Certificate) else ""


def _anchor(path: ValidationPath) -> str:
    authority = path.trust_anchor.authority
    native = authority.name.native
    return str(native.get("common_name") or native.get("organization_name") or authority.name.human_friendly)


def _latest(evidence: Evidence) -> list[datetime]:
    """Return when the latest of what is known of revocations was said."""
    times = [one["tbs_cert_list"]["this_update"].native for one in evidence.lists]
    for answer in evidence.answers:
        basic = answer.basic_ocsp_response if answer["response_status"].native == "successful" else None
        times += [one["this_update"].native for one in basic["tbs_response_data"]["responses"]] if basic else []
    return [max(times)] if times else []


def _loaded(kind: Any, many: Iterable[bytes]) -> list[Any]:
    return [made for one in sorted(many) if (made := parsed(kind, one)) is not None]
