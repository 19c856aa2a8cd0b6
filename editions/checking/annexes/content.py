"""What the annexes say and show, held against their originals: nothing lost, nothing moved, nothing in other letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editions.checking.annexes.joining import Joined, annex_elements, joined
from editions.checking.annexes.markdown import look_of_markdown, words_of_markdown
from editions.checking.evidence.pdf import read_pdf
from editions.checking.evidence.unreadable import Unreadable
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Annotation, Element, PageEvidence, PdfEvidence, Run

_FAMILY = "annexes"
_PROMISE = "docs/promises.md, Annexes"
_ALL = ("pdf", "manifest", "source")
#: Points by which a piece of text may lie elsewhere than where its page was put: numbers in a PDF are rounded.
_NEAR = 1.0


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A page of an annex in the PDF, and the page of the original that it was made from."""

    part: Joined
    page: PageEvidence
    original: PageEvidence
    #: Pages of the original that have notes or fields.
    noted: frozenset[int]
    #: Those of this page.
    notes: tuple[Annotation, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """What the page paints of the original: all but its mark, which is painted last."""
        more = len(self.page.runs) > len(self.original.runs) and self.page.runs[-1].artifact
        return self.page.runs[:-1] if more else self.page.runs


@rule("annex-words", "Each page of an annex says what its original says.", family=_FAMILY, needs=_ALL, clause=_PROMISE)
def annex_words(case: Case) -> Iterator[Hit]:
    """A PDF that was merged is opened again, as it was received, and its text is held against the pages in the edition.

    An annex in Markdown is held against its source. What fields were filled in with stands on the page, too.
    """
    for pair in pairs(case):
        said, wanted = letters_of(pair.runs), letters_of(pair.original.runs)
        if not _holds(said, wanted):
            place = next(
                (at for at, (one, other) in enumerate(zip(said, wanted, strict=False)) if one != other), min(len(said), len(wanted))
            )
            message = f'the page says "{_near(said, place)}" where its original says "{_near(wanted, place)}"'
            yield Hit(message=f"{pair.part.annex.label}: {message}", page=pair.page.number)
    yield from words_of_markdown(case)


@rule(
    "annex-look",
    "Each page of an annex shows its text as its original does: as it stands there, in its letters and colour.",
    family=_FAMILY,
    needs=_ALL,
    clause=_PROMISE,
)
def annex_look(case: Case) -> Iterator[Hit]:
    """Each piece of text is where it was, with the page as a whole brought to the paper; its font and colour are the same."""
    for pair in pairs(case):
        if len(pair.runs) != len(pair.original.runs):
            continue
        for one, other, what in _changes(pair):
            message = f'{pair.part.annex.label}: "{quoted(one.text)}" {what}'
            yield Hit(message=message, page=pair.page.number, box=one.box if one.box != other.box else None)
    yield from look_of_markdown(case)


@rule("annex-links", "Links and bookmarks of an annex are those of its original.", family=_FAMILY, needs=_ALL, clause=_PROMISE)
def annex_links(case: Case) -> Iterator[Hit]:
    """Links into other files, and to pages that were not asked for, are taken out when an annex is taken in; the manifest says so."""
    for part, original, numbers in originals(case):
        removed = sum(str(item["what"]).startswith("a link") for item in _record(case, part)["removed"])
        there = [link for link in case.pdf.links if link.page in [page.number for page in part.pages]] if case.pdf else []
        were = [link for link in original.links if link.page in numbers and (link.address or link.target)]
        if len(there) + removed < len(were):
            yield Hit(message=f"{part.annex.label} has {len(there)} links, and its original {len(were)}", page=first_page(part))
        yield from _bookmarks(case, part, original, numbers)


@rule("annex-tags", "Each annex has the tags of its original, in their order.", family=_FAMILY, needs=_ALL, clause=_PROMISE)
def annex_tags(case: Case) -> Iterator[Hit]:
    """Headings, lists and tables of an annex are what a screen reader goes by, as in its original."""
    parts = annex_elements(case.pdf.tree) if case.pdf else ()
    for part, original, numbers in originals(case):
        element = next((one for one in parts if one.title == part.heading), None)
        if element is None or original.tree is None or len(numbers) != len(original.pages) or not part.pages:
            continue
        there = _tags(element.children, part.pages[0].number)
        were = _tags(original.tree.children if original.tree.tag == "Document" else (original.tree,), 1)
        if there != were:
            at = next(
                (place for place, (one, other) in enumerate(zip(there, were, strict=False)) if one != other), min(len(there), len(were))
            )
            now, then = (tags[at][0] if at < len(tags) else "nothing" for tags in (there, were))
            yield Hit(message=f"{part.annex.label}: element {at + 1} is {now}, and in its original {then}", page=first_page(part))
        elif case.pdf and letters_of([run for _, run in case.pdf.runs_of(element)]) != letters_of(
            [run for _, run in original.runs_of(original.tree)]
        ):
            yield Hit(message=f"{part.annex.label} is read aloud in another order than its original", page=first_page(part))


def first_page(part: Joined) -> int:
    """Return the number of the first page of *part*; 0 where it has none."""
    return part.pages[0].number if part.pages else 0


def _record(case: Case, part: Joined) -> dict[str, list[dict[str, object]]]:
    outputs = case.manifest["outputs"] if case.manifest else ()
    annexes = [annex for output in outputs if output["file"] == case.pdf_name for annex in output["annexes"]]
    return next((annex for annex in annexes if annex["label"] == part.annex.label), {"removed": []})


def originals(case: Case) -> Iterator[tuple[Joined, PdfEvidence, list[int]]]:
    """Yield each annex that is a PDF merged, with its original read back, and the numbers of the pages taken of that."""
    for part in joined(case, case.pdf) if case.pdf else ():
        annex = part.annex.annex
        if (annex.kind, annex.treatment) == ("pdf", "merge") and (original := _read(annex.content)) is not None:
            yield part, original, list(annex.pages) or list(range(1, len(original.pages) + 1))


@lru_cache(maxsize=8)
def _read(content: bytes) -> PdfEvidence | None:
    try:
        return read_pdf(content)
    except Unreadable:
        return None


def pairs(case: Case) -> Iterator[Pair]:
    """Yield each page of an annex that is a PDF merged, with that of its original."""
    for part, original, numbers in originals(case):
        for page, number in zip(part.pages, numbers, strict=False):
            if number <= len(original.pages):
                noted = frozenset(one.page for one in original.annotations)
                notes = tuple(one for one in original.annotations if one.page == number)
                yield Pair(part=part, page=page, original=original.pages[number - 1], noted=noted, notes=notes)


def letters_of(runs: Sequence[Run]) -> str:
    """Return what *runs* say, without blanks."""
    return "".join("".join(run.text for run in runs).split())


def _near(text: str, place: int) -> str:
    return text[max(place - 15, 0) : place + 15]


def _holds(said: str, wanted: str) -> bool:
    """Return whether *said* has all letters of *wanted* in their order, and beside them only what fields were filled in with."""
    letters = iter(said)
    return said == wanted or (len(said) > len(wanted) and all(letter in letters for letter in wanted))


def _changes(pair: Pair) -> Iterator[tuple[Run, Run, str]]:
    scale, across, up = _put(pair)
    for one, other in zip(pair.runs, pair.original.runs, strict=True):
        if one.font.partition("+")[2] != other.font.partition("+")[2]:
            yield one, other, f"is set in {one.font}, and was in {other.font}"
        if (one.colour, one.visible) != (other.colour, other.visible):
            yield one, other, "has another colour, or is not painted any more"
        if abs(other.box[0] * scale + across - one.box[0]) > _NEAR or abs(other.box[1] * scale + up - one.box[1]) > _NEAR:
            yield one, other, "stands elsewhere on the page"


def _put(pair: Pair) -> tuple[float, float, float]:
    """Return how the original lies on the page: how large, and moved by how much, in the middle of all its text."""
    page, original = pair.page, pair.original
    scale = min(1.0, page.width / original.width, page.height / original.height)
    moves = [
        (one.box[0] - other.box[0] * scale, one.box[1] - other.box[1] * scale) for one, other in zip(pair.runs, original.runs, strict=True)
    ]
    if not moves:
        return scale, 0.0, 0.0
    return scale, sorted(x for x, _ in moves)[len(moves) // 2], sorted(y for _, y in moves)[len(moves) // 2]


def _bookmarks(case: Case, part: Joined, original: PdfEvidence, numbers: list[int]) -> Iterator[Hit]:
    if case.pdf is None or not part.pages:
        return
    places = {number: page.number for number, page in zip(numbers, part.pages, strict=False)}
    were = [(item.title, places[item.page]) for item in original.bookmarks if item.page in places]
    there = [(item.title, item.page) for item in case.pdf.bookmarks if item.page in places.values() and item.title != part.heading]
    for title, page in were:
        if (title, page) not in there:
            yield Hit(message=f'{part.annex.label} has no bookmark "{title}" to its page any more', page=page)


def _tags(elements: Sequence[Element], first: int) -> list[tuple[str, int]]:
    """Return the tags of *elements* and below, with how far from page *first* each begins; what holds nothing is left out."""
    found = []
    for element in (inner for one in elements for inner in one.walk()):
        content = next(element.contents(), None)
        if content is not None:
            found.append((element.tag, content.page - first))
    return found


RULES = (annex_words, annex_look, annex_links, annex_tags)
