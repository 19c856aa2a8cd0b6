"""Findings on a DOCX brought to the place where their words stand once LibreOffice has set it into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editions.checking.evidence.pdf import read_pdf
from editions.checking.evidence.unreadable import Unreadable
from editions.checking.rules import Case
from editions.model.evidence import Box, DocxEvidence, Passage
from editions.model.findings import Finding
from editions.proofing.set_along import SetAlong
from editions.proofing.set_text import SetText
from editions.proofing.setting import Setting
from editions.seeing.letters import Letter, letters_of


def placed(findings: Iterable[Finding], cases: Sequence[Case], settings: Sequence[Setting]) -> tuple[Finding, ...]:
    """Return *findings*; those on the words of a DOCX with the page and the box where its setting shows these.

    One whose words are not found there for certain stays as it is.
    """
    files = {case.docx_name: (case.docx, one.content) for case, one in zip(cases, settings, strict=True) if case.docx and one.content}
    wanted = {name: [one for one in findings if one.where == name and one.passage and not one.page] for name in files}
    found = {
        one: place for name, (docx, content) in files.items() if wanted[name] for one, place in _places(wanted[name], docx, content).items()
    }
    return tuple(replace(one, page=found[one][0], box=found[one][1]) if one in found else one for one in findings)


def _places(findings: Sequence[Finding], docx: DocxEvidence, content: bytes) -> dict[Finding, tuple[int, Box]]:
    """Return page and box of each of *findings* whose words *content*, the PDF that *docx* was set as, shows."""
    try:
        pdf = read_pdf(content)
    except Unreadable:
        return {}
    letters = tuple(letters_of(content))
    text, along = SetText(docx, pdf.tree, letters), SetAlong(docx, {page.number: page.height for page in pdf.pages}, letters)
    found: dict[Finding, tuple[int, Box]] = {}
    for one in findings:
        passage = one.passage or Passage(part="")
        shown = along.letters(passage) if passage.part in docx.running else text.letters(passage)
        if shown:
            found[one] = _around(shown)
    return found


def _around(letters: Sequence[Letter]) -> tuple[int, Box]:
    """Return the page on which *letters* begin, and the box around those of them that stand there."""
    page = letters[0].page
    boxes = [letter.box for letter in letters if letter.page == page]
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return page, (min(lefts), min(lows), max(rights), max(highs))
