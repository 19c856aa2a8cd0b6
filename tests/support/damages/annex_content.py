"""Annex pages that are not what their originals are any more."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pikepdf

from tests.support.cases import Damage, in_pdf
from tests.support.mutations.pdf import moved, shortened, unshown, white

#: Pages of the sample, from 0: the first of the annex in Markdown, and of the annex that is a PDF.
_MARKDOWN, _PDF = 2, 3


def _text(index: int, number: int, change: Callable[[Any], list[Any]], pdf: pikepdf.Pdf) -> None:
    """Change the text that is shown as the *number*-th on a page."""
    page = pdf.pages[index]
    operators = list(pikepdf.parse_content_stream(page))
    shown = [place for place, one in enumerate(operators) if str(one.operator) in ("TJ", "Tj")]
    operators[shown[number] : shown[number] + 1] = change(operators[shown[number]])
    page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(operators))


def _part(pdf: pikepdf.Pdf) -> Any:
    """Return the element of the annex that is a PDF."""
    return pdf.Root["/StructTreeRoot"]["/K"][0]["/K"][-1]


def _retagged(pdf: pikepdf.Pdf) -> None:
    _part(pdf)["/K"][0]["/S"] = pikepdf.Name.P


def _reordered(pdf: pikepdf.Pdf) -> None:
    kids = list(_part(pdf)["/K"])
    _part(pdf)["/K"] = pikepdf.Array([*kids[1:], kids[0]])


def _unlinked(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[_PDF].obj["/Annots"]


def _unnamed(pdf: pikepdf.Pdf) -> None:
    last = pdf.Root["/Outlines"]["/Last"]
    last["/First"]["/Title"] = pikepdf.String("Another")


DAMAGES = (
    *(
        Damage(name=f"text {number} of the annex in {kind} {what}", rule=rule, apply=in_pdf(partial(_text, index, number, change)))
        for kind, index, numbers in (("Markdown", _MARKDOWN, (1, 20)), ("PDF", _PDF, (0, 10)))
        for number in numbers
        for what, rule, change in (
            ("is gone", "annex-words", unshown),
            ("has lost a letter", "annex-words", shortened),
            ("is white", "annex-look", white),
        )
    ),
    Damage(name="text of an annex has moved", rule="annex-look", apply=in_pdf(partial(_text, _PDF, 3, moved))),
    Damage(name="a heading of an annex is a paragraph", rule="annex-tags", apply=in_pdf(_retagged)),
    Damage(name="an annex is read in another order", rule="annex-tags", apply=in_pdf(_reordered)),
    Damage(name="an annex has lost its links", rule="annex-links", apply=in_pdf(_unlinked)),
    Damage(name="a bookmark of an annex has another name", rule="annex-links", apply=in_pdf(_unnamed)),
    Damage(name="a line of the text has moved", rule="line-shifted", apply=in_pdf(partial(_text, 0, 18, moved))),
    Damage(name="the letterhead has moved", rule="line-shifted", apply=in_pdf(partial(_text, 0, 0, moved))),
)
