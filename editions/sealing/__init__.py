"""An edition signed: the order of what is looked at, drawn, signed, looked at again and published."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from editions.model.parties import Signatory
from editions.problems import Problem, SigningRefusal, UsageRefusal, nearest
from editions.publishing import publish_beside
from editions.rendering.stamp import Stamp, draw_stamp
from editions.sealing.afterwards import refuse_unsound
from editions.sealing.judged import refuse_unverified, roots_of
from editions.sealing.published import Published, published
from editions.sealing.recording import record, record_refreshed
from editions.signing.keys import Key, Secret, opened
from editions.signing.trusting import context, refuse_dates, refuse_untrusted, refuse_untrusted_stamps, stamping, usage
from editions.signing.writing import Order, Place, places, refuse_ended, sign, stamp
from editions.surroundings import Surroundings

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for: the edition, and how it is to be signed; empty what was not said."""

    given: str
    language: str = ""
    key: str = ""
    cert: Path | None = None
    tsa: str = ""
    level: str = ""
    signatory: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A file that was signed: where it lies, by whom, in which field, at which level, and what is to be said of that."""

    path: Path
    signer: str
    field: str
    level: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Means:
    """What there is to sign with: roots in DER, and the service that stamps the time, ready to be asked."""

    roots: tuple[bytes, ...]
    #: What judges certificates by them, and keeps what authorities answered; None where there are none.
    judged_by: Any
    stamps: Any

    @property
    def highest(self) -> str:
        """The highest level that they allow."""
        return "B-LTA" if self.roots and self.stamps else "B-T" if self.stamps else "B-B"


@dataclass(frozen=True, kw_only=True)
class _Done:
    """A file that was signed, and is not published yet."""

    one: Published
    content: bytes
    record: bytes
    sealed: Sealed


def seal(wish: Wish, around: Surroundings, secret: Secret) -> tuple[Sealed, ...]:
    """Sign the edition that *wish* names, and publish what came out; *secret* asks for what opens the key.

    Raises:
        Refusal: it is not signed; nothing was published.
    """
    found = published(wish.given, wish.language, around)
    means = _means(wish, around)
    level = _level(wish.level, means)
    turns = [_turn(one, wish.signatory) for one in found]
    with ExitStack() as stack:
        key = stack.enter_context(opened(wish.key, wish.cert, secret))
        refuse_dates(key)
        usage(key)
        if means.judged_by:
            refuse_untrusted(key, means.judged_by)
        if level != "B-B":
            refuse_untrusted_stamps(means.stamps, means.judged_by)
        done = [_sign(one, turn, key, level, means, wish.reason, around) for one, turn in zip(found, turns, strict=True)]
    return _publish(done)


def refresh(wish: Wish, around: Surroundings) -> tuple[Sealed, ...]:
    """Put a new time stamp over each signed file of the edition that *wish* names, and publish it.

    Raises:
        Refusal: there is none, or none is to be had; nothing was published.
    """
    found = published(wish.given, wish.language, around)
    means = _means(wish, around)
    if means.highest != "B-LTA":
        raise UsageRefusal(Problem("--refresh", "a time stamp over the whole file needs trusted roots and a service", _MEANS))
    refuse_untrusted_stamps(means.stamps, means.judged_by)
    return _publish([_refresh(one, means) for one in found])


_MEANS = 'settings.toml says both: [signing] roots = "FOLDER", tsa = "https://…". Or give --tsa URL.'


def _means(wish: Wish, around: Surroundings) -> _Means:
    url = wish.tsa or around.signing.tsa
    roots = roots_of(around.signing.roots)
    return _Means(roots=roots, judged_by=context(roots) if roots else None, stamps=stamping(url) if url else None)


def _level(asked: str, means: _Means) -> str:
    """Return the level to sign at: the one that was *asked* for, or the highest.

    Raises:
        UsageRefusal: what there is does not allow it.
    """
    if asked and LEVELS.index(asked) > LEVELS.index(means.highest):
        lacking = "a service that stamps the time" if not means.stamps else "the roots that are trusted"
        raise UsageRefusal(Problem(f"--level {asked}", f"there is no word of {lacking}; {means.highest} is the most", _MEANS))
    return asked or means.highest


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """Whose turn it is to sign: in which field, whether first or last of all, and the next free field for a time stamp."""

    signatory: Signatory
    place: Place
    first: bool
    last: bool


def _turn(one: Published, asked: str) -> _Turn:
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
    return _Turn(signatory=who, place=place, first=len(free) == len(pairs), last=last)


def _chosen(free: Sequence[tuple[Signatory, Place]], asked: str, names: Sequence[str]) -> tuple[Signatory, Place]:
    found = [(who, place) for who, place in free if asked.casefold() in who.name.casefold()]
    exact = [(who, place) for who, place in found if asked.casefold() == who.name.casefold()]
    if len(exact or found) != 1:
        fitting = [name for name in names if asked.casefold() in name.casefold()]
        what = "has signed already" if fitting and not found else "fits several signatories" if found else "is no signatory"
        raise UsageRefusal(Problem("--as", f'"{asked}" {what}', nearest(asked, names)))
    return (exact or found)[0]


def _sign(one: Published, turn: _Turn, key: Key, level: str, means: _Means, reason: str, around: Surroundings) -> _Done:
    """Return *one* with a signature more, judged."""
    prepared, time = one.source.prepared, datetime.now().astimezone().replace(microsecond=0)
    shown = Stamp(name=key.name, office=turn.signatory.office, time=time, reason=reason, size=turn.place.size)
    archival, notes = level == "B-LTA", []
    if archival and not turn.last:
        notes.append("signed at B-LT: the time stamp over the whole file comes with the last signature")
    level = "B-LT" if archival and not turn.last else level
    order = Order(
        field=turn.place.name,
        first=turn.first,
        last=turn.last,
        level=min(level, "B-LT", key=LEVELS.index),
        reason=reason,
        seen=draw_stamp(shown, prepared, one.source.layout, around),
        stamps=means.stamps,
        judged_by=means.judged_by,
    )
    content, filled = sign(one.latest, order, key), [order.field]
    if level == "B-LTA":
        filled.append(_free(content, one))
        content = stamp(content, filled[-1], means.stamps, order.judged_by)
    where = str(one.folder / one.signed_name)
    refuse_unsound(one.latest, content, tuple(filled), one.claims, where)
    refuse_unverified(content, means.roots, level, where)
    if not means.roots:
        notes.append("no roots are trusted here: nobody looked whether the certificate is vouched for, or was revoked")
    sealed = Sealed(path=one.folder / one.signed_name, signer=key.name, field=order.field, level=level, notes=tuple(notes))
    made = record(one, content, key, turn.signatory, tuple(filled), level, time, reason)
    return _Done(one=one, content=content, record=made, sealed=sealed)


def _free(content: bytes, one: Published) -> str:
    """Return the name of the first free field for a time stamp.

    Raises:
        SigningRefusal: none is left.
    """
    _, stamps = places(content)
    free = [place.name for place in stamps if not place.filled]
    if not free:
        what = "all its fields for time stamps are filled"
        raise SigningRefusal(Problem(str(one.folder / one.signed_name), what, "Its last time stamp is its end: archive it with another."))
    return free[0]


def _refresh(one: Published, means: _Means) -> _Done:
    where = str(one.folder / one.signed_name)
    if one.signed is None:
        raise SigningRefusal(Problem(where, "there is no signed file yet", "`editions sign` makes it."))
    if any(not place.filled for place in places(one.signed)[0]):
        raise SigningRefusal(
            Problem(where, "it is not signed by all yet", "The time stamp over the whole file comes with the last signature.")
        )
    if b"/DSS" not in one.signed:
        what = "it holds no revocation data: a time stamp would outlast what it vouches for"
        raise SigningRefusal(Problem(where, what, "Move it away, and sign the edition at B-LT or B-LTA."))
    paths = refuse_ended(one.signed, means.judged_by, where)
    field = _free(one.signed, one)
    content = stamp(one.signed, field, means.stamps, means.judged_by, paths)
    refuse_unsound(one.signed, content, (field,), one.claims, where)
    refuse_unverified(content, means.roots, "B-LTA", where)
    sealed = Sealed(path=one.folder / one.signed_name, signer=means.stamps.url, field=field, level="B-LTA")
    return _Done(one=one, content=content, record=record_refreshed(one, content, field, means.stamps.url), sealed=sealed)


def _publish(done: Sequence[_Done]) -> tuple[Sealed, ...]:
    """Publish all that was signed, in one step."""
    [folder] = {each.one.folder for each in done}
    files: dict[str, bytes] = {}
    before: dict[str, bytes | None] = {"edition.json": done[0].one.manifest}
    for each in done:
        files |= {each.one.signed_name: each.content, each.one.record_name: each.record}
        before |= {each.one.file: each.one.content, each.one.signed_name: each.one.signed, each.one.record_name: each.one.record}
    publish_beside(files, folder, before)
    return tuple(each.sealed for each in done)
