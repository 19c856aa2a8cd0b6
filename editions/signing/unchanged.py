"""What a signature may add to a file, and that it changed nothing else: object by object (pikepdf)."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from editions.problems import Problem

#: What signing may write into the catalog, into the form, and into a field that it fills.
_IN_CATALOG, _IN_FORM, _IN_FIELD = ("/DSS", "/Extensions", "/Perms", "/AcroForm"), ("/SigFlags",), ("/V", "/AP", "/Lock")


def changes(before: bytes, after: bytes, filled: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is other in the PDF *after* than it was in *before*, beside the fields *filled*, revocation data and certification."""
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        form = old.Root.AcroForm
        allowed: dict[tuple[int, int], tuple[str, ...]] = {old.Root.objgen: _IN_CATALOG}
        if form.is_indirect:
            allowed[form.objgen] = _IN_FORM
        allowed |= {field.objgen: _IN_FIELD for field in form.Fields if str(field.T) in filled}
        changed = [item.objgen for item in old.objects if not _same(item, new.get_object(item.objgen), allowed.get(item.objgen, ()))]
        if not form.is_indirect and not _same(form, new.Root.AcroForm, _IN_FORM):
            changed.append(old.Root.objgen)
        for key in ("/Info", "/Root"):
            if _reference(old.trailer, key) != _reference(new.trailer, key):
                yield _problem(f"another {key[1:]} stands in its trailer")
        # What was there before under a signature may be added to, and not taken away.
        if "/DSS" in old.Root:
            changed = [number for number in changed if number not in _store(old)]
    if changed:
        yield _problem(f"{len(changed)} objects are other than they were ({', '.join(str(number) for number, _ in changed[:5])})")


def _problem(what: str) -> Problem:
    return Problem("the signed file", f"signing changed more than it may: {what}", "Nothing was published. Report it: it is a fault.")


def _reference(trailer: Any, key: str) -> Any:
    return trailer[key].objgen if key in trailer else None


def _store(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the objects of the store of revocation data that grow with a signature: itself, and its lists."""
    store = pdf.Root.DSS
    return {store.objgen, *(value.objgen for value in store.values() if isinstance(value, Array) and value.is_indirect)}


def _same(one: Any, other: Any, left_out: tuple[str, ...]) -> bool:
    """Return whether two objects say the same; what stands under the names *left_out* does not count."""
    if isinstance(one, Stream):
        return isinstance(other, Stream) and one.read_raw_bytes() == other.read_raw_bytes() and _same_entries(one, other, left_out)
    if isinstance(one, Dictionary):
        return isinstance(other, Dictionary) and _same_entries(one, other, left_out)
    return bool(_said(one) == _said(other))


def _same_entries(one: Any, other: Any, left_out: tuple[str, ...]) -> bool:
    names = (set(one.keys()) | set(other.keys())) - set(left_out) - {"/Length"}
    return all(name in one and name in other and _said(one[name]) == _said(other[name]) for name in names)


def _said(value: Any) -> Any:
    """Return *value* for a comparison; what it refers to counts by its number."""
    if isinstance(value, pikepdf.Object) and value.is_indirect and not isinstance(value, Name):
        return ("reference", value.objgen)
    return value.unparse() if isinstance(value, pikepdf.Object) else value
