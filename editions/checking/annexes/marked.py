"""The marks of annex pages: "Annex II, page 2 of 5" on each, but where a page had no free place for one."""

import re
from collections.abc import Iterator
from typing import Any

from editions.checking.annexes.joining import annexes_of
from editions.checking.lines import lines_of
from editions.checking.parts import parts_of, squeezed
from editions.checking.rules import Case, Hit, rule
from editions.language import direction
from editions.model.annexes import PreparedAnnex
from editions.model.evidence import PageEvidence

_PROMISE = "docs/promises.md, Annexes"
#: What a build says of an annex some of whose pages have no free place for a mark.
_UNMARKED = "annex-unmarked"


@rule("annex-mark", "Each page of an annex bears its mark.", family="annexes", needs=("pdf", "source"), clause=_PROMISE)
def annex_mark(case: Case) -> Iterator[Hit]:
    """A mark ("Annex II, page 2 of 5") ties a loose sheet to its statement.

    Pages that had no free place for one bear none; the manifest says how many. Where there is no manifest, a page
    without a mark may be one of them, and is a warning.
    """
    for index, annex in enumerate(annexes_of(case)):
        bare = _bare(case, index, annex)
        allowed = _allowed(case, annex.annex.file)
        if len(bare) < allowed:
            yield Hit(message=f"the manifest says that {allowed} pages of {annex.label} bear no mark, and {len(bare)} bear none")
        elif len(bare) > allowed:
            severity = "" if case.manifest else "warning"
            yield from (Hit(message=f'the page does not bear its mark, "{mark}"', page=page, severity=severity) for page, mark in bare)


def _bare(case: Case, index: int, annex: PreparedAnnex) -> list[tuple[int, str]]:
    """Return each page of the annex at *index* that does not bear its mark, and that mark; a cover needs none."""
    table = case.source.prepared.annexes if case.source else None
    template = table.mark if table else ""
    pages = [page for owner, page in parts_of(case).annex_pages if owner == index and page.label != annex.number]
    found = []
    for number, page in enumerate(pages, 1):
        mark = template.replace("{number}", annex.number).replace("{pages}", str(len(pages))).replace("{page}", str(number))
        if not _bears(page, mark, case.language):
            found.append((page.number, mark))
    return found


def _bears(page: PageEvidence, mark: str, language: str) -> bool:
    """Return whether *mark* is seen on *page*, and is no content: a line of its own, or beside a foot of the annex's own."""
    runs = [(page, run) for run in page.runs if run.artifact and run.visible]
    if squeezed(mark) in {squeezed(line.text) for line in lines_of(runs)}:
        return True
    if language and direction(language) == "rtl":
        return False
    # A digit more would make it the mark of a longer annex.
    wanted, said = "".join(mark.split()), "".join("".join(run.text for _, run in runs).split())
    return re.search(rf"{re.escape(wanted)}(?!\d)", said) is not None


def _allowed(case: Case, file: str) -> int:
    """Return how many pages of *file* may be without a mark, as the build found; none where there is no manifest."""
    findings: Any = case.manifest["findings"] if case.manifest else ()
    counts = [finding["message"].split()[0] for finding in findings if (finding["rule"], finding["where"]) == (_UNMARKED, file)]
    return sum(int(count) for count in counts if count.isdecimal())


RULES = (annex_mark,)
