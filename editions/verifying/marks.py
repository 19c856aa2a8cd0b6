"""The signatures and time stamps of a file, each with what it covers, taken apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from editions.model.fields import is_time_stamp_field
from editions.model.signatures import Remark, Verdict
from editions.verifying.cms import Misshapen, Token, signature_token, time_token
from editions.verifying.framing import Frame, ends_a_revision, frame_of
from editions.verifying.revision import Revision, Signed, Unreadable

STAMP_TYPE = "/DocTimeStamp"
_SIGNATURES = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached")
_STAMPS = ("/ETSI.RFC3161",)
_RANGE = re.compile(rb"/ByteRange\s*\[([\d\s]{7,60})\]")
_GAP = re.compile(rb"<[0-9A-Fa-f]{16,}>")
_DATE = re.compile(r"D:(\d{14})(Z|[+-]\d\d'?(?:\d\d'?)?)?.*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A signature or time stamp as it stands in the file.

    *frame* is what it covers, *revision* the file as it was then, *token* what was signed: each None where it is none.
    """

    signed: Signed
    frame: Frame | None = None
    revision: Revision | None = None
    token: Token | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def end(self) -> int:
        """Return how many bytes of the file it covers."""
        return self.frame.end if self.frame else 0

    @property
    def is_stamp(self) -> bool:
        """Return whether it is a time stamp over the whole file."""
        return self.signed.kind == STAMP_TYPE

    @property
    def what(self) -> str:
        """Return what it is called."""
        return "time stamp" if self.is_stamp else "signature"


def marks_of(content: bytes, final: Revision) -> list[Mark]:
    """Return the marks of *content*, in the order in which they were made."""
    return sorted((_mark(content, signed, final) for signed in final.signed()), key=lambda mark: mark.end)


def removed_marks(content: bytes, marks: list[Mark]) -> Iterator[Remark]:
    """Yield what is to be said of signatures that lie in the file, but that no field of it shows, or no longer."""
    known = {mark.signed.byte_range for mark in marks}
    for found in _RANGE.finditer(content):
        numbers = tuple(map(int, found[1].split()))
        if len(numbers) == 4 and numbers not in known and _leaves_out_a_signature(content, numbers):
            yield _removed(content[: numbers[2] + numbers[3]], numbers)


def _leaves_out_a_signature(content: bytes, byte_range: tuple[int, ...]) -> bool:
    _, start, stop, length = byte_range
    return start < stop < stop + length <= len(content) and _GAP.fullmatch(content, start, stop) is not None


def _removed(content: bytes, byte_range: tuple[int, ...]) -> Remark:
    try:
        held = [one for one in Revision(content).signed() if one.byte_range == byte_range]
    except Unreadable:
        held = []
    if not held:
        return Remark(kind="signature-hidden", sentence="a signature lies in the file that no field of it shows")
    what = "time stamp" if held[0].kind == STAMP_TYPE else "signature"
    return Remark(kind="signature-removed", sentence=f"a {what} that the file had, in the field {held[0].name}, was taken out of it")


def _mark(content: bytes, signed: Signed, final: Revision) -> Mark:
    if not signed.contents.strip(b"\0"):
        return _faulty(signed, "signature-emptied", f"the field {signed.name} has no signature in it any more")
    frame = frame_of(content, signed.byte_range, signed.contents)
    if frame is None:
        sentence = "what it says that it covers is not the file around it: the signature was moved, or wrapped in other content"
        return _faulty(signed, "signature-wrapped", sentence)
    if not ends_a_revision(content, frame.end):
        return _faulty(signed, "signature-wrapped", "it covers only a part of the file that it stands in")
    try:
        revision = final if frame.end == len(content) else Revision(content[: frame.end])
    except Unreadable:
        return _faulty(signed, "signature-wrapped", "what it covers is no file of its own")
    if not any(_is_same(one, signed) for one in revision.signed()):
        return _faulty(signed, "signature-wrapped", "in the file that it covers it does not stand")
    token, remarks = _token(content, signed, frame)
    if signed.kind != STAMP_TYPE and is_time_stamp_field(signed.name):
        remarks.append(
            Remark(kind="signature-for-stamp", sentence=f"somebody signed in the field {signed.name}, which is for a time stamp")
        )
    return Mark(signed=signed, frame=frame, revision=revision, token=token, remarks=tuple(remarks))


def _is_same(one: Signed, other: Signed) -> bool:
    return (one.name, one.kind, one.sub_filter, one.byte_range, one.contents) == (
        other.name,
        other.kind,
        other.sub_filter,
        other.byte_range,
        other.contents,
    )


def _faulty(signed: Signed, kind: str, sentence: str) -> Mark:
    return Mark(signed=signed, remarks=(Remark(kind=kind, sentence=sentence),))


def _token(content: bytes, signed: Signed, frame: Frame) -> tuple[Token | None, list[Remark]]:
    is_stamp = signed.kind == STAMP_TYPE
    if signed.sub_filter not in (_STAMPS if is_stamp else _SIGNATURES):
        sentence = f'its kind, "{signed.sub_filter.removeprefix("/")}", is none that can be verified here'
        return None, [Remark(kind="unknown-kind", sentence=sentence, verdict=Verdict.UNREADABLE)]

    def digest(algorithm: str) -> bytes:
        return frame.digest(content, algorithm)

    try:
        return time_token(signed.contents, digest) if is_stamp else signature_token(signed.contents, digest, _moment(signed.claimed)), []
    except Misshapen as fault:
        return None, [Remark(kind="signature-misshapen", sentence=f"it is not made as the standard has it ({fault})")]


def _moment(said: str) -> datetime | None:
    """Return the moment that *said* is, as PDF has dates (ISO 32000-1, 7.9.4); None if it is none, or of no zone."""
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    digits, zone = found[1], (found[2] or "Z").replace("'", "").replace("Z", "+").ljust(5, "0")
    try:
        return datetime.strptime(digits + zone, "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
