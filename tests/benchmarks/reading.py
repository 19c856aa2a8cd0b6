"""Reading a Word document of 100 pages, against mammoth's reading and writing of the same file.

Each measurement is a process of its own. What is timed is the way from the bytes of the file to the document as read;
loading the libraries is not. Mammoth gives no document without writing it as HTML, which takes a small part of its time.
"""

import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.support.tools import ROOT
from tests.support.word_parts import paragraph, parts, relation, text, zipped

_PAIRS = 7
#: Parts of the text, of which 147 fill 100 pages (measured, LibreOffice 7.4).
_PARTS = 147
_NOISE = 'w:rsidR="00A77427" w:rsidRPr="007F1D13" w:rsidRDefault="00EA1B2C"'
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{}<w:sz w:val="24"/><w:lang w:val="en-GB"/>'
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _run(words: str, look: str = "") -> str:
    return text(words, _FONT.format(look)).replace("<w:r>", f"<w:r {_NOISE}>")


def _part(number: int) -> str:
    """Return a part of the text as Word writes it: a heading, five paragraphs, a list, a table, a note."""
    said = _run("A sentence of a sample, in which ") + _run("some words", "<w:b/>") + '<w:proofErr w:type="spellStart"/>'
    said += _run(" are bold and others are not, and which goes on ") + '<w:proofErr w:type="spellEnd"/>' + _run("for a while. ", "<w:i/>")
    link = f'<w:hyperlink r:id="link">{_run("A link")}</w:hyperlink>'
    note = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
    heading = paragraph(_run(f"Part {number}"), '<w:pStyle w:val="Heading1"/>')
    items = "".join(paragraph(_run("An item of a list"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') for _ in range(4))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph(_run("A cell"))}</w:tc>'
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{f'<w:tr {_NOISE}>{cell * 3}</w:tr>' * 4}</w:tbl>"
    mark = f'<w:bookmarkStart w:id="{number}" w:name="part{number}"/><w:bookmarkEnd w:id="{number}"/>'
    body = "".join(paragraph(said * 3 + link, '<w:spacing w:after="120"/><w:jc w:val="both"/>') for _ in range(4))
    return heading + mark + body + paragraph(said + note) + items + table


@cache
def _document() -> Path:
    """Return a file of 100 pages."""
    path = Path(tempfile.mkdtemp(prefix="editions-bench-")) / "long.docx"
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(_run("A note below."))}</w:footnote>' for number in range(1, _PARTS + 1))
    body = "".join(_part(number) for number in range(1, _PARTS + 1))
    link = relation("link", "hyperlink", "https://example.org/", external=True)
    path.write_bytes(zipped(parts(body, relations=link, styles=_STYLES, numbering=_NUMBERING, footnotes=notes)))
    return path


def _measured(way: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.reading", way, str(_document())]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def over_mammoth() -> list[float]:
    """Return the ratio of each pair: reading 100 pages, to mammoth's way with them."""
    return [_measured("ours") / _measured("mammoth") for _ in range(_PAIRS)]


def _ours(path: Path) -> float:
    from editions.reading.word.document import read_word

    content = path.read_bytes()
    start = time.process_time()
    read_word(content, str(path))
    return time.process_time() - start


def _mammoth(path: Path) -> float:
    import mammoth

    with path.open("rb") as stream:
        start = time.process_time()
        mammoth.convert_to_html(stream)
        return time.process_time() - start


if __name__ == "__main__":
    print({"ours": _ours, "mammoth": _mammoth}[sys.argv[1]](Path(sys.argv[2])))
