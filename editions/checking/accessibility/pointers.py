"""Links: what is said of them, what stands under them, and where they lead."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from urllib.parse import unquote

from editions.checking.lines import shared
from editions.checking.parts import blocks_of, links_of, parts_of, prepared_of, squeezed
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Element, LinkEvidence
from editions.model.prose import Link, inline_runs, walk_inlines

_FAMILY = "accessibility"
#: Names that a program gives to a place: "annex-1", "_Toc123", "page.2".
_ANCHOR = re.compile(r"#?[A-Za-z_]+[-_.:]?\d+(?:[-_.:]\w+)*")
#: PDFium gives one at the end of a line as a control character.
_HYPHENS = re.compile("[-\u2010\x02]")


@rule("link-text", "Every link says where it leads.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 2.4.4; ISO 14289-1, 7.18.5")
def link_text(case: Case) -> Iterator[Hit]:
    """A screen reader lists links by their texts (/Contents). A bare address, or the name of a place in the file, says nothing,
    unless it is what the page itself shows, on one line or on several.
    """
    words = _words(case)
    whole = _over_lines(_links(case), words)
    for link in _links(case):
        text = link.contents.strip()
        shown = words.get(link.object_number, "")
        if not any(character.isalnum() for character in text):
            yield Hit(message="a link has no text to be read aloud", page=link.page, box=link.box, object_number=link.object_number)
        elif squeezed(text) != shown and link.object_number not in whole and (_ANCHOR.fullmatch(text) or text == link.address):
            message = f'a link is read aloud as "{text}", which says nothing of where it leads'
            yield Hit(message=message, page=link.page, box=link.box, object_number=link.object_number)


@rule("link-not-tagged", "Every link is tagged, with words in it.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.18.5")
def link_not_tagged(case: Case) -> Iterator[Hit]:
    """A link outside of a Link element cannot be found with the keyboard; one without words is heard as "link" alone."""
    words = _words(case)
    if not parts_of(case).elements:
        return
    for link in _links(case):
        where = f'the link "{link.contents}"'
        if link.object_number not in words:
            yield Hit(message=f"{where} is not tagged as a link", page=link.page, box=link.box, object_number=link.object_number)
        elif not words[link.object_number]:
            yield Hit(message=f"{where} has no words under it", page=link.page, box=link.box, object_number=link.object_number)


@rule("link-dead", "Every link leads somewhere.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 2.4.4")
def link_dead(case: Case) -> Iterator[Hit]:
    """A link has an address, or a page of this file. One to a page whose label is its text leads to that page."""
    labels = {page.label: page.number for page in case.pdf.pages} if case.pdf else {}
    words = _words(case)
    for link in _links(case):
        if not link.address and not link.target:
            message = f'the link "{link.contents}" leads nowhere'
            yield Hit(message=message, page=link.page, box=link.box, object_number=link.object_number)
            continue
        named = re.match(r"[IVXLCDM]+-1(?!\d)", words.get(link.object_number, ""))
        if named and link.target and labels.get(named[0], link.target) - link.target not in (0, 1):
            message = f'the link "{named[0]}" opens the page {link.target}; the page of that name is {labels[named[0]]}'
            yield Hit(message=message, page=link.page, box=link.box, object_number=link.object_number)


@rule("link-displaced", "A link lies on its words.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 2.4.4")
def link_displaced(case: Case) -> Iterator[Hit]:
    """The field that can be clicked lies on the words that are tagged as the link."""
    if case.pdf is None:
        return
    links = {link.object_number: link for link in _links(case)}
    for element in parts_of(case).walk():
        for number in links_of(element):
            link = links.get(number)
            lines = [line for block in blocks_of(case.pdf, element) for line in block.lines]
            if link and lines and not any(line.page == link.page and shared(line.box, link.box) > 0 for line in lines):
                message = f'the link "{link.contents}" does not lie on its words'
                yield Hit(message=message, page=link.page, box=link.box, object_number=link.object_number)


@rule("link-lost", "Every link of the source can be followed.", family=_FAMILY, needs=("pdf", "source"), clause="WCAG 2.2, 2.4.4")
def link_lost(case: Case) -> Iterator[Hit]:
    """The addresses of the source's links are all there, and no others; and each annex can be reached from the table of annexes."""
    prepared = prepared_of(case)
    if prepared is None:
        return
    wanted = set(_addresses(case))
    found = {unquote(link.address) for link in _links(case) if link.address}
    for address in sorted(wanted - found):
        yield Hit(message=f'the link to "{address}" is lost')
    for address in sorted(found - wanted):
        yield Hit(message=f'there is a link to "{address}", of which the source knows nothing')
    if prepared.annexes:
        reached = [link.target for link in _links(case) if link.target]
        owners = {page.number: index for index, page in parts_of(case).annex_pages}
        for index, annex in enumerate(prepared.annexes.annexes):
            if index not in {owners.get(page) for page in reached}:
                yield Hit(message=f"no link leads from the table of annexes to {annex.label}")


def _addresses(case: Case) -> Iterator[str]:
    prepared = prepared_of(case)
    runs = [*(run for _, run in inline_runs(prepared.body)), *(note.inlines for note in prepared.footnotes)] if prepared else []
    return (unquote(inline.target) for run in runs for inline in walk_inlines(run) if isinstance(inline, Link))


def _links(case: Case) -> list[LinkEvidence]:
    numbers = {page.number for page in parts_of(case).pages}
    return [link for link in case.pdf.links if link.page in numbers] if case.pdf else []


def _words(case: Case) -> Mapping[int, str]:
    """Return the words under each link that is tagged, as `squeezed` returns them, by its object number.

    What has weight within a link has an annotation of its own, in an element of its own below that of the link.
    """
    links = [element for element in parts_of(case).walk() if element.tag == "Link"]
    return {number: _said(case, link) for link in links for inner in link.walk() for number in links_of(inner)}


def _over_lines(links: list[LinkEvidence], words: Mapping[int, str]) -> set[int]:
    """Return the links whose words, with those of their neighbours of the same text, are that text: an address on several lines.

    Hyphens do not count: a reader does not tell those of the address from those at which a line was divided.
    """
    found: set[int] = set()
    for text, group in groupby(links, key=lambda link: link.contents):
        numbers = [link.object_number for link in group]
        joined = "".join(_HYPHENS.sub("", words.get(number, "")) for number in numbers)
        wanted = _HYPHENS.sub("", squeezed(text))
        if wanted and joined and not joined.replace(wanted, ""):
            found.update(numbers)
    return found


def _said(case: Case, element: Element) -> str:
    runs = case.pdf.runs_of(element) if case.pdf else ()
    alts = "".join(inner.alt or "" for inner in element.walk())
    return squeezed("".join(run.text for _, run in runs) + alts)


RULES = (link_text, link_not_tagged, link_dead, link_displaced, link_lost)
