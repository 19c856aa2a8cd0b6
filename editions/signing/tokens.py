"""Keys that never leave their token: the address of one (RFC 7512), and the way to it (PKCS#11)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from editions.problems import Problem, SigningRefusal, UsageRefusal

_EXAMPLE = 'As in "pkcs11:token=Office;object=officer?module-path=/usr/lib/softhsm/libsofthsm2.so".'
_PATH, _QUERY = ("token", "serial", "manufacturer", "model", "object", "id", "type"), ("module-path",)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a key lies: the module that speaks with the token, the token's label or serial number, the key's label or id."""

    text: str
    module: Path
    token: str = ""
    serial: str = ""
    label: str = ""
    identifier: bytes = b""


def address(uri: str) -> Address:
    """Return the address that *uri* says.

    Raises:
        UsageRefusal: it is none, holds a PIN, or does not say what is needed.
    """
    path, _, query = uri.removeprefix("pkcs11:").partition("?")
    given = dict(part.partition("=")[::2] for part in (*path.split(";"), *query.split("&")) if part)
    if "pin-value" in given or "pin-source" in given:
        what = "the address holds a PIN, which everybody sees who sees the command"
        raise UsageRefusal(Problem("--key", what, "Give it with --secret-file, --secret-env, or when you are asked for it."))
    unknown = [name for name in given if name not in (*_PATH, *_QUERY)]
    if unknown or "module-path" not in given or not ("object" in given or "id" in given):
        what = f'unknown part "{unknown[0]}"' if unknown else "the address must say module-path, and object or id"
        raise UsageRefusal(Problem(f'"{uri}"', what, _EXAMPLE))
    return Address(
        text=uri,
        module=Path(unquote(given["module-path"])),
        token=unquote(given.get("token", "")),
        serial=unquote(given.get("serial", "")),
        label=unquote(given.get("object", "")),
        identifier=unquote_to_bytes(given.get("id", "")),
    )


@contextmanager
def session(at: Address, pin: Callable[[], str]) -> Iterator[Any]:
    """Open the token at *at* with its *pin*; it is closed when the block ends.

    Raises:
        SigningRefusal: the module or the token is missing, or the PIN is wrong.
    """
    import pkcs11
    from pkcs11 import exceptions

    token = _token(at, pkcs11)
    try:
        opened = token.open(user_pin=pin())
    except exceptions.PinLocked:
        raise SigningRefusal(Problem(at.text, "the token is locked: its PIN was wrong too often", "Its issuer unlocks it.")) from None
    except (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange):
        raise SigningRefusal(Problem(at.text, "the PIN is wrong", "After some wrong ones the token locks itself.")) from None
    except exceptions.PKCS11Error as error:
        raise SigningRefusal(_problem(at, error)) from None
    with opened:
        try:
            yield opened
        except exceptions.PKCS11Error as error:
            # While it signs, too: it was taken out, or does not know the mechanism.
            raise SigningRefusal(_problem(at, error)) from None


def _token(at: Address, pkcs11: Any) -> Any:
    if not at.module.is_file():
        raise SigningRefusal(Problem(str(at.module), "there is no such PKCS#11 module", "The token's software brings one."))
    try:
        wanted = {"token_label": at.token or None, "token_serial": at.serial.encode() or None}
        return pkcs11.lib(str(at.module)).get_token(**{name: value for name, value in wanted.items() if value})
    except pkcs11.exceptions.NoSuchToken:
        raise SigningRefusal(Problem(at.text, "there is no such token", "Put it in, or mend the address.")) from None
    except pkcs11.exceptions.MultipleTokensReturned:
        raise SigningRefusal(Problem(at.text, "there are several such tokens", "Say which: token=…, or serial=….")) from None
    except (pkcs11.exceptions.PKCS11Error, OSError, RuntimeError) as error:
        raise SigningRefusal(_problem(at, error)) from None


def _problem(at: Address, error: Exception) -> Problem:
    said = f": {error}" if str(error) else ""
    return Problem(at.text, f"the token does not answer as it should ({type(error).__name__}{said})", "Take it out, put it in, try again.")


def needs_digest(opened: Any) -> bool:
    """Return whether the token signs with ECDSA only what was digested before: many do not digest themselves."""
    from pkcs11 import Mechanism

    return Mechanism.ECDSA_SHA256 not in opened.token.slot.get_mechanisms()


def certificates(opened: Any) -> list[bytes]:
    """Return all certificates on the token, in DER."""
    from pkcs11 import Attribute, ObjectClass

    return [bytes(found[Attribute.VALUE]) for found in opened.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})]


def key_id(opened: Any, at: Address) -> bytes | None:
    """Return the id of the private key at *at*; None where there is no such key.

    Raises:
        SigningRefusal: there are several such keys.
    """
    from pkcs11 import Attribute, ObjectClass

    wanted: dict[Any, Any] = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    if at.label:
        wanted[Attribute.LABEL] = at.label
    if at.identifier:
        wanted[Attribute.ID] = at.identifier
    found = list(opened.get_objects(wanted))
    if len(found) > 1:
        raise SigningRefusal(Problem(at.text, "there are several such keys on the token", "Say which: object=…, and id=…."))
    return bytes(found[0][Attribute.ID]) if found else None


def certificate_of(opened: Any, at: Address, identifier: bytes) -> bytes | None:
    """Return the certificate, in DER, that has the *identifier* of the key at *at*, or else its label."""
    from pkcs11 import Attribute, ObjectClass

    for attribute, value in ((Attribute.ID, identifier), (Attribute.LABEL, at.label)):
        if value:
            found = list(opened.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE, attribute: value}))
            if len(found) == 1:
                return bytes(found[0][Attribute.VALUE])
    return None
