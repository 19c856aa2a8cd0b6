"""Whether a signature or a time stamp that holds is to be relied on: by the roots, the dates, and what is known of revocations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from editions.model.signatures import Level, Remark, Revocation, Verdict
from editions.verifying.chains import SIGNING, STAMPING, Chain, Evidence, Trouble, chain_of, dates_of
from editions.verifying.cms import Misshapen, Token

#: By how much clocks may differ.
_CLOCKS = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known *now*, what of that is *held* in the file, and what of that the last time stamp has *sealed*, if there is one."""

    now: Evidence
    held: Evidence
    sealed: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Relied:
    """What is to be relied on of a token: *time* by the *clock* of an authority ("": the signer's own), the *root* that vouches for it."""

    time: datetime | None
    clock: str
    root: str
    revocation: Revocation
    level: Level = Level.NONE
    ends: datetime | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def tells_time(self) -> bool:
        """Return whether its time is one to go by: nothing speaks against it, and all that may be missing is that nobody revoked it."""
        return all(remark.verdict == Verdict.VALID or remark.kind == Trouble.REVOCATION_UNKNOWN for remark in self.remarks)


def rely_on_stamp(token: Token, until: datetime, evidence: Evidence) -> Relied:
    """Return whether *token*'s time is to be relied on.

    Its authority is vouched for at that time, and has neither ended nor been revoked *until* the next time stamp over it, or now.
    """
    remarks = _own_remarks(token, "time stamp")
    time = token.time or until
    if not (token.matches and token.holds):
        return Relied(time=time, clock=token.signer, root="", revocation=Revocation.UNKNOWN, ends=token.ends, remarks=tuple(remarks))
    chain = chain_of(token.certificate, time, evidence, STAMPING)
    if time > until + _CLOCKS:
        remarks.append(Remark(kind="time-in-future", sentence=f"the time stamp says {_said(time)}, which has not come yet"))
    if not chain.trouble:
        chain = dates_of(token.certificate, until, evidence, STAMPING)
        if chain.trouble is Trouble.EXPIRED:
            sentence = f"the certificate of {token.signer} ended on {_said(chain.since)}, and no later time stamp stands over its own"
            remarks.append(Remark(kind="stamp-ended", sentence=sentence, verdict=Verdict.UNPROVEN))
            chain = Chain(root=chain.root)
    remarks += _on_chain(chain, token, "time stamp")
    return Relied(time=time, clock=token.signer, root=chain.root, revocation=chain.revocation, ends=token.ends, remarks=tuple(remarks))


def rely_on_signature(token: Token, over: Sequence[Relied], known: Known, at: datetime) -> Relied:
    """Return whether *token*'s signature is to be relied on; *over* are the good time stamps over the whole file since, the last first."""
    remarks = _own_remarks(token, "signature")
    if not (token.matches and token.holds):
        return Relied(time=token.claimed, clock="", root="", revocation=Revocation.UNKNOWN, remarks=tuple(remarks))
    until = min([at, *(one.time for one in over if one.time)])
    inner = _inner_stamps(token, until, known.now)
    good = next((one for one in inner if one.tells_time), None)
    remarks += good.remarks if good else [remark for one in inner for remark in one.remarks]
    proven = good.time if good else until if over else None
    chain = chain_of(token.certificate, proven or at, known.now, SIGNING)
    remarks += _on_chain(chain, token, "signature", proven=proven)
    remarks += _on_claim(token.claimed, proven, at)
    level = _level(remarks, proven, known, token)
    clock = good.clock if good else over[-1].clock if over else ""
    ends = good.ends if good else None
    return Relied(
        time=proven or token.claimed,
        clock=clock,
        root=chain.root,
        revocation=chain.revocation,
        level=level,
        ends=ends,
        remarks=tuple(remarks),
    )


def _inner_stamps(token: Token, until: datetime, evidence: Evidence) -> list[Relied]:
    """Return what is to be relied on of each time stamp inside the signature."""
    try:
        return [rely_on_stamp(one, until, evidence) for one in token.stamps()]
    except Misshapen as fault:
        broken = Remark(kind="stamp-broken", sentence=f"the time stamp in the signature is none ({fault})")
        return [Relied(time=None, clock="", root="", revocation=Revocation.UNKNOWN, remarks=(broken,))]


def _level(remarks: Sequence[Remark], proven: datetime | None, known: Known, token: Token) -> Level:
    if any(remark.verdict == Verdict.INVALID for remark in remarks):
        return Level.NONE
    if proven is None:
        return Level.B_B
    if not all(remark.verdict == Verdict.VALID for remark in remarks):
        return Level.B_T
    if known.held is not known.now and chain_of(token.certificate, proven, known.held, SIGNING).trouble:
        return Level.B_T
    if known.sealed is None:
        return Level.B_LT
    if known.sealed is not known.held and chain_of(token.certificate, proven, known.sealed, SIGNING).trouble:
        return Level.B_LT
    return Level.B_LTA


def _own_remarks(token: Token, what: str) -> list[Remark]:
    """Return what is to be said of *token* itself, whoever vouches for it."""
    remarks = []
    kind = what.replace("time ", "")
    if not token.matches:
        remarks.append(Remark(kind=f"{kind}-digest", sentence=f"what the {what} of {token.signer} is over was changed"))
    if not token.holds:
        remarks.append(
            Remark(kind=f"{kind}-forged", sentence=f"the {what} was not made with the key of {token.signer}, whose name it bears")
        )
    if token.is_weak:
        sentence = f"the {what} rests on {token.digest.upper()}, by which files can no longer be told apart"
        remarks.append(Remark(kind="weak-algorithm", sentence=sentence, verdict=Verdict.UNPROVEN))
    return remarks


def _on_chain(chain: Chain, token: Token, what: str, *, proven: datetime | None = None) -> list[Remark]:
    """Return what is to be said of what vouches for *token*; *proven* is when it was made, if an authority says so."""
    name = token.signer
    whose = f"the certificate of {name}" if chain.about in ("", name) else f"the certificate of {chain.about}, which vouches for {name},"
    match chain.trouble:
        case Trouble.NONE:
            return []
        case Trouble.EXPIRED:
            return [_expired(chain, token, whose, what, proven)]
        case Trouble.NOT_YET:
            return [Remark(kind=chain.trouble, sentence=f"{whose} begins only on {_said(chain.since)}: it was used before its time")]
        case Trouble.REVOKED:
            return [_revoked(chain, whose, what, proven)]
        case Trouble.NO_ROOT:
            return [Remark(kind=chain.trouble, sentence=f"no root here vouches for {whose}", verdict=Verdict.UNPROVEN)]
        case Trouble.REVOCATION_UNKNOWN:
            sentence = f"nothing here tells whether {whose.rstrip(',')} had been revoked"
        case Trouble.PURPOSE:
            sentence = f"{whose} is not one for {'time stamps' if what == 'time stamp' else 'signing'}"
        case Trouble.WEAK:
            sentence = f"{whose} rests on an algorithm that is no longer relied on"
        case _:
            sentence = f"{whose} does not follow from a root here as the standard has it"
    return [Remark(kind=chain.trouble, sentence=sentence, verdict=Verdict.UNPROVEN)]


def _expired(chain: Chain, token: Token, whose: str, what: str, proven: datetime | None) -> Remark:
    ended = f"{whose} ended on {_said(chain.since)}"
    if proven is None and what == "signature" and token.claimed and chain.since and token.claimed <= chain.since:
        sentence = f"{ended}; that it was signed before, only the signer's own clock says"
        return Remark(kind="certificate-ended-since", sentence=sentence, verdict=Verdict.UNPROVEN)
    return Remark(kind=chain.trouble, sentence=f"{ended}, and was used after that")


def _revoked(chain: Chain, whose: str, what: str, proven: datetime | None) -> Remark:
    since = f"{whose} was revoked on {_said(chain.since)}"
    if what == "signature" and proven is None:
        return Remark(kind=chain.trouble, sentence=f"{since}; nothing proves that it signed before")
    return Remark(kind=chain.trouble, sentence=f"{since}, and was used after that")


def _on_claim(claimed: datetime | None, proven: datetime | None, at: datetime) -> list[Remark]:
    """Return what is to be said of the time that the signer gives."""
    if claimed is None or claimed <= (proven or at) + _CLOCKS:
        return []
    if proven is None:
        return [Remark(kind="time-in-future", sentence=f"the signer's clock said {_said(claimed)}, which has not come yet")]
    sentence = f"the signer's clock said {_said(claimed)}, which is later than the time stamp"
    return [Remark(kind="clock-differs", sentence=sentence, verdict=Verdict.VALID)]


def _said(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d") if moment else "a day that it does not say"
