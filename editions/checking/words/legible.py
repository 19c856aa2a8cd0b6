"""What is seen and what is read are one: nothing hidden, nothing that extracts wrong, nothing beside the source."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from unicodedata import category, decomposition, name

from editions.checking.evidence.glyphs import Fragment, shown
from editions.checking.parts import set_here
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, Source, rule
from editions.checking.words.saying.statement import own_pages
from editions.model.evidence import PageEvidence, PdfEvidence, Run
from editions.model.prose import Table, plain, walk
from editions.seeing.hidden import hidden_runs

_PROMISE = "docs/promises.md, The same words"
_words = partial(rule, family="words")
#: Ligatures of Latin letters and of Armenian, and forms of Hebrew and Arabic letters that a font has, not a text.
_FORMS = re.compile("[\ufb00-\ufb17\ufb1d-\ufb4f\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")
#: Points below which type is not read but hidden.
_SMALLEST = 3.0
#: The share of a page from which an image is the page: a scan, with its text behind it.
_SCAN = 0.5


@_words(
    "text-extracts-wrong",
    "What is copied, searched or read aloud are the letters that are seen.",
    needs=("pdf",),
    clause="ISO 14289-1, 7.21.7",
)
def _extracts_wrong(case: Case) -> Iterator[Hit]:
    """A font tells a reader which character each of its glyphs stands for. It must not tell of ligatures ("ﬁ"), of
    forms that a letter has within a word, of private characters, of soft hyphens or control characters, or of none.

    A character that the source itself has is no fault.
    """
    if case.pdf is None:
        return
    own = _source_text(case.source)
    pages = {page.number for page in _pages(case)}
    seen: set[tuple[int, str]] = set()
    for fragment in shown(case.pdf_bytes).fragments:
        wrong = [character for glyph in fragment.glyphs for character in glyph if _is_wrong(character) and character not in own]
        for character in wrong if fragment.page in pages else ():
            if (fragment.page, character) not in seen:
                seen.add((fragment.page, character))
                yield _extracted(case.pdf, fragment, character)


def _is_wrong(character: str) -> bool:
    kind = category(character)
    if character.isascii() or kind == "Cc":
        return kind == "Cc"
    # A pointed letter of Hebrew that has a number of its own is, to every reader, that letter and its point.
    form = _FORMS.match(character) and decomposition(character).startswith("<")
    return bool(form) or kind in ("Co", "Cn", "Cs") or character in "\ufffd\u00ad"


def _extracted(pdf: PdfEvidence, fragment: Fragment, character: str) -> Hit:
    words = "".join("·" if category(found).startswith("C") else found for glyph in fragment.glyphs for found in glyph)
    what = f"U+{ord(character):04X}" + (f" ({name(character, '').lower()})" if name(character, "") else "")
    at = words.find(character) if character in words else 0
    shown_words = words[max(at - 20, 0) : at + 30].strip()
    runs = pdf.pages[fragment.page - 1].by_mark.get(fragment.mark, ()) if fragment.mark is not None else ()
    message = f"“{shown_words}” holds {what} for those who copy, search or listen"
    return Hit(message=message, page=fragment.page, box=runs[0].box if runs else None)


@_words("text-hidden", "All text that a page holds can be seen.", needs=("pdf",), clause=_PROMISE)
def _hidden(case: Case) -> Iterator[Hit]:
    """Text without ink, in the colour of what is behind it, under an image or a shape, beyond the page's edge or
    smaller than 3 points is read aloud, copied and found, and signed without having been seen.

    What is faint or covered is confirmed on a picture of the page. The invisible text of a scan is no fault.
    """
    if case.pdf is None:
        return
    pages = tuple(_pages(case))
    for page in pages:
        for run in page.runs:
            if run.text.strip() and (why := _why(page, run)):
                yield Hit(message=f"“{quoted(run.text)}” {why}", page=page.number, box=run.box)
    for page, run in hidden_runs(case.pdf_bytes, pages):
        if not _why(page, run):
            yield Hit(message=f"“{quoted(run.text)}” is covered, or has the colour of what is behind it", page=page.number, box=run.box)


def _why(page: PageEvidence, run: Run) -> str:
    left, low, right, high = run.box
    if not run.visible:
        return "" if _is_scan(page) else "is written without ink"
    if right <= 0 or high <= 0 or left >= page.width or low >= page.height:
        return "stands beyond the edge of the page"
    return f"is {run.size:g} points high" if 0 < run.size < _SMALLEST else ""


def _is_scan(page: PageEvidence) -> bool:
    whole = page.width * page.height
    images = [shape.box for shape in page.shapes if shape.kind == "image"]
    return any((box[2] - box[0]) * (box[3] - box[1]) >= _SCAN * whole for box in images)


@_words(
    "text-not-source",
    "Beside the text, a page bears its running head and its number, and no other words.",
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def _not_source(case: Case) -> Iterator[Hit]:
    """What is marked as no content (an artifact), or hangs on no tag, is not read aloud: it may repeat the issuing
    body, the heading and the date, and say the page's number and the edition mark; on a page of an annex, its own mark.
    Anything else there is a text that the source has not.
    """
    if case.pdf is None or case.source is None:
        return
    said = {(content.page, content.mark) for content in case.pdf.tree.contents()} if case.pdf.tree else set()
    pages = [page for page in _pages(case) if page.runs]
    for page in pages:
        yield from _beside(page, _unsaid(page, said), _allowed(case.source, page.number, len(pages)))
    own = {page.number for page in pages}
    for page in set_here(case)[1]:
        if page.number not in own:
            yield from _beside(page, _unsaid(page, said), _allowed_in_annex(case, page))


def _unsaid(page: PageEvidence, said: set[tuple[int, int]]) -> list[Run]:
    return [run for run in page.runs if run.artifact or run.mark is None or (page.number, run.mark) not in said]


def _beside(page: PageEvidence, unsaid: list[Run], allowed: "_Allowed") -> Iterator[Hit]:
    left = _letters("".join(allowed.once))
    for run in unsaid:
        # A line that is too long for the page may be divided.
        words = " ".join(run.text.split()).removesuffix("\u2010")
        if any(allowed.has(line, words) for line in allowed.again):
            continue
        if _letters(words) - left or not any(allowed.has(line, words) for line in allowed.once):
            message = f"“{quoted(run.text)}” stands beside the text, and is neither running head nor page number"
            yield Hit(message=message, page=page.number, box=run.box)
        else:
            left -= _letters(words)


@dataclass(frozen=True, kw_only=True)
class _Allowed:
    """The lines that may stand on a page beside the text: *once* the running head and the page's number, and *again* the
    head of a table that goes on there. Of lines that are *turned*, from right to left, only the letters count.
    """

    once: tuple[str, ...]
    again: tuple[str, ...]
    turned: bool

    def has(self, line: str, words: str) -> bool:
        """Return whether *words* are a part of *line*."""
        return not _letters(words) - _letters(line) if self.turned else words in " ".join(line.split())


def _letters(words: str) -> Counter[str]:
    return Counter("".join(words.split()))


def _allowed(source: Source, page: int, pages: int) -> _Allowed:
    ready = source.prepared
    turned = ready.direction == "rtl"
    if page == 1:
        return _Allowed(once=(ready.metadata.mark,), again=(), turned=turned)
    label = ready.page_label
    lines = (*ready.continuation, f"{label.before}{page}{label.between}{pages}{label.after}", ready.metadata.mark)
    heads = tuple(plain(cell) for block in walk(ready.body) if isinstance(block, Table) for cell in block.header)
    return _Allowed(once=lines, again=heads, turned=turned)


def _allowed_in_annex(case: Case, page: PageEvidence) -> _Allowed:
    """Return what may stand on a *page* of an annex that is set here: its mark, and the head of a table that goes on there."""
    ready = case.source.prepared if case.source else None
    if ready is None or ready.annexes is None:
        return _Allowed(once=(), again=(), turned=False)
    number, _, place = page.label.partition("-")
    count = sum(other.label.startswith(f"{number}-") for other in (case.pdf.pages if case.pdf else ()))
    mark = ready.annexes.mark.replace("{number}", number).replace("{pages}", str(count)).replace("{page}", place)
    bodies = [annex.body for annex in ready.annexes.annexes if annex.number == number]
    heads = tuple(plain(cell) for body in bodies for block in walk(body) if isinstance(block, Table) for cell in block.header)
    return _Allowed(once=(mark,), again=heads, turned=ready.direction == "rtl")


def _pages(case: Case) -> Iterator[PageEvidence]:
    """Yield the pages that the source answers for; all where there is none."""
    if case.pdf is not None:
        yield from own_pages(case.pdf, case.source.prepared) if case.source else case.pdf.pages


def _source_text(source: Source | None) -> str:
    return "" if source is None else "".join(file.content.decode("utf-8", "replace") for file in source.prepared.sources)


RULES = (_extracts_wrong, _hidden, _not_source)
