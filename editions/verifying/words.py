"""What a verification comes to: the verdict on the file, and the sentence that says it to the officer."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from editions.model.fields import signatory_of
from editions.model.signatures import GRAVEST, Level, Remark, Signature, Stamp, Verdict, Verification, gravest

_LEVELS = tuple(Level)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NOT_YET = "not-yet-signed"


def unreadable(why: str) -> Verification:
    """Return what is said of a file that cannot be taken apart."""
    remark = Remark(kind="unreadable", sentence=why, verdict=Verdict.UNREADABLE)
    return Verification(verdict=Verdict.UNREADABLE, sentence=f"cannot be verified: {why}", remarks=(remark,))


def concluded(signatures: tuple[Signature, ...], stamps: tuple[Stamp, ...], remarks: tuple[Remark, ...], at: datetime) -> Verification:
    """Return what *signatures*, *stamps* and *remarks* on the file come to at the time *at*."""
    if not signatures and not stamps:
        verdict = gravest([Verdict.UNSIGNED, *(remark.verdict for remark in remarks)])
        causes = "; ".join(remark.sentence for remark in remarks)
        return Verification(verdict=verdict, sentence=f"{verdict}: {causes}" if causes else verdict.value, remarks=remarks)
    verdicts = [*(one.verdict for one in signatures), *(one.verdict for one in stamps), *(remark.verdict for remark in remarks)]
    if not signatures:
        verdicts.append(Verdict.UNSIGNED)
    verdict = gravest(verdicts)
    ends = _last_end(signatures, stamps)
    return Verification(
        verdict=verdict,
        sentence=_sentence(verdict, signatures, stamps, remarks),
        level=min((one.level for one in signatures), key=_LEVELS.index, default=Level.NONE),
        signatures=signatures,
        stamps=stamps,
        remarks=remarks,
        ends=ends,
        days=(ends - at).days if ends else None,
    )


def remarks_on_unsigned(fields: Iterable[str]) -> Iterator[Remark]:
    """Yield what is to be said of the *fields* of signatories, by their names, in which nobody has signed."""
    for name in fields:
        number = signatory_of(name)
        who = f"the {_ORDINALS[number - 1]} signatory" if number <= len(_ORDINALS) else f"signatory {number}"
        yield Remark(kind=_NOT_YET, sentence=f"not yet signed by {who}", verdict=Verdict.VALID)


def said(moment: datetime | None) -> str:
    """Return *moment* as it is said: to the minute, in UTC."""
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else "a time that it does not say"


def _last_end(signatures: tuple[Signature, ...], stamps: tuple[Stamp, ...]) -> datetime | None:
    """Return when the certificate of the last time stamp ends: over the file, or else in the last signature."""
    if stamps:
        return stamps[-1].ends
    return signatures[-1].stamp_ends if signatures else None


def _sentence(verdict: Verdict, signatures: tuple[Signature, ...], stamps: tuple[Stamp, ...], remarks: tuple[Remark, ...]) -> str:
    who = "; ".join(map(_who, signatures)) or "not signed by anybody, but time-stamped"
    missing = [remark.sentence for remark in remarks if remark.kind == _NOT_YET]
    if verdict == Verdict.VALID:
        certified = "certified, " if any(one.certifies for one in signatures) else ""
        return "; ".join([f"valid: {who}; {certified}nothing was changed since", *missing])
    causes = [remark.sentence for remark in _causes(signatures, stamps, remarks) if remark.verdict == verdict and remark.kind != "no-root"]
    shown = "; ".join(causes[:2]) + (f" (and {len(causes) - 2} more)" if len(causes) > 2 else "")
    return "; ".join([f"{verdict}: {who}; {shown}" if shown else f"{verdict}: {who}".rstrip(","), *missing])


def _who(one: Signature) -> str:
    if not one.signer:
        return f"the signature in the field {one.field}"
    clock = f"by the clock of {one.clock}" if one.clock else "by the signer's own clock"
    nobody = ", whose certificate no root here vouches for," if any(remark.kind == "no-root" for remark in one.remarks) else ""
    when = f" on {said(one.time)}, {clock}" if one.time else ""
    return f"signed by {one.signer}{nobody}{when}"


def _causes(signatures: tuple[Signature, ...], stamps: tuple[Stamp, ...], remarks: tuple[Remark, ...]) -> list[Remark]:
    """Return all remarks, the gravest first, each sentence once."""
    every = [
        *remarks,
        *(remark for one in signatures for remark in (*one.remarks, *one.changes)),
        *(r for one in stamps for r in one.remarks),
    ]
    return sorted({remark.sentence: remark for remark in every}.values(), key=lambda remark: GRAVEST.index(remark.verdict))
