"""One revision of a PDF: its objects, its signature fields, its store of revocation data (door to pikepdf)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from editions.model.fields import is_signature_field
from editions.verifying.faults import FAULTS

#: An object's number and generation.
Id = tuple[int, int]
#: Streams that only say where objects are.
_BOOKKEEPING = ("/XRef", "/ObjStm")
#: How deep fields may lie in one another.
_DEEPEST = 32


#: What may be raised where a stranger's file holds something else than is expected.
BROKEN = (pikepdf.PdfError, pikepdf.ForeignObjectError, pikepdf.DeletedObjectError, *FAULTS, RuntimeError, OSError)


class Unreadable(Exception):
    """The file is no PDF that can be taken apart; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What stands in a signature field: the signature's dictionary *value*, *contents* as they stand, with what fills them up.

    *permits* is which changes it permits, where it says so: 1, none; 2, filling in fields; 3, notes as well (ISO 32000-2, table 257).
    """

    name: str
    value: Id
    kind: str
    sub_filter: str
    byte_range: tuple[int, ...]
    contents: bytes
    claimed: str
    permits: int | None = None


class Revision:
    """The PDF *content* as it was at one time."""

    def __init__(self, content: bytes) -> None:
        try:
            self.pdf = pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True, inherit_page_attributes=False)
        except pikepdf.PasswordError:
            raise Unreadable("it is encrypted") from None
        except (pikepdf.PdfError, ValueError) as error:
            raise Unreadable(f"it is no PDF that can be taken apart ({error})") from None

    @property
    def root(self) -> Any:
        """Return the catalog."""
        return self.pdf.Root

    @cached_property
    def prints(self) -> Mapping[Id, bytes]:
        """Return a digest of each object, but for those that only say where others are."""
        found: dict[Id, bytes] = {}
        for one in self.pdf.objects:
            if one is None or not isinstance(one, pikepdf.Object):
                continue
            if not (isinstance(one, pikepdf.Stream) and str(one.get("/Type", "")) in _BOOKKEEPING):
                found[one.objgen] = fingerprint(one)
        return found

    def get(self, identity: Id) -> Any:
        """Return the object *identity*."""
        return self.pdf.get_object(identity)

    def fields(self) -> Iterator[tuple[str, Any]]:
        """Yield each signature field with its full name, in the order of the form."""
        form = self.root.get("/AcroForm")
        listed = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
        for one in listed if isinstance(listed, pikepdf.Array) else ():
            yield from _fields(one, "", "", _DEEPEST)

    def signed(self) -> Iterator[Signed]:
        """Yield what stands in each signature field that is filled in."""
        for name, field in self.fields():
            value = field.get("/V")
            if isinstance(value, pikepdf.Dictionary):
                yield _signed(name, value, field.get("/Lock"))

    def unsigned(self) -> Iterator[str]:
        """Yield the name of each field of a signatory's that is empty."""
        for name, field in self.fields():
            if is_signature_field(name) and not isinstance(field.get("/V"), pikepdf.Dictionary):
                yield name

    @property
    def certifying(self) -> Id | None:
        """Return which signature certifies the file, as the catalog has it."""
        permissions = self.root.get("/Perms")
        value = permissions.get("/DocMDP") if isinstance(permissions, pikepdf.Dictionary) else None
        return value.objgen if isinstance(value, pikepdf.Dictionary) else None

    def store(self) -> "Store":
        """Return what the file holds to verify its signatures by."""
        held = self.root.get("/DSS")
        return _store(held) if isinstance(held, pikepdf.Dictionary) else Store()


@dataclass(frozen=True, kw_only=True)
class Store:
    """Certificates, answers of OCSP services, and revocation lists, in DER (ISO 32000-2, 12.8.4.3)."""

    certificates: frozenset[bytes] = frozenset()
    answers: frozenset[bytes] = frozenset()
    lists: frozenset[bytes] = frozenset()

    def holds(self, other: "Store") -> bool:
        """Return whether nothing of *other* is missing here."""
        return self.certificates >= other.certificates and self.answers >= other.answers and self.lists >= other.lists

    def __or__(self, other: "Store") -> "Store":
        return Store(
            certificates=self.certificates | other.certificates, answers=self.answers | other.answers, lists=self.lists | other.lists
        )


def fingerprint(one: Any) -> bytes:
    """Return a digest of what *one* holds; what it refers to counts by its number."""
    if isinstance(one, pikepdf.Stream):
        made = hashlib.sha256(one.stream_dict.unparse(resolved=True))
        made.update(b"stream")
        made.update(one.read_raw_bytes())
        return made.digest()
    return hashlib.sha256(one.unparse(resolved=True)).digest()


def _fields(field: Any, above: str, inherited: str, depth: int) -> Iterator[tuple[str, Any]]:
    if not isinstance(field, pikepdf.Dictionary) or not depth:
        return
    kind = str(field.get("/FT", inherited))
    own = str(field["/T"]) if "/T" in field else ""
    name = f"{above}.{own}" if above and own else above or own
    kids = field.get("/Kids")
    under = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/T" in kid] if isinstance(kids, pikepdf.Array) else []
    for kid in under:
        yield from _fields(kid, name, kind, depth - 1)
    if kind == "/Sig" and not under:
        yield name, field


def _signed(name: str, value: Any, lock: Any) -> Signed:
    ranges = value.get("/ByteRange")
    numbers = tuple(int(one) for one in ranges if isinstance(one, int)) if isinstance(ranges, pikepdf.Array) else ()
    contents = value.get("/Contents")
    return Signed(
        name=name,
        value=value.objgen,
        kind=str(value.get("/Type", "/Sig")),
        sub_filter=str(value.get("/SubFilter", "")),
        byte_range=numbers,
        contents=bytes(contents) if isinstance(contents, pikepdf.String) else b"",
        claimed=str(value.get("/M", "")),
        permits=_permits(value.get("/Reference"), lock),
    )


def _permits(references: Any, lock: Any) -> int | None:
    """Return the least that is permitted: by one who certifies, by one who closes the file later, or by the *lock* of the field.

    Only for one who certifies there is a number that goes without saying: 2 (ISO 32000-2, tables 236, 257 and 259).
    """
    found = [_number(lock, None)]
    for one in references if isinstance(references, pikepdf.Array) else ():
        method = str(one.get("/TransformMethod", "")) if isinstance(one, pikepdf.Dictionary) else ""
        if method in ("/DocMDP", "/FieldMDP"):
            found.append(_number(one.get("/TransformParams"), 2 if method == "/DocMDP" else None))
    return min((one for one in found if one is not None), default=None)


def _number(told: Any, otherwise: int | None) -> int | None:
    found = told.get("/P", otherwise) if isinstance(told, pikepdf.Dictionary) else otherwise
    return found if isinstance(found, int) else None


def _store(held: Any) -> Store:
    def streams(key: str) -> frozenset[bytes]:
        listed = held.get(key)
        many = listed if isinstance(listed, pikepdf.Array) else ()
        return frozenset(one.read_bytes() for one in many if isinstance(one, pikepdf.Stream))

    return Store(certificates=streams("/Certs"), answers=streams("/OCSPs"), lists=streams("/CRLs"))
