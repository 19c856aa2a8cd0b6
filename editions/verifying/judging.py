"""Verifies a file: takes its revisions apart, judges each signature and time stamp in it, and says what that comes to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from editions.model.signatures import Level, Remark, Revocation, Signature, Stamp, Trust, Verdict, Verification, gravest
from editions.verifying.asking import ask
from editions.verifying.chains import Evidence, evidence_of, path_of
from editions.verifying.changes import SIGNATURE, Step
from editions.verifying.cms import Token, revocation_store, stamps_in
from editions.verifying.framing import remarks_on_ends
from editions.verifying.marks import Mark, marks_of, removed_marks
from editions.verifying.revision import BROKEN, Revision, Store, Unreadable
from editions.verifying.steps import steps_of
from editions.verifying.trusting import Known, Relied, rely_on_signature, rely_on_stamp
from editions.verifying.words import concluded, remarks_on_unsigned, unreadable


def verify(content: bytes, trust: Trust, at: datetime) -> Verification:
    """Return what is found of the PDF *content* at the time *at*, which has a zone; whatever it holds, there is a verdict."""
    try:
        return _verified(content, trust, at)
    except Unreadable as fault:
        return unreadable(str(fault))
    except BROKEN as fault:
        # What a stranger wrote may be anything where anything else is expected.
        return unreadable(f"it holds what no reader expects ({type(fault).__name__})")


def _verified(content: bytes, trust: Trust, at: datetime) -> Verification:
    final = Revision(content)
    marks = marks_of(content, final)
    removed = tuple(removed_marks(content, marks))
    if not marks:
        return concluded((), (), removed, at)
    steps = steps_of(content, marks, final)
    judge = _Judge(marks, final, trust, at)
    stamps = [_stamp(mark, judge.relied.get(mark.signed.name)) for mark in marks if mark.is_stamp]
    signatures = [_signature(mark, judge.rely(mark), _since(mark, steps), final) for mark in marks if not mark.is_stamp]
    missing = remarks_on_unsigned(final.unsigned()) if signatures else ()
    remarks = (*remarks_on_ends(content), *removed, *_on_certification(marks, final), *missing)
    return concluded(tuple(signatures), tuple(stamps), remarks, at)


class _Judge:
    """Judges by the *trust* that is given and by what is in the file."""

    def __init__(self, marks: Sequence[Mark], final: Revision, trust: Trust, at: datetime) -> None:
        self._marks, self._trust, self._at = marks, trust, at
        self._tokens = [mark.token for mark in marks if mark.token]
        stores = [final.store(), *(mark.revision.store() for mark in marks if mark.revision)]
        # Of all revisions, the last too: an answer is signed by whoever gave it, and says as much wherever it stands.
        self._store = _joined([*stores, *map(revocation_store, self._tokens)])
        self._held = self._evidence = self._judged_by(self._store)
        if trust.online:
            asked = [ask(path_of(token.certificate, self._held)) for token in self._every_token()]
            self._evidence = self._judged_by(_joined([self._store, *asked]))
        #: What is to be relied on of the time stamps, by their fields' names.
        self.relied: dict[str, Relied] = {}
        until = at
        for mark in reversed(marks):
            if mark.is_stamp and mark.token:
                found = rely_on_stamp(mark.token, until, self._evidence)
                self.relied[mark.signed.name] = found
                until = min(until, found.time) if found.tells_time and found.time else until

    def _every_token(self) -> list[Token]:
        """Return the signatures, the time stamps over the file, and those in the signatures."""
        return [*self._tokens, *(stamp for token in self._tokens for stamp in stamps_in(token))]

    def _judged_by(self, store: Store) -> Evidence:
        return evidence_of(self._trust.roots, store, self._every_token())

    def rely(self, mark: Mark) -> Relied | None:
        """Return what is to be relied on of the signature *mark*."""
        if mark.token is None:
            return None
        over = [one for one in reversed(self._marks) if one.end > mark.end and one.signed.name in self.relied]
        good = [one for one in over if self.relied[one.signed.name].tells_time]
        known = Known(now=self._evidence, held=self._held, sealed=self._sealed(good[0].revision) if good else None)
        return rely_on_signature(mark.token, [self.relied[one.signed.name] for one in good], known, self._at)

    def _sealed(self, revision: Revision | None) -> Evidence | None:
        """Return what *revision*, over which a time stamp stands, holds to judge by."""
        store = _joined([revision.store(), *map(revocation_store, self._tokens)]) if revision else Store()
        return self._held if store == self._store else self._judged_by(store)


def _joined(stores: Sequence[Store]) -> Store:
    whole = Store()
    for store in stores:
        whole |= store
    return whole


def _since(mark: Mark, steps: dict[int, Step]) -> Step:
    """Return all that came after *mark*."""
    later = [one for end, one in sorted(steps.items()) if end >= mark.end]
    additions = dict.fromkeys(name for one in later for name in one.additions)
    return Step(additions=tuple(additions), changes=tuple(dict.fromkeys(change for one in later for change in one.changes)))


def _stamp(mark: Mark, relied: Relied | None) -> Stamp:
    remarks = (*mark.remarks, *(relied.remarks if relied else ()))
    return Stamp(
        field=mark.signed.name,
        verdict=gravest([remark.verdict for remark in remarks]),
        time=relied.time if relied else None,
        authority=relied.clock if relied else "",
        root=relied.root if relied else "",
        ends=relied.ends if relied else None,
        covers=mark.end,
        remarks=remarks,
    )


def _signature(mark: Mark, relied: Relied | None, since: Step, final: Revision) -> Signature:
    token: Token | None = mark.token
    changes = since.changes if mark.frame else ()
    if mark.signed.permits == 1 and SIGNATURE in since.additions:
        changes = (*changes, Remark(kind="not-permitted", sentence="another signed after it, which the signature does not permit"))
    remarks = (*mark.remarks, *(relied.remarks if relied else ()))
    verdict = gravest([remark.verdict for remark in (*remarks, *changes)])
    return Signature(
        field=mark.signed.name,
        signer=token.signer if token else "",
        verdict=verdict,
        time=relied.time if relied else None,
        clock=relied.clock if relied else "",
        root=relied.root if relied else "",
        revocation=relied.revocation if relied else Revocation.UNKNOWN,
        certifies=final.certifying == mark.signed.value,
        covers=mark.end,
        whole=mark.revision is final,
        level=relied.level if relied and verdict != Verdict.INVALID else Level.NONE,
        ends=token.ends if token else None,
        stamp_ends=relied.ends if relied else None,
        additions=since.additions if mark.frame else (),
        changes=changes,
        remarks=remarks,
    )


def _on_certification(marks: Sequence[Mark], final: Revision) -> Iterator[Remark]:
    """Yield what is to be said of the signature that certifies the file."""
    signatures = [mark for mark in marks if not mark.is_stamp]
    certifying = [mark for mark in signatures if mark.signed.value == final.certifying]
    if final.certifying and not certifying:
        yield Remark(kind="certification-elsewhere", sentence="what is to certify the file is no signature that it shows")
    elif signatures and not certifying:
        sentence = "no signature certifies the file: it does not itself say that nothing may be changed"
        yield Remark(kind="not-certified", sentence=sentence, verdict=Verdict.VALID)
