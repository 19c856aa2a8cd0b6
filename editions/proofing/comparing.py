"""The words of source, PDF and DOCX brought side by side, paragraph by paragraph."""

from collections.abc import Iterable

from editions.checking.rules import Case
from editions.checking.words.same import said_in_docx, said_in_pdf
from editions.checking.words.saying.said import Said
from editions.model.proof import Compared
from editions.proofing.aligning import Told, rows


def compare(case: Case) -> tuple[Compared, ...]:
    """Return each paragraph as source, PDF and DOCX say it; empty where there is no source to hold them against."""
    if case.source is None:
        return ()
    return rows(_told(said_in_pdf(case)) if case.pdf else None, _told(said_in_docx(case)) if case.docx else None)


def _told(both: tuple[Iterable[Said], Iterable[Said]]) -> Told:
    wanted, found = both
    return Told(wanted=tuple((_role(one), one.text) for one in wanted), found=tuple(one.text for one in found))


def _role(one: Said) -> str:
    part = one.part or one.kind
    return part[:1].upper() + part[1:]
