"""What was added to an annex that was merged: drawings, words beside its text, texts that are read in place of others."""

from collections import Counter
from collections.abc import Iterator

from editions.checking.annexes.content import Pair, first_page, letters_of, originals, pairs
from editions.checking.annexes.joining import annex_elements
from editions.checking.colours import named
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Element, PageEvidence, Shape

_FAMILY = "annexes"
_ALL = ("pdf", "manifest", "source")


@rule(
    "annex-drawn",
    "On each page of an annex is drawn what its original draws, and nothing else.",
    family=_FAMILY,
    needs=_ALL,
    clause="docs/promises.md, Annexes",
)
def annex_drawn(case: Case) -> Iterator[Hit]:
    """A stamp, a box or an image that the original has not is found by counting: images, lines and fields by their colours; and
    words that are marked as no content, beside the annex's mark. What notes on a page and fields draw may have become a part of
    it; a page that has them is passed over.
    """
    for pair in pairs(case):
        if pair.original.number in pair.noted:
            continue
        yield from _beside(case, pair)
        there, were = _drawn(pair.page), _drawn(pair.original)
        for sort, colour in there - were:
            message = (
                f"{pair.part.annex.label}: {_SORTS[sort]}{f' in {named(colour)}' if colour else ''} is drawn that its original has not"
            )
            box = next((shape.box for shape in pair.page.shapes[::-1] if _sort(shape) == (sort, colour)), None)
            yield Hit(message=message, page=pair.page.number, box=box)


def _beside(case: Case, pair: Pair) -> Iterator[Hit]:
    """Yield a hit for words that are no content of the page, and neither its mark nor in the original."""
    table = case.source.prepared.annexes if case.source else None
    place = pair.page.label.partition("-")[2]
    mark = "".join((table.mark if table else "").split())
    for name, word in {"{number}": pair.part.annex.number, "{pages}": str(pair.part.length), "{page}": place}.items():
        mark = mark.replace(name, word)
    were, left = Counter(letters_of([run]) for run in pair.original.runs), Counter(mark)
    for run in pair.page.runs:
        words = letters_of([run])
        if were[words]:
            were[words] -= 1
        elif run.artifact and not Counter(words) - left:
            left -= Counter(words)
        elif run.artifact:
            message = f'{pair.part.annex.label}: "{quoted(run.text)}" stands beside its text, and is not in its original'
            yield Hit(message=message, page=pair.page.number, box=run.box)


_SORTS = {"path": "a line or a field", "image": "an image", "shading": "a field of many colours"}


def _drawn(page: PageEvidence) -> Counter[tuple[str, str]]:
    return Counter(_sort(shape) for shape in page.shapes)


def _sort(shape: Shape) -> tuple[str, str]:
    return shape.kind, shape.colour or shape.stroke


@rule("annex-spoken", "Each annex is read aloud as its original is.", family=_FAMILY, needs=_ALL, clause="ISO 32000-1, 14.9.2 to 14.9.5")
def annex_spoken(case: Case) -> Iterator[Hit]:
    """Texts that are read in place of what stands on the page, and languages of passages, are those that the original has."""
    parts = annex_elements(case.pdf.tree) if case.pdf else ()
    for part, original, numbers in originals(case):
        element = next((one for one in parts if one.title == part.heading), None)
        if case.pdf is None or element is None or original.tree is None or len(numbers) != len(original.pages) or not part.pages:
            continue
        were = {text for one in original.tree.walk() for text in _texts(one)}
        languages = {language.casefold() for language in (original.language, part.annex.language, case.pdf.language)}
        languages |= {one.language.casefold() for one in original.tree.walk()}
        for one in element.walk():
            words = quoted(letters_of([run for _, run in case.pdf.runs_of(one)]))
            page = next((content.page for content in one.contents()), first_page(part))
            for text in _texts(one):
                if text not in were:
                    yield Hit(
                        message=f'{part.annex.label}: "{words}" is read aloud as "{quoted(text)}", which its original does not say',
                        page=page,
                    )
            if one.language.casefold() not in languages:
                yield Hit(message=f'{part.annex.label}: "{words}" is marked as "{one.language}", and in its original it is not', page=page)
        pages = {page.number for page in part.pages}
        replaced = {(one.key, one.text) for one in original.replacements}
        for given in case.pdf.replacements:
            if given.page in pages and (given.key, given.text) not in replaced:
                yield Hit(
                    message=f'{part.annex.label}: marked content says "{quoted(given.text)}", and in its original it does not',
                    page=given.page,
                )


def _texts(element: Element) -> list[str]:
    return [text for text in (element.alt, element.actual_text, element.expansion) if text is not None]


RULES = (annex_drawn, annex_spoken)
