"""Words of a statement with lists, notes, quotations and a table, and of one that runs from right to left."""

from editions.checking.rules import Case
from tests.support import changing_docx as docx
from tests.support import changing_tags as tags
from tests.support.cases import Damage, case_in, everything_case, in_docx
from tests.support.changing_pages import Change, line, without_line
from tests.support.making import EVERYTHING

_DOCUMENT, _NOTES = "word/document.xml", "word/footnotes.xml"
_ADJECTIVE, _LANGUAGE, _NUMBER = "نموذجية", "باللغة", "ورقم"

_OF_LISTS: tuple[tuple[str, str, Change], ...] = (
    ("a list's number has no tag", "words-pdf", tags.lost("Lbl", 5)),
    ("two numbers of a list have changed places", "words-pdf", tags.swapped("Lbl", 5, 6)),
    ("a number of a list is another", "words-pdf", line("3.", "4.")),
    ("an item has no tag", "words-pdf", tags.lost("LI", 1)),
    ("two items have changed places", "words-pdf", tags.swapped("LI", 5, 6)),
    ("a note has no tag", "words-pdf", tags.lost("Note", 0)),
    ("two notes have changed places", "words-pdf", tags.swapped("Note", 0, 1)),
    ("a quotation has no tag", "words-pdf", tags.lost("BlockQuote", 0)),
    ("a quotation is tagged as a division", "words-role", tags.renamed("BlockQuote", 0, "Div")),
    ("an image has no tag", "words-pdf", tags.lost("Figure", 0)),
    ("an image is read as something else", "words-pdf", tags.spoken_as("Figure", 0, "Five bars")),
    ("a row has no tag", "words-pdf", tags.lost("TR", 2)),
    ("two rows have changed places", "words-pdf", tags.swapped("TR", 1, 3)),
    ("two headings have changed places", "words-pdf", tags.swapped("H2", 0, 1)),
    ("a Hebrew word is another", "words-pdf", line("שלום"[::-1], "שלוש"[::-1])),
    ("a Hebrew word runs from left to right", "words-pdf", line("שלום"[::-1], "שלום")),
    ("a letter of Azerbaijani is another", "words-pdf", line("Şəki", "Şaki")),
    ("the second signatory has no tag", "signatory", tags.lost("P", -1)),
    ("a note is lost in the DOCX", "words-docx", docx.lost("The second footnote", _NOTES)),
    ("a note is another in the DOCX", "words-docx", in_docx(_NOTES, "The first footnote", "The last footnote")),
    ("the call of a note is lost in the DOCX", "words-docx", in_docx(_DOCUMENT, '<w:footnoteReference w:id="1"/>', "")),
    ("an image has another text in the DOCX", "words-docx", in_docx(_DOCUMENT, "Four bars", "Five bars")),
    ("an item is lost in the DOCX", "words-docx", docx.lost("The last item")),
    ("two items have changed places in the DOCX", "words-docx", docx.swapped("The third", "The fifth")),
    ("an item has no number in the DOCX", "words-docx", docx.paragraph("The fourth, with", docx.unnumbered)),
    ("a list begins with another number in the DOCX", "words-docx", in_docx("word/numbering.xml", *docx.STARTS)),
    ("two cells have changed places in the DOCX", "words-docx", docx.swapped("a year with", "another year")),
    ("a cell is empty in the DOCX", "words-docx", in_docx(_DOCUMENT, ">3,410<", "><")),
    ("a quotation has the style of a paragraph", "words-role", docx.styled("It has a second paragraph", "EditionsText")),
    ("an item has the style of a paragraph", "words-role", docx.styled("The last item", "EditionsText")),
    ("a heading has another level in the DOCX", "words-role", docx.styled("A heading of the second level", "EditionsSection3")),
)
_OF_ARABIC: tuple[tuple[str, str, Change], ...] = (
    ("a run from right to left has no tag", "words-pdf", tags.lost("Span", 4)),
    ("a run from right to left is not drawn", "words-pdf", without_line(_ADJECTIVE[::-1])),
    ("two letters from right to left have changed places", "words-pdf", line(_ADJECTIVE[::-1], "ةيجذونم")),
    ("a letter from right to left is lost", "words-pdf", line(_LANGUAGE[::-1], _LANGUAGE[:0:-1])),
    ("a word from right to left runs from left to right", "words-pdf", line(_NUMBER[::-1], _NUMBER)),
    ("digits within a line from right to left have changed places", "words-pdf", line("123", "132")),
    ("a word from left to right within such a line is another", "words-pdf", line("English", "Engilsh")),
    ("the runs of such a line have changed places", "words-pdf", tags.turned_round("P", 3)),
    ("two cells from right to left have changed places", "words-pdf", tags.swapped("TD", 0, 1)),
    ("a recipient from right to left has no tag", "recipients", tags.lost("LI", 2)),
    ("a signatory from right to left has no tag", "signatory", tags.lost("P", 8)),
    ("a letter from right to left is lost in the DOCX", "words-docx", in_docx(_DOCUMENT, _ADJECTIVE, "نموذجة")),
    ("a recipient from right to left is lost in the DOCX", "recipients", docx.lost("مجلس النماذج")),
)


def arabic_case() -> Case:
    """Return the edition in Arabic of the statement with everything."""
    return case_in(EVERYTHING, "ar")


DAMAGES = (
    *(Damage(name=name, rule=rule, apply=apply, base=everything_case) for name, rule, apply in _OF_LISTS),
    *(Damage(name=name, rule=rule, apply=apply, base=arabic_case) for name, rule, apply in _OF_ARABIC),
)
