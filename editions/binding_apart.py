"""The statement and its annexes joined and judged in a process of its own, under limits (``python -m editions.binding_apart``).

What a stranger's pages cost, or break, once they are cleaned is that process's affair, too.
"""

import pickle
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from editions.apart import Answer, Purse, ask, serve
from editions.assembly.joining import Part, join
from editions.checking.conformance.claims import doubted, settle_claims
from editions.checking.conformance.verapdf import PATIENCE, find_verapdf
from editions.checking.joined import check_joined
from editions.describing import xmp_packet
from editions.model.annexes import MarkSheet
from editions.model.findings import Finding, finding_of
from editions.model.prepared import Metadata
from editions.surroundings import Limits

#: Bytes of memory besides those of each annex.
_MEMORY = 1_610_612_736


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What is joined: the PDF of the *statement*, the *parts* behind it, their *marks*, and what it says of itself."""

    statement: bytes
    parts: Sequence[Part]
    marks: MarkSheet
    two_sided: bool
    metadata: Metadata
    #: What it is called in findings.
    where: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The whole as it may be published: its bytes, what it claims, and what stands in the way of more.

    *firsts* are the indexes of the first page of each part, its cover left out.
    """

    content: bytes
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    firsts: tuple[int, ...]


def join_apart(whole: Whole, limits: Limits) -> Judged:
    """Return *whole*, joined and judged.

    It may take the seconds of setting one PDF, and those of each annex besides; so with memory. veraPDF, where it is on PATH,
    has limits of its own.

    Raises:
        Refusal: a part cannot be joined, or the whole would cost more than it may.
        CheckRefusal: a part does not show what it showed.
    """
    number = len(whole.parts)
    purse = Purse(
        seconds=limits.seconds + number * limits.annexes.seconds,
        memory=_MEMORY + number * limits.annexes.memory,
        patience=PATIENCE if find_verapdf() else 0,
    )
    matter, verb = "the statement with its annexes", "join and judge"
    answer, body = ask("editions.binding_apart", pickle.dumps(whole), purse, whole.where, matter=matter, verb=verb)
    findings = tuple(finding_of(found) for found in answer["findings"])
    return Judged(content=body, claims=tuple(answer["claims"]), findings=findings, firsts=tuple(answer["firsts"]))


def _work(question: bytes) -> Answer:
    whole: Whole = pickle.loads(question)  # noqa: S301 - from join_apart alone
    joined = join(whole.statement, whole.parts, whole.marks, two_sided=whole.two_sided)
    doubts = [doubted(part.where, part.leaves.doubt) for part in whole.parts if part.leaves.doubt]
    verdict = settle_claims(lambda claims: joined.write(xmp_packet(whole.metadata, claims)), whole.where, doubts)
    check_joined(verdict.content, [(part.where, first, part.leaves) for part, first in zip(whole.parts, joined.firsts, strict=True)])
    answer = {"claims": verdict.claims, "findings": [asdict(finding) for finding in verdict.findings], "firsts": joined.firsts}
    return answer, verdict.content


if __name__ == "__main__":
    serve(_work, programs=True)
