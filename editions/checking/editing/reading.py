"""What a screen reader finds in the DOCX: headings, table headers, images' texts, and the language."""

import re
from collections.abc import Iterator

from editions.checking.editing.walking import places
from editions.checking.ours import is_our_docx
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.language import is_known, word_language
from editions.model.evidence import DocxEvidence, DocxParagraph

_FAMILY = "docx"
#: Styles of Word's own that are headings, whether they say so or not (ECMA-376, part 1, 17.7.4.9).
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
#: Styles that a base is followed through; one based on itself would never end.
_STEPS = 20
#: The outline levels of our own headings.
_LEVELS = {"EditionsHeading": 0, "EditionsRecipientLead": 1, "EditionsAnnexesLead": 1, **{f"EditionsSection{n}": n for n in range(1, 6)}}


@rule("heading-outline", "Headings are headings of the outline, without gaps.", family=_FAMILY, needs=("docx",), clause="WCAG 2.2, 1.3.1")
def heading_outline(case: Case) -> Iterator[Hit]:
    """Word's navigation, its tables of contents and screen readers find headings by their outline level, not by their look.

    A statement has one heading of the first level. Of a document that is not ours, a gap in the levels is a warning.
    """
    docx = case.docx
    if docx is None:
        return
    ours = is_our_docx(docx)
    levels = [(paragraph, level) for paragraph in docx.body if paragraph.text.strip() and (level := _level(docx, paragraph)) is not None]
    if ours:
        yield from _our_levels(docx, [level for _, level in levels])
    for (_, before), (paragraph, level) in zip([(None, -1), *levels] if ours else levels, levels if ours else levels[1:], strict=False):
        if level > before + 1:
            message = f'the heading "{quoted(paragraph.text)}" is of level {level + 1}, and stands below one of level {before + 1}'
            yield Hit(message=message, severity="" if ours else "warning", passage=paragraph.passage)


def _our_levels(docx: DocxEvidence, levels: list[int]) -> Iterator[Hit]:
    if levels.count(0) != 1:
        yield Hit(message=f"there are {levels.count(0)} headings of the first level, and there should be one")
    for identifier, level in _LEVELS.items():
        if identifier in docx.styles and _outline(docx, identifier) != level:
            yield Hit(message=f'the style "{docx.styles[identifier].name}" is no heading of level {level + 1} of the outline')


def _level(docx: DocxEvidence, paragraph: DocxParagraph) -> int | None:
    level = _outline(docx, paragraph.style)
    return level if level is not None and level < 9 else None


def _outline(docx: DocxEvidence, identifier: str) -> int | None:
    for _ in range(_STEPS):
        style = docx.styles.get(identifier)
        if style is None:
            return None
        if style.outline is not None:
            return style.outline
        if found := _HEADING.fullmatch(style.name):
            return int(found[1]) - 1
        identifier = style.based_on
    return None


@rule("table-header", "The first row of each table is marked as its header.", family=_FAMILY, needs=("docx",), clause="WCAG 2.2, 1.3.1")
def table_header(case: Case) -> Iterator[Hit]:
    """A screen reader says a column's heading with each cell, and Word repeats the row on each page, if it is marked as a header.

    A table of one row has no header; neither has one that only arranges things, as documents that are not ours may have.
    """
    docx = case.docx
    if docx is None:
        return
    rows: dict[int, dict[int, DocxParagraph]] = {}
    for paragraph in docx.body:
        if paragraph.cell:
            table, row, _ = paragraph.cell
            rows.setdefault(table, {}).setdefault(row, paragraph)
    for table, firsts in rows.items():
        if len(firsts) > 1 and not (1 in firsts and firsts[1].header_row):
            message = f"the first row of table {table} is not marked as its header"
            yield Hit(message=message, severity="" if is_our_docx(docx) else "warning", passage=firsts[min(firsts)].passage)


@rule("image-silent", "Every image has an alternative text.", family=_FAMILY, needs=("docx",), clause="WCAG 2.2, 1.1.1")
def image_silent(case: Case) -> Iterator[Hit]:
    """Who cannot see an image is told what it shows by its alternative text. Without one, a screen reader says its file's name."""
    ours = case.docx is not None and is_our_docx(case.docx)
    for place, paragraph in places(case.docx) if case.docx else ():
        for text in paragraph.images:
            if not text.strip():
                near = f', near "{quoted(paragraph.text)}"' if paragraph.text.strip() else ""
                message = f"an image has no alternative text ({place}{near})"
                yield Hit(message=message, severity="" if ours else "warning", passage=paragraph.passage)


@rule("language-unset", "The document says which language it is in.", family=_FAMILY, needs=("docx",), clause="WCAG 2.2, 3.1.1")
def language_unset(case: Case) -> Iterator[Hit]:
    """Word checks the spelling, divides words, and reads aloud, in the language that the document names.

    Of an edition, it is the one of its text, as Word calls it: az-Latn-AZ for Azerbaijani.
    """
    docx = case.docx
    if docx is None:
        return
    language = docx.custom.get("EditionsLanguage", "") or case.language
    if not docx.language:
        yield Hit(message="the document names no language", severity="" if is_our_docx(docx) else "warning")
    elif is_our_docx(docx) and language and docx.language != _named(language):
        yield Hit(message=f'the document is set in "{docx.language}", and its text is in "{language}"')
    elif is_our_docx(docx) and (strange := [one for one in _of_other_scripts(docx) if one != docx.language]):
        yield Hit(message=f'words in other scripts are set in "{strange[0]}", and its text is in "{docx.language}"')


def _of_other_scripts(docx: DocxEvidence) -> list[str]:
    """Return the languages that the document names for scripts from right to left, and for those of East Asia."""
    look = docx.styles["Normal"].look if "Normal" in docx.styles else {}
    return [look[path] for path in ("rPr.lang.bidi", "rPr.lang.eastAsia") if path in look]


def _named(language: str) -> str:
    return word_language(language) if is_known(language) else ""


RULES = (heading_outline, table_header, image_silent, language_unset)
