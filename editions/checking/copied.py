"""A copy of an edition: what stands in its places is its recipient's own, and in no source."""

from editions.checking.once import once
from editions.checking.rules import Case
from editions.model.evidence import Element
from editions.model.prepared import PLACES


@once
def own_marks(case: Case) -> frozenset[tuple[int, int]]:
    """Return the page and the mark of each marked content in the places of a copy; none where *case* is of an edition itself."""
    if case.pdf is None or case.pdf.tree is None or case.source is None or case.source.prepared.places is None:
        return frozenset()
    places = [element for element in case.pdf.tree.walk() if element.tag == "Div" and element.title in PLACES]
    # One of each: what else is called so is looked at like everything.
    first = {element.title: element for element in reversed(places)}
    return frozenset((content.page, content.mark) for element in first.values() for content in element.contents())


def is_own(element: Element | None, marks: frozenset[tuple[int, int]]) -> bool:
    """Return whether all that *element* shows bears one of *marks*."""
    shown = [(content.page, content.mark) for content in element.contents()] if element else []
    return bool(shown) and marks.issuperset(shown)
