"""What one revision of a file has added to the one before, and whether it may: object by object (door to pikepdf).

After a signature there may come: revocation data; a time stamp, or another's signature, each in a field that was there
when the file was signed; and nothing else (ISO 32000-2, 12.8.2.2, at its strictest).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.model.signatures import Remark
from editions.verifying.places import LOOSE, Places, part_of, within
from editions.verifying.revision import Id, Revision, Signed
from editions.verifying.stored import is_store

STORE, STAMP, SIGNATURE = "revocation data", "a time stamp", "another signature"
#: Entries of the catalog that may come with revocation data and time stamps: the store, and how old readers are told of it.
_CATALOG = ("/DSS", "/Extensions")
_DEVELOPERS = ("/ESIC", "/ADBE", "/ISO_")
#: What filling in a field sets.
_FILLED = ("/V", "/AP")
#: What the dictionary of a time stamp may have (ISO 32000-2, table 255, and 12.8.5).
_STAMP = {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/Name", "/Reason", "/Location", "/ContactInfo", "/V"}


@dataclass(frozen=True, kw_only=True)
class Step:
    """From one revision to the next: the *additions* that may be, by their names, and the *changes* that may not."""

    additions: tuple[str, ...]
    changes: tuple[Remark, ...]


def step(before: Revision, after: Revision) -> Step:
    """Return what *after* has that *before* has not."""
    return _Comparison(before, after).judged()


class _Comparison:
    def __init__(self, before: Revision, after: Revision) -> None:
        self._before, self._after = before, after
        old, new = before.prints, after.prints
        self._changed = {one for one in old if one in new and old[one] != new[one]}
        self._gone = {one for one in old if one not in new}
        self._new = {one for one in new if one not in old}
        self._additions: list[str] = []
        self._changes: list[Remark] = []

    def judged(self) -> Step:
        self._trailers()
        self._catalogs()
        allowed = self._store() | self._fields()
        changed = sorted(one for one in self._changed - allowed if one != self._after.root.objgen)
        new = sorted(self._new - allowed)
        if changed or self._gone or new:
            old_places, new_places = Places(self._before), Places(self._after)
            for one in [*changed, *sorted(self._gone)]:
                kind, words = old_places.of(one)
                self._change(kind, f"changed since: {words}")
            for one in new:
                kind, words = new_places.of(one)
                loose = kind == LOOSE[0]
                self._change("extra-object" if loose else kind, f"added since: {words}" if loose else f"added since, to: {words}")
        return Step(additions=tuple(dict.fromkeys(self._additions)), changes=tuple(dict.fromkeys(self._changes)))

    def _change(self, kind: str, sentence: str) -> None:
        self._changes.append(Remark(kind=kind, sentence=sentence))

    def _trailers(self) -> None:
        """Compare what the trailers name."""
        old, new = self._before.pdf.trailer, self._after.pdf.trailer
        if old.Root.objgen != new.Root.objgen:
            self._change("changed-catalog", "another catalog was put into the place of the document's")
        if _reference(old.get("/Info")) != _reference(new.get("/Info")):
            self._change("changed-metadata", "changed since: the metadata (Info)")
        if _reference(old.get("/Encrypt")) != _reference(new.get("/Encrypt")):
            self._change("changed-catalog", "changed since: who may open the file")
        if "/ID" in old and ("/ID" not in new or _first(old["/ID"]) != _first(new["/ID"])):
            self._change("changed-catalog", "changed since: the mark by which the file is known")

    def _catalogs(self) -> None:
        """Compare the catalogs, entry by entry."""
        old, new = self._before.root, self._after.root
        for key in sorted({*old.keys(), *new.keys()}):
            if _reference(old.get(key)) == _reference(new.get(key)):
                continue
            if key == "/Extensions" and _are_extensions(new.get(key)):
                continue
            if key not in _CATALOG:
                kind, words = part_of(key)
                self._change(kind, f"changed since: {words}")

    def _store(self) -> set[Id]:
        """Judge what became of the revocation data; return the objects that it is made of."""
        old, new = self._before.root.get("/DSS"), self._after.root.get("/DSS")
        if new is None:
            if old is not None:
                self._change("store-stripped", "the revocation data was taken out")
            return set()
        if not self._after.store().holds(self._before.store()):
            self._change("store-stripped", "revocation data was taken out")
        if not is_store(new):
            self._change("store-strange", "what was added as revocation data holds something else")
        parts = self._reached(new) | (self._owned(old) & self._changed)
        if parts & (self._new | self._changed) or old is None:
            self._additions.append(STORE)
        return parts

    def _owned(self, old: Any) -> set[Id]:
        """Return the dictionaries and lists of the store *old* itself: what may become longer."""
        if not isinstance(old, pikepdf.Dictionary):
            return set()
        parts = [old, *(old[key] for key in ("/VRI", "/Certs", "/OCSPs", "/CRLs") if key in old)]
        vri = old.get("/VRI")
        parts += list(vri.values()) if isinstance(vri, pikepdf.Dictionary) else []
        return {one.objgen for one in parts if isinstance(one, pikepdf.Object) and one.is_indirect}

    def _reached(self, start: Any) -> set[Id]:
        """Return the objects that are new and are reached from *start* over new ones alone."""
        found: set[Id] = set()
        waiting = [start]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, pikepdf.Object):
                continue
            if one.is_indirect:
                if one.objgen in found or (one.objgen not in self._new and one is not start):
                    continue
                if one.objgen in self._new:
                    found.add(one.objgen)
            waiting += within(one)
        return found

    def _fields(self) -> set[Id]:
        """Judge which signature fields were filled in; return the objects that this changed and brought."""
        old, new = dict(self._before.fields()), dict(self._after.fields())
        allowed: set[Id] = set()
        filled = {one.name: one for one in self._after.signed()}
        for name, field in new.items():
            before = old.get(name)
            if before is None or "/V" in before or name not in filled or before.objgen != field.objgen:
                continue
            if allowed_here := self._filled(before, field, filled[name]):
                allowed |= allowed_here
                self._additions.append(STAMP if filled[name].kind == "/DocTimeStamp" else SIGNATURE)
        return allowed

    def _filled(self, before: Any, after: Any, signed: Signed) -> set[Id]:
        """Return the objects by which the field *before* became *after*; none if more than that was done to it."""
        if signed.kind == "/DocTimeStamp":
            return self._stamped(before, after)
        widgets = [(before, after), *zip(_kids(before), _kids(after), strict=False)]
        allowed: set[Id] = set()
        for old, new in widgets:
            keys = {key for key in {*old.keys(), *new.keys()} if _reference(old.get(key)) != _reference(new.get(key))}
            if not keys <= set(_FILLED):
                return set()
            allowed |= {new.objgen} | self._reached(new.get("/V")) | self._reached(new.get("/AP"))
        return allowed

    def _stamped(self, before: Any, after: Any) -> set[Id]:
        """Return the objects by which a time stamp came into the field *before*; none if it shows anything, or brings more with it.

        Anybody may have a file stamped: nobody vouches for what comes with the stamp. A field that has room on the page is
        somebody's to sign in.
        """
        others = {*before.keys(), *after.keys()} - {"/V"}
        value = after["/V"]
        is_bare = isinstance(value, pikepdf.Dictionary) and set(value.keys()) <= _STAMP and _is_whole(value)
        # An object that was there would be lost to it.
        is_old = isinstance(value, pikepdf.Object) and value.is_indirect and value.objgen not in self._new
        if any(_reference(before.get(key)) != _reference(after.get(key)) for key in others) or _has_area(after) or not is_bare or is_old:
            return set()
        return {after.objgen, value.objgen}


def _is_whole(value: Any) -> bool:
    """Return whether *value* leads to no other object of the file."""
    return not any(isinstance(one, pikepdf.Object) and (one.is_indirect or not _is_whole(one)) for one in within(value))


def _kids(field: Any) -> list[Any]:
    kids = field.get("/Kids")
    return [one for one in kids if isinstance(one, pikepdf.Dictionary)] if isinstance(kids, pikepdf.Array) else []


def _has_area(widget: Any) -> bool:
    corners = widget.get("/Rect")
    numbers = [float(one) for one in corners] if isinstance(corners, pikepdf.Array) else []
    return any(map(_has_area, _kids(widget))) or (len(numbers) == 4 and numbers[0] != numbers[2] and numbers[1] != numbers[3])


def _are_extensions(value: Any) -> bool:
    """Return whether *value* names extensions of the format, and nothing else (ISO 32000-2, 7.12)."""
    if not isinstance(value, pikepdf.Dictionary):
        return False
    return all(key in _DEVELOPERS and _is_flat(one) for key, one in value.items() if key != "/Type")


def _is_flat(one: Any) -> bool:
    values: Iterator[Any] = iter(one.values()) if isinstance(one, pikepdf.Dictionary) else iter(())
    return all(not isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) for value in values)


def _first(identity: Any) -> bytes:
    return bytes(identity[0]) if isinstance(identity, pikepdf.Array) and len(identity) else b""


def _reference(value: Any) -> Any:
    """Return what *value* is compared by: which object it is, or what stands there."""
    if isinstance(value, pikepdf.Object):
        return value.objgen if value.is_indirect else value.unparse()
    return value
