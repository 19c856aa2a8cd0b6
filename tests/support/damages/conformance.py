"""Claims and connections of the PDF."""

from collections.abc import Callable
from typing import Any

import pikepdf

from editions.checking.rules import Case
from editions.describing import xmp_packet
from tests.support.cases import Damage, in_docx, in_manifest, in_packet, in_parts, in_pdf


def _drop_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj["/Resources"]["/Font"].values():
        del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]


def _drop_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _share_keys(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/StructParents"] = pdf.pages[0].obj["/StructParents"]


def _empty_parents(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    numbers[1] = pikepdf.Array()


def _claiming(*claims: str) -> Callable[[Case], Case]:
    """Return what lets the PDF claim *claims*, and the manifest too."""

    def apply(case: Case) -> Case:
        assert case.source
        packet = xmp_packet(case.source.prepared.metadata, claims)

        def change(pdf: pikepdf.Pdf) -> None:
            stream = pdf.make_stream(packet)
            stream["/Type"], stream["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
            pdf.Root["/Metadata"] = stream

        return in_manifest(lambda manifest: _list(manifest, claims))(in_pdf(change)(case))

    return apply


def _list(manifest: Any, claims: tuple[str, ...]) -> None:
    manifest["outputs"][0]["claims"] = list(claims)


def _drop_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _untitle(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def _silence(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _drop_styles(parts: dict[str, bytes]) -> None:
    del parts["word/styles.xml"]


def _behind(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Return what paints *operators* behind the content of page 1."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"0 0 9 9 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
        pdf.pages[0].obj["/Resources"]["/XObject"] = pikepdf.Dictionary(EdForm=form)
        pdf.pages[0].contents_add(pdf.make_stream(b"q " + operators + b" Q"), prepend=False)

    return change


def _form_with_a_mark(pdf: pikepdf.Pdf) -> None:
    """Draw a form whose mark is in no tree."""
    content = b"/P <</MCID 77>> BDC 0 0 9 9 re f EMC"
    form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
    pdf.pages[0].obj["/Resources"]["/XObject"] = pikepdf.Dictionary(EdForm=form)
    pdf.pages[0].contents_add(pdf.make_stream(b"q /EdForm Do Q"), prepend=False)


DAMAGES = (
    Damage(name="a path is painted outside marks", rule="content-untagged", apply=in_pdf(_behind(b"100 100 9 9 re f"))),
    Damage(name="a mark in a form leads to no element", rule="content-untagged", apply=in_pdf(_form_with_a_mark)),
    Damage(name="a form is drawn outside marks", rule="content-untagged", apply=in_pdf(_behind(b"/EdForm Do"))),
    Damage(name="a mark does not say what it is", rule="content-untagged", apply=in_pdf(_behind(b"/Span BMC 100 100 9 9 re f EMC"))),
    Damage(name="a font is not embedded", rule="claim-false", apply=in_pdf(_drop_font)),
    Damage(name="the tree of tags is gone", rule="claim-false", apply=in_pdf(_drop_tree)),
    Damage(name="another level is claimed", rule="claim-false", apply=in_packet("<pdfaid:conformance>A<", "<pdfaid:conformance>X<")),
    Damage(name="the colours have no profile", rule="claim-false", apply=in_pdf(_drop_intent)),
    Damage(name="the file runs a script", rule="claim-false", apply=in_pdf(_script)),
    Damage(name="the window shows the file's name", rule="claim-false", apply=in_pdf(_untitle)),
    Damage(name="a standard is claimed that nobody knows", rule="claim-false", apply=in_packet("<pdfuaid:part>1<", "<pdfuaid:part>7<")),
    Damage(name="the colours have no profile, says veraPDF", rule="verapdf-objects", apply=in_pdf(_drop_intent)),
    Damage(name="the file has no language, says veraPDF", rule="verapdf-objects", apply=in_pdf(_silence)),
    Damage(name="the manifest lists another claim", rule="claim-unlisted", apply=in_manifest(lambda one: _list(one, ("PDF/A-3b",)))),
    Damage(name="the manifest lists no claim", rule="claim-unlisted", apply=in_manifest(lambda one: _list(one, ()))),
    Damage(name="no standard is claimed", rule="claim-lower", apply=_claiming()),
    Damage(name="PDF/UA is not claimed", rule="claim-lower", apply=_claiming("PDF/A-3a")),
    Damage(name="a lower level is claimed", rule="claim-lower", apply=_claiming("PDF/A-3b", "PDF/UA-1")),
    Damage(name="two pages share their key", rule="tags-disconnected", apply=in_pdf(_share_keys)),
    Damage(name="a page's marks have no elements", rule="tags-disconnected", apply=in_pdf(_empty_parents)),
    Damage(
        name="an element of the DOCX is nobody's",
        rule="docx-invalid",
        apply=in_docx("word/document.xml", "<w:sdtContent>", "<w:sdtContent><w:nonsense/>"),
    ),
    Damage(
        name="a paragraph's style stands behind its properties",
        rule="docx-invalid",
        apply=in_docx(
            "word/document.xml", '<w:pPr><w:pStyle w:val="EditionsText"/>', '<w:pPr><w:keepNext/><w:pStyle w:val="EditionsText"/>'
        ),
    ),
    Damage(
        name="a width is no number",
        rule="docx-invalid",
        apply=in_docx("word/document.xml", 'w:gutter="0"', 'w:gutter="wide"'),
    ),
    Damage(name="a part of the DOCX is lost", rule="docx-invalid", apply=in_parts(_drop_styles)),
)
