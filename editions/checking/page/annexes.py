"""The pages of annexes, which are others' work: only their paper and their edges are looked at."""

from collections.abc import Iterator

from editions.checking.lines import POINTS
from editions.checking.parts import parts_of, prepared_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule

_FAMILY = "page"
_PROMISE = "docs/promises.md, Annexes"
#: Points by which a page may differ from its paper, and by which text may reach beyond it.
_ROUNDING = 2.0


@rule("annex-paper", "The pages of annexes are brought to the layout's paper.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def annex_paper(case: Case) -> Iterator[Hit]:
    """Where the layout or the annex asks for it (fit), a page of another size lies whole on a sheet of the layout's paper."""
    prepared = prepared_of(case)
    if case.source is None or prepared is None or prepared.annexes is None:
        return
    tokens = case.source.layout.tokens
    paper = sorted(side * POINTS for side in tokens.paper)
    for index, page in parts_of(case).annex_pages:
        if index >= len(prepared.annexes.annexes):
            continue
        fit = prepared.annexes.annexes[index].annex.fit
        sides = sorted((page.width, page.height))
        if (tokens.annexes.fit if fit is None else fit) and any(abs(one - own) > _ROUNDING for one, own in zip(sides, paper, strict=True)):
            yield Hit(
                message=f"the page is of {page.width / POINTS:.0f} × {page.height / POINTS:.0f} mm, not of the layout's paper",
                page=page.number,
            )


@rule("annex-cut", "No text of an annex is cut off by the edge of its page.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def annex_cut(case: Case) -> Iterator[Hit]:
    """Text that lies partly beyond the paper's edge cannot be read whole, on paper or on the screen."""
    for _, page in parts_of(case).annex_pages:
        for run in page.runs:
            left, low, right, high = run.box
            inside = right > 0 and high > 0 and left < page.width and low < page.height
            beyond = max(-left, -low, right - page.width, high - page.height)
            if run.visible and run.text.strip() and inside and beyond > _ROUNDING:
                yield Hit(message=f'"{quoted(run.text)}" is cut off by the edge of the page', page=page.number, box=run.box)


RULES = (annex_paper, annex_cut)
