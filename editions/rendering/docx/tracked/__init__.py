"""A redline: the DOCX edition of a text with tracked changes, which bring it back to what the text was when they are rejected.

What is kept has the properties that it has in the edition; what was taken out has those that it had in the old one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from editions.comparing.pictures import of_both, told_apart
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx import carried, notes, package, properties, prose, recipients, running, settings, styles
from editions.rendering.docx.flat import Flat
from editions.rendering.docx.numbering import Numbering
from editions.rendering.docx.tracked.groups import grouped
from editions.rendering.docx.tracked.items import Item, Text
from editions.rendering.docx.tracked.lists import lists_together
from editions.rendering.docx.tracked.marks import ELEMENTS, Marks, Signed
from editions.rendering.docx.tracked.paragraphs import Paragraphs
from editions.rendering.docx.tracked.regions import Regions, in_lists
from editions.rendering.docx.tracked.runs import TrackedRuns, all_of
from editions.rendering.docx.tracked.tables import Tables
from editions.rendering.docx.xml import OPENING, append, control, element, paragraph

__all__ = ["Signed", "to_tracked_docx"]


def to_tracked_docx(old: PreparedStatement, new: PreparedStatement, layout: Layout, signed: Signed, title: str) -> bytes:
    """Return *new* as the bytes of a DOCX called *title*, in which all that differs from *old* is tracked, *signed*.

    Both are prepared in *layout*. The bytes depend on the arguments and library versions alone.

    Raises:
        Refusal: the layout's base document is missing or damaged.
    """
    document = package.open_base(layout)
    styles.define(document, new, layout)
    settings.write(document, new, layout)
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(element("<w:trackRevisions/>"))
    properties.write_of_redline(document, old, new, signed.author, signed.time, title)
    running.write(document, new, layout)
    _Writer(document, old, new, layout, signed).write()
    styles.define_places(document, layout)
    carried.write(document, new)
    return package.pack(document)


class _Writer:
    def __init__(self, document: Any, old: PreparedStatement, new: PreparedStatement, layout: Layout, signed: Signed) -> None:
        self._document = document
        self._layout = layout
        self._rtl = new.direction == "rtl"
        self._marks = Marks(signed)
        self._both = replace(new, pictures=of_both(old.pictures, new.pictures))
        numbering = Numbering(document)
        self._new = Text(new, Flat(numbering, layout))
        self._old = Text(old, Flat(numbering, layout), before=len(new.footnotes), renamed=told_apart(old.pictures, new.pictures))
        self._runs = TrackedRuns(document.part, self._both, self._marks, layout.tokens.measure)
        paragraphs = Paragraphs(self._runs, self._marks, layout.tokens.text.leading)
        self._regions = Regions(paragraphs, Tables(paragraphs, self._marks, layout, rtl=self._rtl), self._marks)

    def write(self) -> None:
        """Write all that stands on the pages."""
        self._write_head()
        body = in_lists(self._old.body, self._lists())
        prose.write_content(self._document, _ended(self._regions.all(body, self._new.body)))
        append(self._document, _ended(self._regions.signatures(list(self._old.signatures()), list(self._new.signatures()))))
        self._write_recipients()
        self._write_annexes()
        notes.write_content(self._document, self._notes())

    def _write_head(self) -> None:
        old, new = self._old.head(), self._new.head()
        order = ("editions.reference", "editions.date", "editions.heading", "editions.subject")
        append(self._document, (markup for name in order for markup in self._regions.line(old.get(name), new.get(name))))

    def _lists(self) -> dict[int, int]:
        """Return which list of the new text each of the old one is."""
        old, new = self._old.body, self._new.body
        pairs = (
            (before, after)
            for group in grouped(old, new)
            for before in (old[place] for place in group.old if not group.move)
            for after in (new[place] for place in group.new)
            if isinstance(before, Item) and isinstance(after, Item)
        )
        return lists_together(pairs, self._old.lists, self._new.lists)

    def _write_recipients(self) -> None:
        names = _ended(self._regions.all(self._old.recipients(), self._new.recipients()))
        old, new = self._old.lead(), self._new.lead()
        if new is None:
            append(self._document, (*self._regions.line(old, None), *names))
            return

        def lead(section: str) -> str:
            if old is not None:
                return "".join(self._regions.line(old, replace(new, section=section)))
            # A section's end is none of the changes: were it taken back, the letterhead would go with it.
            return (paragraph("EditionsEnd", "", section) if section else "") + "".join(self._regions.line(None, new))

        held = _held("editions.recipients.names", "Recipients", names, is_new=old is None)
        recipients.write_content(self._document, self._layout, lead, held, rtl=self._rtl)

    def _write_annexes(self) -> None:
        names = _ended(self._regions.all(self._old.annexes(), self._new.annexes()))
        old, new = self._old.annexes_lead(), self._new.annexes_lead()
        held = _held("editions.annexes.names", "List of annexes", names, is_new=not (old and new))
        append(self._document, (*self._regions.line(old, new), held))

    def _notes(self) -> Iterator[tuple[int, str]]:
        """Yield the notes of the new text, and of the old one those that are called where something was taken out.

        Each has the place of its call as its id.
        """
        runs = TrackedRuns(notes.notes_part(self._document), self._both, self._marks)
        said = dict((*self._old.notes(), *self._new.notes()))
        for place, number in enumerate(self._runs.called, 1):
            yield place, runs.markup(self._runs.changed_notes.get(number) or all_of("same", said[number]))


def _ended(blocks: Iterable[str]) -> list[str]:
    """Return *blocks*, a region, with a paragraph of no height after a last one that comes or goes, or whose words do at its end.

    Where such a paragraph goes, LibreOffice 7.4 may give its style to what follows, or take what comes there for a part of
    it; and Word keeps the last of a document.
    """
    found = list(blocks)
    comes_or_goes = any(f"<w:rPr><w:{element} " in block for block in found[-1:] for element in ELEMENTS.values())
    ends_in_change = any(block.endswith(f"</w:{element}></w:p>") for block in found[-1:] for element in ELEMENTS.values())
    return [*found, paragraph("EditionsEnd", "")] if comes_or_goes or ends_in_change else found


def _held(tag: str, title: str, content: list[str], *, is_new: bool) -> str:
    """Return *content* in a content control; what is new as a whole is in none."""
    return "".join(content) if is_new else control(tag, title, OPENING + "".join(content))
