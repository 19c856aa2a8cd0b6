"""Makes the PDFs beside it, each with another program; run where these are installed:

    python3 -m venv V && V/bin/pip install typst==0.15.2 reportlab==5.1.0 pikepdf==10.18.0 pillow
    V/bin/python tests/samples/producers/make.py          (with soffice, chromium and gs on PATH)

What they hold is made up, and says so. They are committed, because no two versions of a program
make the same bytes.
"""

import io
import os
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[2] / "fonts"

_TYPST = """
#set document(title: "Made by typst", author: "editions", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Tinos", lang: "LANG", size: 11pt)
#set page(paper: "PAPER", flipped: FLIPPED)
= First part of typst <first>
A paragraph with a #link(<second>)[link to its second part] and an #link("https://example.org/")[address].
#table(columns: 2, table.header([Item], [Number]), [alpha], [12], [beta], [34])
#pagebreak()
= Second part of typst <second>
- one item of typst
- another item of typst
"""
_HTML = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Made by a browser</title>
<style>@page { size: A4 } h2 { break-before: page } body { font-family: Tinos }</style>
<h1 id="a">First part of the page</h1><p>A paragraph with a <a href="#b">link to its second part</a>
and an <a href="https://example.org/">address</a>.</p>
<table><tr><th scope="col">Item<th scope="col">Number<tr><td>alpha<td>12</table><ul><li>one item<li>another item</ul>
<h2 id="b">Second part of the page</h2><p>The end of the page.</p></html>"""
_EXPORT = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"3"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def typst(name: str, *, standards: list[str], language: str = "en", paper: str = "a4", flipped: bool = False) -> None:
    """Two tagged pages with a link, an address, a table with header cells and a list."""
    import typst as compiler

    source = _TYPST.replace("LANG", language).replace("PAPER", paper).replace("FLIPPED", str(flipped).lower())
    made = compiler.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=standards)
    (HERE / name).write_bytes(made)


def from_html(folder: Path) -> None:
    """The same page by Chromium and by LibreOffice, both tagged."""
    page = folder / "page.html"
    page.write_text(_HTML, "utf-8")
    chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    # The bundled fonts alone: all are then embedded as TrueType.
    own = {**os.environ, "FONTCONFIG_FILE": str(FONTS / "fonts.conf")}
    subprocess.run([*chromium, f"--print-to-pdf={HERE / 'chromium.pdf'}", str(page)], check=True, capture_output=True, env=own)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    into = ["--outdir", str(folder)]
    subprocess.run([*office, "odt", *into, str(page)], check=True, capture_output=True, env=own)
    subprocess.run([*office, _EXPORT, *into, str(folder / "page.odt")], check=True, capture_output=True, env=own)
    (HERE / "libreoffice.pdf").write_bytes((folder / "page.pdf").read_bytes())
    # Without the list: LibreOffice writes its bullets in letters that no Unicode has.
    plain = folder / "plain.html"
    plain.write_text(re.sub("<ul>.*</ul>", "", _HTML), "utf-8")
    subprocess.run([*office, "odt", *into, str(plain)], check=True, capture_output=True, env=own)
    subprocess.run([*office, "docx:MS Word 2007 XML", *into, str(folder / "plain.odt")], check=True, capture_output=True, env=own)
    (HERE / "libreoffice.docx").write_bytes((folder / "plain.docx").read_bytes())


def ghostscript(folder: Path) -> None:
    """Two untagged Letter pages from PostScript, with fonts embedded."""
    source = folder / "page.ps"
    source.write_text(
        "%!PS-Adobe-3.0\n<</PageSize [612 792]>> setpagedevice /Times-Roman findfont 14 scalefont setfont\n"
        "72 700 moveto (First page by Ghostscript) show showpage 72 700 moveto (Second page by Ghostscript) show showpage\n",
        "ascii",
    )
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={HERE / 'ghostscript.pdf'}", str(source)], check=True
    )


def reportlab() -> None:
    """Two untagged A5 pages across, with a form, a link and bookmarks; the second is rotated and cropped."""
    from reportlab.lib.pagesizes import A5, landscape
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(str(HERE / "reportlab.pdf"), pagesize=landscape(A5), invariant=1)
    page.setTitle("Made by reportlab")
    page.bookmarkPage("one")
    page.addOutlineEntry("First page", "one", 0)
    page.drawString(50, 380, "First page by reportlab")
    page.linkRect("", "two", (50, 370, 250, 395))
    page.acroForm.textfield(name="field", value="typed in", x=50, y=300, width=120, height=20, tooltip="A field")
    page.acroForm.checkbox(name="box", checked=True, x=50, y=250, tooltip="A box")
    page.showPage()
    page.bookmarkPage("two")
    page.addOutlineEntry("Second page", "two", 0)
    page.setPageRotation(90)
    page.setCropBox((20, 20, 500, 400))
    page.drawString(50, 380, "Second page by reportlab")
    page.rect(450, 350, 30, 30, fill=1)
    page.showPage()
    page.save()


def _pikepdf() -> None:
    """Files with what must be removed or refused, one defect each."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    def start() -> pikepdf.Pdf:
        return pikepdf.open(HERE / "typst-ua.pdf")

    def save(pdf: pikepdf.Pdf, name: str, **options: object) -> None:
        pdf.save(HERE / name, static_id=True, **options)  # type: ignore[arg-type]

    pdf = start()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names["/JavaScript"] = Dictionary(Names=Array([String("all"), Dictionary(S=Name.JavaScript, JS=String("1"))]))
    pdf.attachments["list.csv"] = pikepdf.AttachedFileSpec(pdf, b"a,b\n", filename="list.csv")
    links = pdf.pages[0].Annots
    links[0]["/A"] = Dictionary(S=Name.Launch, F=String("calc.exe"))
    if "/Dest" in links[0]:
        del links[0]["/Dest"]
    links[1]["/A"] = Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))
    pdf.pages[1]["/AA"] = Dictionary(O=Dictionary(S=Name.SubmitForm, F=String("https://example.org/")))
    rich = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([10, 10, 20, 20]))
    pdf.pages[1]["/Annots"] = Array([pdf.make_indirect(rich)])
    save(pdf, "active.pdf")

    pdf = start()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    shown = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Final")))
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array([layer, shown]), D=Dictionary(Name=String("Default"), Order=Array([layer, shown]), OFF=Array([layer]))
    )
    page = pdf.pages[0]
    page.Resources["/Properties"] = Dictionary(Off=layer, On=shown)
    squares = b"/Artifact BMC /OC /Off BDC 0 g 100 100 200 200 re f EMC /OC /On BDC 0 g 350 100 50 50 re f EMC EMC"
    page.contents_add(pdf.make_stream(squares), prepend=False)
    save(pdf, "layers.pdf")

    pdf = start()
    form = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("signed"), V=Dictionary(Type=Name.Sig)))]))
    pdf.Root["/AcroForm"] = form
    save(pdf, "signed.pdf")

    pdf = start()
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]), XFA=Array([String("x"), pdf.make_stream(b"<xdp/>")]))
    save(pdf, "xfa.pdf")

    save(start(), "locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    save(start(), "encrypted.pdf", encryption=pikepdf.Encryption(owner="owner", user=""))
    whole = (HERE / "typst-ua.pdf").read_bytes()
    (HERE / "truncated.pdf").write_bytes(whole[: len(whole) // 2])

    pdf = start()
    del pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"]
    save(pdf, "untagged.pdf")


def pictures() -> None:
    """A scan of two pages at 100 dpi, black on white, and a drawing."""
    from PIL import Image, ImageDraw

    pages = []
    for number in (1, 2):
        image = Image.new("1", (827, 1169), 1)
        ImageDraw.Draw(image).rectangle((100, 100 * number, 700, 100 * number + 80), fill=0)
        pages.append(image)
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(100, 100))
    (HERE / "scan.tiff").write_bytes(out.getvalue())
    (HERE / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150" viewBox="0 0 300 150">'
        '<rect x="10" y="10" width="280" height="130" fill="none" stroke="#1f3a5f" stroke-width="4"/>'
        '<text x="150" y="82" font-family="Tinos" font-size="20" text-anchor="middle">a drawing</text></svg>\n',
        "utf-8",
    )


def main() -> None:
    """Make all of them."""
    typst("typst-ua.pdf", standards=["ua-1", "a-3a"])
    typst("typst-across.pdf", standards=["ua-1", "a-3a"], language="de", paper="a3", flipped=True)
    with tempfile.TemporaryDirectory() as folder:
        from_html(Path(folder))
        ghostscript(Path(folder))
    reportlab()
    _pikepdf()
    pictures()


if __name__ == "__main__":
    main()
