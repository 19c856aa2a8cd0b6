"""Whether the one who signs, and the one who stamps the time, are vouched for: looked at before anything is signed."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from editions.problems import Problem, SigningRefusal
from editions.signing.keys import Key

#: Seconds that a service on the network has to answer.
_PATIENCE = 20
_WITHOUT = "Try again when it answers; --level B-T signs without it."
_ROOTS = 'Put the certificate of its root into the folder that settings.toml names: [signing] roots = "…".'


def context(roots: Sequence[bytes]) -> Any:
    """Return what pyHanko judges certificates by: *roots*, in DER; whether one was revoked is asked of its authority, and must be known."""
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[Certificate.load(root) for root in roots], allow_fetching=True, revocation_mode="require")


def run(work: Coroutine[Any, Any, Any], judged_by: Any | None) -> Any:
    """Return what *work* comes to; the connections that *judged_by* opened for it are closed."""

    async def whole() -> Any:
        try:
            return await work
        finally:
            if judged_by is not None:
                await judged_by.aclose()

    return asyncio.run(whole())


def stamping(url: str) -> Any:
    """Return what asks the service at *url* for time stamps."""
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(url, timeout=_PATIENCE)


def refuse_dates(key: Key) -> None:
    """Look whether the certificate of *key* holds now.

    Raises:
        SigningRefusal: it has ended, or has not begun.
    """
    now = datetime.now(UTC)
    if now > (ends := key.certificate.not_valid_after_utc):
        raise SigningRefusal(
            Problem(key.where, f"the certificate of {key.name} ended on {ends:%Y-%m-%d}", "Ask its authority for a new one.")
        )
    if now < (begins := key.certificate.not_valid_before_utc):
        raise SigningRefusal(Problem(key.where, f"the certificate of {key.name} is valid from {begins:%Y-%m-%d}", "Sign then."))


def usage(key: Key) -> set[str]:
    """Return for what the certificate of *key* must be: to sign.

    Raises:
        SigningRefusal: it is for something else.
    """
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        found = key.certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return set()
    if found.content_commitment:
        return {"non_repudiation"}
    if found.digital_signature:
        return {"digital_signature"}
    raise SigningRefusal(
        Problem(key.where, f"the certificate of {key.name} is not for signing", "Take the one that is; a person may have several.")
    )


def refuse_untrusted(key: Key, judged_by: Any) -> None:
    """Look whether one of the roots vouches for the certificate of *key*, and that it was not revoked.

    Raises:
        SigningRefusal: none does, it was revoked, or that cannot be told.
    """
    from pyhanko_certvalidator import CertificateValidator

    validator = CertificateValidator(key.signer.signing_cert, intermediate_certs=key.signer.cert_registry, validation_context=judged_by)
    with _explained(f"the certificate of {key.name}", key.where):
        run(validator.async_validate_usage(usage(key)), judged_by)  # type: ignore[no-untyped-call]


def refuse_untrusted_stamps(service: Any, judged_by: Any | None) -> None:
    """Ask *service* for a time stamp on nothing, and look whether a root vouches for it, where there are any.

    Raises:
        SigningRefusal: it does not answer, or is not vouched for.
    """
    with _explained("the service that stamps the time", service.url):
        run(_try(service, judged_by), judged_by)


async def _try(service: Any, judged_by: Any | None) -> None:
    await service.async_dummy_response("sha256")
    if judged_by is not None:
        async for _ in service.validation_paths(judged_by):
            pass


@contextmanager
def _explained(who: str, where: str) -> Iterator[None]:
    """Say what is wrong with *who* in words that an officer understands."""
    from pyhanko_certvalidator import errors

    try:
        yield
    except errors.RevokedError as error:
        since = f" on {error.revocation_dt:%Y-%m-%d}" if getattr(error, "revocation_dt", None) else ""
        raise SigningRefusal(Problem(where, f"{who} was revoked{since}", "Ask its authority for a new key.")) from None
    except errors.ExpiredError:
        raise SigningRefusal(Problem(where, f"{who}: a certificate above it has ended", "Ask its authority.")) from None
    except errors.PathBuildingError:
        raise SigningRefusal(Problem(where, f"{who}: no trusted root vouches for it", _ROOTS)) from None
    except errors.InsufficientRevinfoError:
        what = f"{who}: whether it was revoked cannot be told: its authority does not answer"
        raise SigningRefusal(Problem(where, what, _WITHOUT)) from None
    except (errors.ValidationError, errors.InvalidCertificateError) as error:
        raise SigningRefusal(Problem(where, f"{who} is not to be trusted: {error}", "Ask its authority.")) from None
    except OSError as error:
        cause = error.__cause__ or error
        raise SigningRefusal(
            Problem(where, f"{who} does not answer: {type(cause).__name__}", "Try again later; --level B-B signs without it.")
        ) from None
    except (ValueError, TypeError, KeyError) as error:
        # What answers there is no such service.
        raise SigningRefusal(Problem(where, f"{who} answers otherwise than it should: {error}"[:300], "Mend its address.")) from None
