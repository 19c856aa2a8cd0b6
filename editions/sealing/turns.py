"""Whose turn it is to sign an edition, and in which field."""

from collections.abc import Sequence
from dataclasses import dataclass

from editions.model.parties import Signatory
from editions.problems import Problem, SigningRefusal, UsageRefusal, nearest
from editions.sealing.published import Published
from editions.signing.writing import Place, places


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn it is to sign: in which field, whether first or last of all, and the next free field for a time stamp."""

    signatory: Signatory
    place: Place
    first: bool
    last: bool


def turn_of(one: Published, asked: str) -> Turn:
    """Return whose turn it is to sign *one*; that of the signatory *asked* for, by name or a part of it.

    Raises:
        SigningRefusal: all have signed, or there is no field.
        UsageRefusal: there is no such signatory, or it is another's turn.
    """
    prepared = one.source.prepared
    where = str(one.folder / one.signed_name)
    fields, _ = places(one.latest)
    by_name = {place.name: place for place in fields}
    wanted = prepared.fields.signatures if prepared.fields else ()
    pairs = [(who, by_name.get(field.name)) for who, field in zip(prepared.signatories, wanted, strict=False)]
    if not pairs or any(place is None for _, place in pairs):
        raise SigningRefusal(
            Problem(str(one.folder / one.file), "it has no field for each signatory", "Its layout gives them: docs/signing.md.")
        )
    free = [(who, place) for who, place in pairs if place and not place.filled]
    if not free:
        raise SigningRefusal(Problem(where, "all its signatories have signed", "Nothing is left to do; --refresh adds a time stamp."))
    who, place = _chosen(free, asked, [who.name for who, _ in pairs]) if asked else free[0]
    last = len(free) == 1
    if place.name == wanted[-1].name and not last:
        others = " and ".join(f'"{other.name}"' for other, _ in free[:-1])
        what = f'"{who.name}" signs last, and closes the file: {others} must sign before'
        raise UsageRefusal(Problem("--as", what, "PDF knows no other order."))
    return Turn(signatory=who, place=place, first=len(free) == len(pairs), last=last)


def _chosen(free: Sequence[tuple[Signatory, Place]], asked: str, names: Sequence[str]) -> tuple[Signatory, Place]:
    found = [(who, place) for who, place in free if asked.casefold() in who.name.casefold()]
    exact = [(who, place) for who, place in found if asked.casefold() == who.name.casefold()]
    if len(exact or found) != 1:
        fitting = [name for name in names if asked.casefold() in name.casefold()]
        what = "has signed already" if fitting and not found else "fits several signatories" if found else "is no signatory"
        raise UsageRefusal(Problem("--as", f'"{asked}" {what}', nearest(asked, names)))
    return (exact or found)[0]
