"""Changes to the paragraphs of a DOCX's text: lost, doubled, moved, in another style."""

import io
import re
import zipfile
from collections.abc import Callable

from editions.checking.rules import Case
from tests.support.cases import with_docx

Change = Callable[[Case], Case]
_PARAGRAPH = re.compile(r"<w:p>(?:(?!<w:p>).)*?</w:p>", re.DOTALL)
_NUMBERED = re.compile(r"<w:numPr>.*?</w:numPr>", re.DOTALL)
#: Where a list begins with 3, and what lets it begin with 1.
STARTS = ('<w:startOverride w:val="3"/>', '<w:startOverride w:val="1"/>')
_STYLE = re.compile(r'<w:pStyle w:val="\w+"/>')


def in_part(part: str, change: Callable[[str], str]) -> Change:
    """Return what applies *change* to the markup of *part*."""

    def apply(case: Case) -> Case:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(case.docx_bytes)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, change(content.decode()).encode() if name == part else content)
        return with_docx(case, out.getvalue())

    return apply


def paragraph(words: str, change: Callable[[str], str], part: str = "word/document.xml") -> Change:
    """Return what exchanges the markup of the first paragraph that holds *words* for what *change* makes of it."""

    def applied(markup: str) -> str:
        found = _of(markup, words)
        return markup.replace(found, change(found), 1)

    return in_part(part, applied)


def lost(words: str, part: str = "word/document.xml") -> Change:
    """Return what takes the first paragraph that holds *words* away."""
    return paragraph(words, lambda _: "", part)


def doubled(words: str) -> Change:
    """Return what writes the first paragraph that holds *words* twice."""
    return paragraph(words, lambda markup: markup + markup)


def swapped(one: str, other: str) -> Change:
    """Return what lets the paragraphs that hold *one* and *other* change places."""

    def applied(markup: str) -> str:
        first, second = _of(markup, one), _of(markup, other)
        return markup.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)

    return in_part("word/document.xml", applied)


def styled(words: str, style: str) -> Change:
    """Return what puts the first paragraph that holds *words* into another style."""
    return paragraph(words, lambda markup: _STYLE.sub(f'<w:pStyle w:val="{style}"/>', markup, count=1))


def vanished(markup: str) -> str:
    """Return *markup* with its first run hidden."""
    return markup.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)


def deleted(markup: str) -> str:
    """Return *markup* with its runs deleted, and the deletion tracked."""
    markup = markup.replace("<w:t ", "<w:delText ").replace("w:t>", "w:delText>")
    return markup.replace("<w:r>", '<w:del w:id="1"><w:r>').replace("</w:r>", "</w:r></w:del>")


def unnumbered(markup: str) -> str:
    """Return *markup* without what numbers its paragraph."""
    return _NUMBERED.sub("", markup)


def _of(markup: str, words: str) -> str:
    return next(found[0] for found in _PARAGRAPH.finditer(markup) if words in found[0])
