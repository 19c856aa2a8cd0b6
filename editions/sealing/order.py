"""What signs an edition and puts a new time stamp over a signed one, judges what came out, and publishes it."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editions.checking.evidence.pdf import read_pdf
from editions.problems import Problem, SigningRefusal, UsageRefusal
from editions.publishing import publish_beside
from editions.rendering.stamp import Stamp, draw_stamp
from editions.sealing.afterwards import refuse_unsound
from editions.sealing.judged import refuse_unverified
from editions.sealing.naming import note_on_name
from editions.sealing.published import Published, published
from editions.sealing.recording import record, record_refreshed
from editions.sealing.signed import Signed, signed
from editions.sealing.turns import Turn, turn_of
from editions.sealing.wished import LEVELS, MEANS, Means, Wish, level_of, means_for
from editions.signing.keys import Key, Secret, opened
from editions.signing.trusting import refuse_dates, refuse_untrusted, refuse_untrusted_stamps, usage
from editions.signing.writing import Order, places, refuse_ended, sign, stamp
from editions.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A file that was signed: where it lies, by whom, in which field, at which level, and what is to be said of that."""

    path: Path
    signer: str
    field: str
    level: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Done:
    """A file that was signed, and is not published yet: what is written, and what must still lie there as it was *before*."""

    files: dict[str, bytes]
    before: dict[str, bytes | None]
    sealed: Sealed


def seal(wish: Wish, around: Surroundings, secret: Secret) -> tuple[Sealed, ...]:
    """Sign the edition that *wish* names, and publish what came out; *secret* asks for what opens the key.

    Raises:
        Refusal: it is not signed; nothing was published.
    """
    found = published(wish.given, wish.language, around)
    means = means_for(wish, around)
    level = level_of(wish.level, means)
    turns = [turn_of(one, wish.signatory) for one in found]
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

    Neither the statement nor the first edition is needed, and they may be others by now.

    Raises:
        Refusal: there is none, or none is to be had; nothing was published.
    """
    return _publish(_refreshed(signed(wish.given, wish.language, around), means_to_refresh(wish, around, "--refresh")))


def refreshed(found: Sequence[Signed], means: Means) -> dict[str, bytes]:
    """Return the files of *found*, signed PDFs and their records, with a new time stamp over each; nothing is published.

    Raises:
        Refusal: one does not verify, is not signed by all yet, or has no room for a time stamp more; or none is to be had.
    """
    return {name: content for done in _refreshed(found, means) for name, content in done.files.items()}


def means_to_refresh(wish: Wish, around: Surroundings, asked: str) -> Means:
    """Return what *wish* and the settings give to stamp whole files with; *asked* names what needs it.

    Raises:
        UsageRefusal: it is not enough.
    """
    means = means_for(wish, around)
    if means.highest != "B-LTA":
        raise UsageRefusal(Problem(asked, "a time stamp over the whole file needs trusted roots and a service", MEANS))
    return means


def _refreshed(found: Sequence[Signed], means: Means) -> list[_Done]:
    for one in found:
        refuse_unverified(one.content, means.roots, "B-B", one.where)
    refuse_untrusted_stamps(means.stamps, means.judged_by)
    return [_refresh(one, means) for one in found]


def _sign(one: Published, turn: Turn, key: Key, level: str, means: Means, reason: str, around: Surroundings) -> _Done:
    """Return *one* with a signature more, judged."""
    prepared, time = one.source.prepared, datetime.now().astimezone().replace(microsecond=0)
    other = note_on_name(key.name, turn.signatory.name)
    # Nobody looked whether one of another name holds that office.
    office = "" if other else turn.signatory.office
    shown = Stamp(name=key.name, office=office, time=time, reason=reason, size=turn.place.size)
    archival, notes = level == "B-LTA", [other] if other else []
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
        filled.append(_free(content, str(one.folder / one.signed_name)))
        content = stamp(content, filled[-1], means.stamps, order.judged_by)
    where = str(one.folder / one.signed_name)
    refuse_unsound(one.latest, content, tuple(filled), one.claims, where)
    refuse_unverified(content, means.roots, level, where)
    if not means.roots:
        notes.append("no roots are trusted here: nobody looked whether the certificate is vouched for, or was revoked")
    sealed = Sealed(path=one.folder / one.signed_name, signer=key.name, field=order.field, level=level, notes=tuple(notes))
    made = record(one, content, key, turn.signatory, tuple(filled), level, time, reason)
    before = {"edition.json": one.manifest, one.file: one.content, one.signed_name: one.signed, one.record_name: one.record}
    return _Done(files={one.signed_name: content, one.record_name: made}, before=before, sealed=sealed)


def _free(content: bytes, where: str) -> str:
    """Return the name of the first free field for a time stamp.

    Raises:
        SigningRefusal: none is left.
    """
    _, stamps = places(content)
    free = [place.name for place in stamps if not place.filled]
    if not free:
        what = "all its fields for time stamps are filled"
        raise SigningRefusal(Problem(where, what, "Its last time stamp is its end: archive it with another."))
    return free[0]


def _refresh(one: Signed, means: Means) -> _Done:
    """Return *one* with a time stamp more, judged."""
    if any(not place.filled for place in places(one.content)[0]):
        raise SigningRefusal(
            Problem(one.where, "it is not signed by all yet", "The time stamp over the whole file comes with the last signature.")
        )
    if b"/DSS" not in one.content:
        what = "it holds no revocation data: a time stamp would outlast what it vouches for"
        raise SigningRefusal(Problem(one.where, what, "Move it away, and sign the edition at B-LT or B-LTA."))
    paths = refuse_ended(one.content, means.judged_by, one.where)
    field = _free(one.content, one.where)
    content = stamp(one.content, field, means.stamps, means.judged_by, paths)
    refuse_unsound(one.content, content, (field,), read_pdf(one.content).claims, one.where)
    refuse_unverified(content, means.roots, "B-LTA", one.where)
    sealed = Sealed(path=one.folder / one.name, signer=means.stamps.url, field=field, level="B-LTA")
    files = {one.name: content, one.record_name: record_refreshed(one, content, field, means.stamps.url)}
    return _Done(files=files, before={one.name: one.content, one.record_name: one.record}, sealed=sealed)


def _publish(done: Sequence[_Done]) -> tuple[Sealed, ...]:
    """Publish all that was signed, in one step."""
    [folder] = {each.sealed.path.parent for each in done}
    files: dict[str, bytes] = {}
    before: dict[str, bytes | None] = {}
    for each in done:
        files |= each.files
        before |= each.before
    publish_beside(files, folder, before)
    return tuple(each.sealed for each in done)
