"""``editions verify``: who signed a file, whether anybody vouches for it, and what was done to it since."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from editions.cli.reporting import plain, print_json, visible, visible_lines
from editions.known_marks import Known, editions_with
from editions.model.mark import is_like_mark, read_mark
from editions.model.signatures import Remark, Signature, Stamp, Trust, Verdict, Verification
from editions.problems import Exit, Problem, Refusal
from editions.surroundings import Surroundings, surroundings
from editions.verifying.apart import verify_apart
from editions.verifying.plain import as_plain
from editions.verifying.roots import read_roots

#: Days before the end of the last time stamp from which that is said without being asked for.
_SOON = 366
_GRAVITY = {Verdict.VALID: "note", Verdict.UNSIGNED: "note", Verdict.UNPROVEN: "open"}
NO_ROOTS = """no root is trusted here: nobody vouches for any certificate
  Name a folder of certificates: --roots DIR, or roots in settings.toml, under [signing]."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("asked", nargs="+", metavar="FILE", help="a signed PDF; or an edition mark, as it stands on paper")
    parser.add_argument(
        "--roots", type=Path, metavar="DIR", help="the folder of certificates that are trusted (default: as in settings.toml)"
    )
    parser.add_argument("--online", action="store_true", help="ask the authorities over the network whether certificates were revoked")
    parser.add_argument("--details", action="store_true", help="tell all that was found of each signature and time stamp")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Verify, report, and return the exit status: 1 unless all is valid, 3 where a file is not there to be read."""
    around = surroundings(Path())
    trust = _trust(options, around)
    marks = [one for one in options.asked if is_like_mark(one) and not Path(one).exists()]
    known, unknown = _known(marks, around)
    found, refusals = _verify([one for one in options.asked if one not in marks], trust)
    refusals = [*unknown, *refusals]
    if options.json:
        problems = [problem for refusal in refusals for problem in refusal.problems]
        said = [{"file": name, **as_plain(one)} for name, one in found]
        print_json({"verifications": said, "marks": {mark: [asdict(one) for one in of] for mark, of in known}, "problems": plain(problems)})
    else:
        for mark, of in known:
            print("\n".join(map(visible, _told_mark(mark, of))))
        for name, one in found:
            print("\n".join(map(visible, _told(name, one, details=options.details))))
    for refused in refusals:
        print(visible_lines(refused), file=sys.stderr)
    if not trust.roots and any(one.signatures for _, one in found):
        print(NO_ROOTS, file=sys.stderr)
    failed = [int(Exit.CHECK_FAILED)] if not all((*(one.is_valid for _, one in found), *(of for _, of in known))) else []
    return max([int(refusal.status) for refusal in refusals] + failed, default=int(Exit.DONE))


def _known(typed: Iterable[str], around: Surroundings) -> tuple[list[tuple[str, list[Known]]], list[Refusal]]:
    """Return each mark that was *typed* with the editions that bear it, and what is wrong with those that are none."""
    found, refusals = [], []
    for one in typed:
        mark = read_mark(one)
        try:
            if mark is None:
                raise Refusal(Problem(one, "is no edition mark: a letter of it is wrong", "Look at the sheet again: there are no vowels."))
            found.append((mark, editions_with(mark, around)))
        except Refusal as refusal:
            refusals.append(refusal)
    return found, refusals


def _told_mark(mark: str, known: list[Known]) -> Iterator[str]:
    if not known:
        yield f"{mark}: no edition here, and none in the archive, has this mark"
    for statement in dict.fromkeys(one.statement for one in known):
        yield f"{mark}: the mark of {statement}. It tells which edition a sheet prints, not whether the sheet is genuine"
    yield from (f"  {one.where}" for one in known)


def _verify(asked: Iterable[str], trust: Trust) -> tuple[list[tuple[str, Verification]], list[Refusal]]:
    found, refusals = [], []
    for name in asked:
        try:
            found.append((name, _verified(name, trust)))
        except Refusal as refusal:
            refusals.append(refusal)
    return found, refusals


def _trust(options: argparse.Namespace, around: Surroundings) -> Trust:
    folder = options.roots or around.signing.roots
    return Trust(roots=read_roots(folder) if folder else (), online=options.online)


def _verified(asked: str, trust: Trust) -> Verification:
    """Return what is found of what is *asked* for by its name.

    Raises:
        Refusal: there is no such file, or it cannot be read.
    """
    try:
        content = Path(asked).read_bytes()
    except FileNotFoundError:
        raise Refusal(Problem(asked, "there is no such file", "Name a PDF.")) from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refusal(Problem(asked, f"cannot be read: {said}", "Name a PDF that is there to be read.")) from None
    return verify_apart(content, trust, datetime.now(UTC))


def _told(name: str, found: Verification, *, details: bool) -> Iterator[str]:
    yield f"{name}: {found.sentence}"
    if found.days is not None and (details or found.days < _SOON) and found.ends:
        ended = f"ended on {_day(found.ends)}" if found.days < 0 else f"ends on {_day(found.ends)}, in {found.days} days"
        yield f"  the certificate of the last time stamp {ended}" + (
            "" if found.days >= _SOON else ": `editions sign --refresh` sets a new one"
        )
    if details:
        for signature in found.signatures:
            yield from _signature(signature)
        for stamp in found.stamps:
            yield from _stamp(stamp)
        yield from _remarks(found.remarks)


def _signature(one: Signature) -> Iterator[str]:
    yield f"  signature in the field {one.field}: {one.verdict}" + (", certifies the file" if one.certifies else "")
    ends = f", certificate until {_day(one.ends)}" if one.ends else ""
    yield f"    signer      {one.signer or 'unknown'}{ends}"
    if one.time:
        clock = f"the clock of {one.clock}" if one.clock else "the signer's own clock"
        yield f"    time        {one.time.isoformat(timespec='seconds')}, by {clock}"
    yield f"    root        {one.root or 'none vouches for it'}"
    yield f"    revocation  {one.revocation}"
    yield f"    level       {one.level or 'none'}"
    since = "all of the file" if one.whole else f"the first {one.covers:,} bytes"
    yield f"    covers      {since}" + (f"; since then came {', '.join(one.additions)}" if one.additions else "")
    yield from _remarks((*one.remarks, *one.changes))


def _stamp(one: Stamp) -> Iterator[str]:
    yield f"  time stamp in the field {one.field}: {one.verdict}"
    if one.time:
        yield f"    time        {one.time.isoformat(timespec='seconds')}, by the clock of {one.authority}"
    yield f"    root        {one.root or 'none vouches for it'}"
    yield f"    ends        {_day(one.ends) if one.ends else 'unknown'}"
    yield f"    covers      the first {one.covers:,} bytes"
    yield from _remarks(one.remarks)


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for remark in remarks:
        yield f"    {_GRAVITY.get(remark.verdict, 'error'):<11} {remark.sentence}  [{remark.kind}]"


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
