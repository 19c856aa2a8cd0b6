"""What a verification found: of a file, of each signature in it, and of each time stamp over it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What is said of a file, or of a signature; the later, the worse for what it claims (UNSIGNED: it claims nothing)."""

    #: All that was looked at holds.
    VALID = "valid"
    #: There is no signature.
    UNSIGNED = "not signed"
    #: Nothing speaks against it, but what would prove it is missing here.
    UNPROVEN = "not proven"
    #: It cannot be read, or is of a kind that nobody here understands.
    UNREADABLE = "cannot be verified"
    #: Something speaks against it: it was changed, or its key was not to be trusted.
    INVALID = "invalid"


#: The verdicts, the worst first.
GRAVEST = (Verdict.INVALID, Verdict.UNREADABLE, Verdict.UNPROVEN, Verdict.UNSIGNED, Verdict.VALID)


class Level(StrEnum):
    """How long a signature can be verified (ETSI EN 319 142-1): the level that it has reached, not the one that it claims."""

    #: No level: the signature does not hold.
    NONE = ""
    #: The signature alone.
    B_B = "B-B"
    #: With a time that is not the signer's own.
    B_T = "B-T"
    #: With all that is needed to verify it when the certificates have ended and their authorities are gone.
    B_LT = "B-LT"
    #: With a time stamp over all that, to be renewed before it ends.
    B_LTA = "B-LTA"


class Revocation(StrEnum):
    """What is known of whether a certificate was revoked when it was used."""

    GOOD = "not revoked"
    REVOKED = "revoked"
    #: Nothing here tells.
    UNKNOWN = "unknown"
    #: The certificate names no service that would tell.
    UNANSWERABLE = "its authority tells nobody"


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Whom the office trusts: the certificates of its *roots*, in DER; *online*: whether authorities may be asked over the network."""

    roots: tuple[bytes, ...] = ()
    online: bool = False


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing that was seen: its *kind*, a *sentence* for the officer, and the best *verdict* that is left with it (VALID: a note)."""

    kind: str
    sentence: str
    verdict: Verdict = Verdict.INVALID


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A time stamp over the whole file up to *covers* bytes: *time*, by the clock of *authority*.

    *root* is the trusted certificate that vouches for it ("": none), *ends* when the authority's certificate does.
    """

    field: str
    verdict: Verdict
    time: datetime | None
    authority: str
    root: str
    ends: datetime | None
    covers: int
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature in *field*, by *signer*: a name as the certificate has it, made at *time*.

    *clock* names the time-stamp authority whose clock that is; "": it is the signer's own. *root* is the name of the trusted
    certificate that vouches for the signer's, "" if none does. *covers* counts the bytes of the signed revision; *whole* says
    whether that is all of the file; *additions* say what was added since that may be, *changes* what may not.
    *ends* is when the signer's certificate does, *stamp_ends* when that of the time stamp in the signature.
    """

    field: str
    signer: str
    verdict: Verdict
    time: datetime | None
    clock: str
    root: str
    revocation: Revocation
    certifies: bool
    covers: int
    whole: bool
    level: Level
    ends: datetime | None
    stamp_ends: datetime | None = None
    additions: tuple[str, ...] = ()
    changes: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was found of a file: the *verdict*, and a *sentence* that says it to the officer.

    *signatures* and *stamps* are in the order in which they were made, *remarks* are of the file as a whole; *level* is the lowest
    of the signatures'. *ends* is when the certificate of the last time stamp does, *days* how many whole days that is from now
    (negative: it has ended); None where there is no time stamp.
    """

    verdict: Verdict
    sentence: str
    level: Level = Level.NONE
    signatures: tuple[Signature, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ends: datetime | None = None
    days: int | None = None

    @property
    def is_valid(self) -> bool:
        """Return whether all that it claims is proven."""
        return self.verdict == Verdict.VALID


def gravest(verdicts: "list[Verdict] | tuple[Verdict, ...]") -> Verdict:
    """Return the worst of *verdicts*; VALID if there are none."""
    return min(verdicts, key=GRAVEST.index, default=Verdict.VALID)
