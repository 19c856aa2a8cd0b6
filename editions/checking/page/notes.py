"""What was laid upon the pages after they were made: notes, stamps, highlights."""

from collections.abc import Iterator

from editions.checking.annotations import laid_on
from editions.checking.ours import is_our_pdf
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule

#: What readers' programs lay upon a page (ISO 32000-1, table 169), in words.
_MARKS = {
    "Text": "a note",
    "FreeText": "a note typed onto the page",
    "Highlight": "a highlight",
    "Underline": "an underline",
    "Squiggly": "an underline",
    "StrikeOut": "a strike-out",
    "Stamp": "a stamp",
    "Caret": "a mark of insertion",
    "Ink": "a drawing by hand",
    "Line": "a drawn line",
    "Square": "a drawn box",
    "Circle": "a drawn circle",
    "Polygon": "a drawn shape",
    "PolyLine": "a drawn line",
    "FileAttachment": "a file pinned to the page",
    "Sound": "a sound",
    "Redact": "a mark of what is to be blacked out",
}


@rule(
    "annotation-left",
    "No notes, stamps or highlights are on the pages of the statement.",
    family="page",
    needs=("pdf",),
    clause="docs/promises.md, Type and page",
)
def annotation_left(case: Case) -> Iterator[Hit]:
    """Notes are for colleagues; a stamp or words typed onto a page are read as the statement's own. All go out with the file,
    mostly with the names of those who wrote them. Take them away in the program that put them there, or build the edition again.

    Those that an annex brought along are the annex's, and stay. Of a file that this program did not make, films and the like are
    noted.
    """
    ours = case.source is not None or (case.pdf is not None and is_our_pdf(case.pdf))
    for one in laid_on(case):
        what = _MARKS.get(one.kind, f"something ({one.kind or 'of no kind'})")
        words = f": “{quoted(one.contents)}”" if one.contents.strip() else ""
        author = f", by “{quoted(one.author)}”" if one.author.strip() else ""
        severity = "" if ours or one.kind in _MARKS else "note"
        yield Hit(message=f"{what} lies on the page{words}{author}", page=one.page, box=one.box, severity=severity)


RULES = (annotation_left,)
