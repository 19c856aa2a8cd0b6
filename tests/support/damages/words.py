"""Words lost, changed, moved, hidden, or read otherwise than they are seen."""

from tests.support import changing_docx as docx
from tests.support import changing_tags as tags
from tests.support.cases import Damage, in_docx
from tests.support.changing_pages import (
    Change,
    appended,
    around_line,
    as_artifact,
    letter_means,
    line,
    outlines_swapped,
    replaced,
    without_line,
)

_DOCUMENT = "word/document.xml"
#: The first page's header.
_LETTERHEAD = "word/header1.xml"
_DRAFT = b"\n/Artifact BMC q BT /WVSVWR 40 Tf 1 0 0 1 200 400 Tm <00270035002400290037> Tj ET Q EMC\n"
_PARTED = '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t>'
_INSERTED = '</w:t></w:r><w:ins w:id="1"><w:r><w:t xml:space="preserve">military </w:t></w:r></w:ins><w:r><w:t>'
_WHITE = b"1 1 1 rg\n"
_BLACK = b"0 0 0 rg\n"
_AGGRESSIVE = "The Azerbaijani people were outraged"


def _over(words: str, rectangle: bytes, page: int = 0) -> Change:
    """Return what paints a white *rectangle* behind the text object of the line that shows *words*."""
    return around_line(words, b"", b"q 1 1 1 rg " + rectangle + b" re f Q\n", page, block=True)


_IN_PDF = {
    "a letter is another": line("aggressive", "agressivo"),
    "a letter is lost": line("aggressive", "agressive"),
    "two letters have changed places": line("martyrs", "matryrs"),
    "a digit is another": line("150 civilians", "180 civilians"),
    "a digit is lost": line("841 persons", "84 persons"),
    "two digits have changed places": line("744 people", "474 people"),
    "a year is another": line("in 1994", "in 1992"),
    "a comma is a full stop": line("4,000 citizens", "4.000 citizens", 1),
    "a comma is lost": line("will, the National", "will the National"),
    "the full stop is lost": line("imprisoned.", "imprisoned"),
    "a capital is a small letter": line("National Leader", "national Leader"),
    "a small letter is a capital": line("criminally liable", "Criminally liable"),
    "a word is lost": line("no legal assessment", "legal assessment", 1),
    "a word stands twice": line("the Rome Statute", "the the Rome Statute"),
    "two words have changed places": line("civilian population", "population civilian"),
    "a not is gone": line("did not break", "did break"),
    "a blank between two words is lost": line("Milli Mejlis", "MilliMejlis"),
    "a blank stands within a word": line("hardships", "hard ships"),
    "a hyphen is lost": line("political-legal", "politicallegal"),
    "a hyphen is a blank": line("multi-floored", "multi floored", 1),
    "a hyphen stands at the end of a line": line("related to this crime", "related to this crime-"),
    "the end of a line is lost": line("related to this crime", "related to this"),
    "a line has no text": without_line("committed by the USSR leadership"),
    "a quotation mark is lost": line('"On the tragic', "On the tragic"),
    "the date is another": line("20 January 2022", "20 January 2020"),
    "the heading lost a letter": line("STATEMENT", "STATEMET"),
    "the subject names another number": line("32nd anniversary", "23nd anniversary"),
    "the letterhead is another": line("Human Rights", "Human Right"),
    "a line of the letterhead is gone": without_line("of the Republic of Azerbaijan"),
    "the pages of an annex are others": line("II-1", "II-2", 1),
    "the title of an annex is another": line("Dates named", "Dates same", 1),
    "a letter stands for another": letter_means("g", "q"),
    "a letter stands for nothing": letter_means("w", ""),
    "a small letter stands for its capital": letter_means("k", "K"),
    "a letter stands for one that looks like it": letter_means("a", "\u0430"),
    "a paragraph has no tag": tags.lost("P", 5),
    "a paragraph is tagged twice": tags.doubled("P", 4),
    "two paragraphs have changed places": tags.swapped("P", 5, 9),
    "two neighbours have changed places": tags.swapped("P", 6, 7),
    "the subject stands behind the first paragraph": tags.swapped("P", 2, 3),
    "the lines of a paragraph are read from the last": tags.turned_round("P", 9),
    "a paragraph is read as something else": tags.spoken_as("P", 7, "On January 21, 1990, nothing was said."),
    "a line is read as something else": tags.spoken_as("Span", 12, "against nobody."),
    "two cells have changed places": tags.swapped("TD", 1, 4),
    "a cell has no tag": tags.lost("TD", 2),
    "a line is marked as no content": as_artifact("history of the struggle"),
}
_ROLES = {
    "the heading is tagged as a paragraph": tags.renamed("H1", 0, "P"),
    "a paragraph is tagged as a heading": tags.renamed("P", 6, "H2"),
    "the lead is tagged as another level": tags.renamed("H2", 0, "H3"),
    "a header cell is tagged as a cell": tags.renamed("TH", 1, "TD"),
    "a paragraph is tagged as a note": tags.renamed("P", 8, "Note"),
    "the heading has the style of a paragraph": docx.styled("STATEMENT", "EditionsText"),
    "a paragraph has the style of a heading": docx.styled("Given that there are", "EditionsSection1"),
    "a recipient has the style of a paragraph": docx.styled("International Peace Bureau", "EditionsText"),
    "the lead has the style of a paragraph": docx.styled("This Statement is addressed to", "EditionsText"),
}
_RECIPIENTS = {
    "two recipients are tagged in another order": tags.swapped("LI", 1, 2),
    "the first recipient is tagged as the last": tags.swapped("LI", 0, 18),
    "a recipient has no tag": tags.lost("LI", 7),
    "a recipient is tagged twice": tags.doubled("LI", 3),
    "a recipient's name is another": line("UN Security Council", "UN Security Counsel", 1),
    "a recipient's apostrophe is lost": line("Children’s Fund", "Childrens Fund", 1),
    "a recipient's second line is lost": without_line("Ombudsman Association of its", 1),
    "an apostrophe stands for a straight one": letter_means("’", "'", 1),
    "the lead is another": line("addressed to", "addressed so", 1),
    "two recipients have changed places in the DOCX": docx.swapped("European Union", "Council of Europe"),
    "a recipient is lost in the DOCX": docx.lost("Asian Ombudsman Association"),
    "a recipient stands twice in the DOCX": docx.doubled("UN Human Rights Council"),
    "a recipient's name is another in the DOCX": in_docx(_DOCUMENT, "International Peace Bureau", "International Piece Bureau"),
    "a recipient is hidden in the DOCX": docx.paragraph("European Union", docx.vanished),
}
_SIGNATORY = {
    "the signatory's name is another": line("Sabina Aliyeva", "Sabina Aliyava", 1),
    "the signatory's name is lost": without_line("Sabina Aliyeva", 1),
    "the signatory has no tag": tags.lost("P", 15),
    "office and name have changed places": tags.swapped("P", 15, 16),
    "the office is another": line("Commissioner for Human Rights (Ombudsman) of the", "Commissioner of Human Rights (Ombudsman) of the", 1),
    "the signatory's name is another in the DOCX": in_docx(_DOCUMENT, "Sabina Aliyeva", "Sabina Aliyev"),
    "the office is lost in the DOCX": docx.lost("EditionsOffice"),
}
_IN_DOCX = {
    "a letter is another in the DOCX": in_docx(_DOCUMENT, "aggressive", "agressive"),
    "a letter looks the same in the DOCX": in_docx(_DOCUMENT, "Rome Statute", "R\u043eme Statute"),
    "a digit is another in the DOCX": in_docx(_DOCUMENT, "150 civilians", "160 civilians"),
    "a capital is a small letter in the DOCX": in_docx(_DOCUMENT, "National Leader", "national Leader"),
    "a blank is a no-break one in the DOCX": in_docx(_DOCUMENT, "150 civilians", "150\u00a0civilians"),
    "a blank is doubled in the DOCX": in_docx(_DOCUMENT, "150 civilians", "150  civilians"),
    "a blank is lost in the DOCX": in_docx(_DOCUMENT, "Milli Mejlis", "MilliMejlis"),
    "a soft hyphen stands in a word of the DOCX": in_docx(_DOCUMENT, "aggressive", "aggres\u00adsive"),
    "a blank without width stands in a word of the DOCX": in_docx(_DOCUMENT, "aggressive", "aggres\u200bsive"),
    "a straight quotation mark is a curly one in the DOCX": in_docx(_DOCUMENT, '"On the tragic', "“On the tragic"),
    "a paragraph is lost in the DOCX": docx.lost("From the late 1980s"),
    "the last paragraph is lost in the DOCX": docx.lost("We call on the world community"),
    "a paragraph stands twice in the DOCX": docx.doubled("Given that there are"),
    "two paragraphs have changed places in the DOCX": docx.swapped("From the late 1980s", "Given that there are"),
    "a paragraph is parted in the DOCX": in_docx(_DOCUMENT, " As a result of this crime", _PARTED + "As a result of this crime"),
    "a paragraph is hidden in the DOCX": docx.paragraph(_AGGRESSIVE, docx.vanished),
    "a paragraph is a tracked deletion in the DOCX": docx.paragraph(_AGGRESSIVE, docx.deleted),
    "a word is a tracked insertion in the DOCX": in_docx(_DOCUMENT, "aggressive actions", f"aggressive {_INSERTED}actions"),
    "the date is another in the DOCX": in_docx(_DOCUMENT, "20 January 2022", "21 January 2022"),
    "the heading is another in the DOCX": in_docx(_DOCUMENT, "STATEMENT", "STATEMENTS"),
    "the subject is lost in the DOCX": docx.lost("EditionsSubject"),
    "the letterhead is another in the DOCX": in_docx(_LETTERHEAD, "Human Rights", "Human Right"),
    "an annex is lost in the DOCX": docx.lost("Annex II"),
    "the title of an annex is another in the DOCX": in_docx(_DOCUMENT, "Dates named", "Days named"),
}
_EXTRACTED = {
    "a letter stands for a ligature": letter_means("f", "\ufb01"),
    "a letter stands for a private character": letter_means("m", "\uf06d"),
    "a letter stands for no character": letter_means("u", "\ufffd"),
    "a hyphen stands for a soft one": letter_means("-", "\u00ad"),
    "a letter stands for a control character": letter_means("y", "\u0007"),
    "a letter stands for a form within a word": letter_means("z", "\ufe8e"),
}
_HIDDEN = {
    "a line is written without ink": around_line("history of the struggle", b"3 Tr\n", b"0 Tr\n"),
    "a line is only a clip": around_line("against Azerbaijanis", b"7 Tr\n", b"0 Tr\n"),
    "a line is white on white": around_line("history of the struggle", _WHITE, _BLACK),
    "a line is all but white": around_line("history of the struggle", b"0.98 0.98 0.98 rg\n", _BLACK),
    "a line is covered by a white shape": _over("history of the struggle", b"100 300 600 30"),
    "a word is covered by a white shape": _over("history of the struggle", b"120 300 60 30"),
    "a line is covered by a black shape": around_line("history of the struggle", b"", b"q 0 0 0 rg 100 300 600 30 re f Q\n", block=True),
    "a signatory's name is covered": around_line("Sabina Aliyeva", b"", b"q 1 1 1 rg 100 100 600 700 re f Q\n", 1, block=True),
    "a line stands beyond the page": replaced("history of the struggle", "Tm", [None, None, None, None, 2000, None]),
    "a line is too small to be read": replaced("history of the struggle", "Tf", [None, 2]),
    "a line is cut away": around_line("history of the struggle", b"q 0 0 1 1 re W n\n", b"Q\n", block=True),
}
_DRAWN = {
    "two digits are drawn as each other": outlines_swapped("5", "8"),
    "two letters are drawn as each other": outlines_swapped("d", "b"),
    "a full stop is drawn as a comma": outlines_swapped(".", ","),
    "a letter says that it is another": letter_means("k", "x"),
    "a letter says that it is one that looks like it": letter_means("o", "\u043e"),
}
_BESIDE = {
    "a mark is printed across the page": appended(_DRAFT),
    "a line is marked as no content, and still printed": as_artifact("Milli Mejlis"),
    "the running head has another date": line("STATEMENT · 20", "STATEMENT · 21", 1),
    "the page's number is another": line("Page 2 of 2", "Page 3 of 2", 1),
    "a blank of the page's number is elsewhere": line("Page 2 of 2", "Page  2of 2", 1),
    "the page's number stands twice": line("Page 2 of 2", "Page 2 of 2 Page 2 of 2", 1),
    "a line has no marks around it": as_artifact("Given that there are", 1),
    "a paragraph is taken out of the tags and left on the page": tags.lost("P", 12),
}


def _damages(rule: str, changes: dict[str, Change]) -> tuple[Damage, ...]:
    return tuple(Damage(name=name, rule=rule, apply=change) for name, change in changes.items())


DAMAGES = (
    *_damages("words-pdf", _IN_PDF),
    *_damages("words-role", _ROLES),
    *_damages("recipients", _RECIPIENTS),
    *_damages("signatory", _SIGNATORY),
    *_damages("words-docx", _IN_DOCX),
    *_damages("text-extracts-wrong", _EXTRACTED),
    *_damages("text-hidden", _HIDDEN),
    *_damages("text-drawn-otherwise", _DRAWN),
    *_damages("text-not-source", _BESIDE),
)
