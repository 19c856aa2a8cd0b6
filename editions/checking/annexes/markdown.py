"""Annexes in Markdown, which are set here: their words against their source, their look against the layout's."""

from collections import Counter
from collections.abc import Iterator

from editions.checking.annexes.joining import Joined, annex_elements, joined
from editions.checking.characters import font_chains
from editions.checking.parts import squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit
from editions.model.annexes import PreparedAnnex
from editions.model.evidence import Run
from editions.model.prose import FootnoteCall, Inline, inline_runs, plain

#: What a page says beside the words: numbers and bullets of lists, numbers of notes.
_MARKS = frozenset("0123456789.•◦▪–-*†")
#: What PDFium gives for a hyphen at the end of a line; and letters by which its place in the source is found.
_AT_LINE_END, _BESIDE = "\x02", 6


def words_of_markdown(case: Case) -> Iterator[Hit]:
    """Yield a hit for each annex that does not say, in the order of its tags, what its source says."""
    for part in _annexes(case):
        element = next((one for one in annex_elements(case.pdf.tree) if one.title == part.heading), None) if case.pdf else None
        said = "".join("".join(run.text for _, run in case.pdf.runs_of(element)).split()) if case.pdf and element else ""
        for message in _differing(part.annex, said):
            yield Hit(message=f"{part.annex.label} {message}", page=part.pages[0].number if part.pages else 0)


def _annexes(case: Case) -> Iterator[Joined]:
    for part in joined(case, case.pdf) if case.pdf else ():
        if (part.annex.annex.kind, part.annex.annex.treatment) == ("markdown", "merge"):
            yield part


def _differing(annex: PreparedAnnex, said: str) -> Iterator[str]:
    notes = [(0, note.inlines) for note in annex.annex.footnotes]
    texts = [_with_numbers(inlines) for _, inlines in (*inline_runs(annex.body), *notes)]
    title = "".join(f"{annex.label}{annex.title}".split())
    if squeezed(said) != said:
        # From right to left, PDFium gives words in the order in which they are painted: their letters count.
        letters, own = Counter(said), Counter(title + "".join("".join(texts).split()))
        if different := set((letters - own) + (own - letters)) - _MARKS:
            yield f'and its source differ in the letters "{"".join(sorted(different))}"'
        return
    said = _with_hyphens(said, title + "".join("".join(text.split()) for text in texts))
    # The title comes first: a word that it has, too, is not to be found there.
    place, left = (len(title) if said.startswith(title) else 0), []
    for text in texts:
        wanted = "".join(text.split())
        found = said.find(wanted, place)
        if found < 0:
            yield f'does not say "{quoted(text)}", which its source says'
            return
        left.append(said[place:found])
        place = found + len(wanted)
    rest = "".join((*left, said[place:]))
    rest = rest if said.startswith(title) else rest.replace(title, "", 1)
    if set(rest) - _MARKS:
        yield f'says "{quoted(rest)}", which its source does not say'


def _with_hyphens(said: str, wanted: str) -> str:
    """Return *said* with a hyphen at the end of a line, which PDFium gives as a control character, where *wanted* has one."""
    first, *others = said.split(_AT_LINE_END)
    for other in others:
        first += ("-" if f"{first[-_BESIDE:]}-{other[:_BESIDE]}" in wanted else "") + other
    return first


def _with_numbers(inlines: tuple[Inline, ...]) -> str:
    """Return the words of *inlines*, with the number of each note where it is called."""
    return "".join(str(inline.number) if isinstance(inline, FootnoteCall) else plain((inline,)) for inline in inlines)


def look_of_markdown(case: Case) -> Iterator[Hit]:
    """Yield a hit for text of an annex in a colour or a font that no style of the layout has; and for a page across."""
    numbers = {page.number for part in (joined(case, case.pdf) if case.pdf else ()) for page in part.pages}
    others = [page for page in (case.pdf.pages if case.pdf else ()) if page.number not in numbers]
    styles = case.source.layout.tokens.line_styles if case.source else ()
    known = {style.colour for style in styles} | {run.colour for page in others for run in page.runs}
    faces = {font for chain in font_chains(case.source.layout) for font in chain} if case.source else set()
    for part in _annexes(case):
        for page in part.pages:
            if others and (page.width > page.height) != (others[0].width > others[0].height):
                yield Hit(message=f"{part.annex.label}: the page lies across, and those of the statement do not", page=page.number)
            for run in page.runs:
                what = run.colour if run.colour not in known or not run.visible else _face(run) if _face(run) not in faces else ""
                if what:
                    message = f'{part.annex.label}: "{quoted(run.text)}" is in {what}, which the layout does not use'
                    yield Hit(message=message, page=page.number, box=run.box)


def _face(run: Run) -> str:
    """Return the family of a run's font: "ABCDEF+Tinos-Bold" is of Tinos."""
    return run.font.rpartition("+")[2].partition("-")[0]
