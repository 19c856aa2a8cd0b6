"""The annexes by their titles: in the tree of tags, among the bookmarks, and in the lists of PDF and DOCX."""

from collections.abc import Iterator

from editions.checking.annexes.joining import Joined, annex_elements, annexes_of, joined, said_by
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Element, PdfEvidence

_FAMILY = "annexes"
_PROMISE = "docs/promises.md, Annexes"
_CLAUSE = "ISO 32000-1, 14.8.4.2"
_ALL = ("pdf", "manifest", "source")


@rule(
    "annex-untitled",
    "Each annex is a part of the document, with its title.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause="ISO 32000-1, 14.8.4.2",
)
def annex_untitled(case: Case) -> Iterator[Hit]:
    """A screen reader goes from part to part: each must bear its title ("Annex I: …"), and hold what is on its annex's pages."""
    pdf = case.pdf
    if pdf is None:
        return
    parts = annex_elements(pdf.tree)
    wanted = [f"{annex.label}: {annex.title}" for annex in annexes_of(case)]
    titles = [part.title for part in parts]
    if titles != wanted:
        yield Hit(message=f"the parts of the document are {_listed(titles)}, and should be {_listed(wanted)}")
        return
    for part, there in zip(parts, joined(case, pdf), strict=False):
        yield from _misplaced(part, there, claimed="PDF/A-3a" in pdf.claims)


def _misplaced(part: Element, there: Joined, *, claimed: bool) -> Iterator[Hit]:
    pages = {page.number for page in there.pages}
    content = {content.page for content in part.contents()}
    # A cover stands just before its annex.
    allowed = pages | {min(pages) - 1} if pages else pages
    # A page without marks is an untagged annex's, which the claims account for.
    tagged = {page.number for page in there.pages if page.by_mark or any(shape.mark is not None for shape in page.shapes)}
    # So is one whose marks are left from tags that it has lost; where tags are claimed, they are there.
    if tagged - content and (content or claimed):
        yield Hit(message=f'what is tagged on a page of "{part.title}" is not in it', page=min(tagged - content))
    if content - allowed:
        yield Hit(message=f'"{part.title}" has content on pages that are not its own', page=min(content - allowed))


@rule(
    "annex-bookmark",
    "Each annex has a bookmark with its title, which leads to its first page.",
    family=_FAMILY,
    needs=_ALL,
    clause=_PROMISE,
)
def annex_bookmark(case: Case) -> Iterator[Hit]:
    """Bookmarks are the table of contents in a reader's window; the annexes stand in it behind the statement, in their order."""
    pdf = case.pdf
    if pdf is None:
        return
    top = [(mark.title, mark.page) for mark in pdf.bookmarks if mark.depth == 0]
    wanted = [(part.heading, part.pages[0].number if part.pages else 0) for part in joined(case, pdf)]
    for heading, page in wanted:
        if heading not in [title for title, _ in top]:
            yield Hit(message=f'"{heading}" has no bookmark', page=page)
        elif (heading, page) not in top:
            yield Hit(message=f'the bookmark "{heading}" does not lead to its first page', page=page)
    order = [title for title, _ in top if title in [heading for heading, _ in wanted]]
    if sorted(order) == sorted(heading for heading, _ in wanted) and order != [heading for heading, _ in wanted]:
        yield Hit(message=f"the bookmarks of the annexes are in another order: {_listed(order)}")


@rule(
    "annex-table",
    "The table of annexes lists each with its title and pages, and leads to it.",
    family=_FAMILY,
    needs=_ALL,
    clause=_PROMISE,
)
def annex_table(case: Case) -> Iterator[Hit]:
    """The table stands at the end of the statement: who holds the paper sees what belongs to it."""
    pdf = case.pdf
    if pdf is None:
        return
    parts = joined(case, pdf)
    rows = list(_rows(pdf))
    first = min((page.number for part in parts for page in part.pages), default=0)
    leads = {link.target for link in pdf.links if link.page < first}
    for number, part in enumerate(parts):
        row = _row(part)
        if not any(said_by(text, row, case.language) for text in rows):
            yield Hit(message=f'the table of annexes does not say "{row}"')
        elif len(rows) >= len(parts) and not said_by(rows[len(rows) - len(parts) + number], row, case.language):
            yield Hit(message=f'"{part.heading}" stands at another place in the table of annexes')
        if part.pages and not leads & {part.pages[0].number, part.pages[0].number - 1}:
            yield Hit(message=f'no link of the table leads to "{part.heading}"')


def _row(part: Joined) -> str:
    number, length = part.annex.number, part.length
    pages = f"{number}-1" if length == 1 else f"{number}-1 – {number}-{length}"
    return f"{part.annex.label} {part.annex.title} {pages}"


def _rows(pdf: PdfEvidence) -> Iterator[str]:
    """Yield the words of each row of the statement's own tables, its annexes left out."""
    for child in pdf.tree.children if pdf.tree else ():
        for element in child.walk() if child.tag != "Part" else ():
            if element.tag == "TR":
                yield "".join(run.text for _, run in pdf.runs_of(element))


@rule("annex-list", "The DOCX lists the annexes with their numbers and titles.", family=_FAMILY, needs=("docx", "source"), clause=_PROMISE)
def annex_list(case: Case) -> Iterator[Hit]:
    """The annexes themselves are joined to the PDF alone; the DOCX names them, in their order."""
    table = case.source.prepared.annexes if case.source else None
    wanted = ([table.heading] if table else []) + [f"{annex.label}: {annex.title}" for annex in annexes_of(case)]
    styles = ("EditionsAnnexesLead", "EditionsAnnex")
    there = [paragraph.text for paragraph in case.docx.body if paragraph.style in styles] if case.docx else []
    if there != wanted:
        yield Hit(message=f"the list of annexes is {_listed(there)}, and should be {_listed(wanted)}")


def _listed(titles: list[str]) -> str:
    return ", ".join(f'"{title}"' for title in titles) or "nothing"


RULES = (annex_untitled, annex_bookmark, annex_table, annex_list)
