"""Claims and connections of the PDF."""

import pikepdf

from tests.support.cases import Damage, in_packet, in_pdf


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


DAMAGES = (
    Damage(name="a font is not embedded", rule="claim-false", apply=in_pdf(_drop_font)),
    Damage(name="the tree of tags is gone", rule="claim-false", apply=in_pdf(_drop_tree)),
    Damage(name="another level is claimed", rule="claim-false", apply=in_packet("<pdfaid:conformance>A<", "<pdfaid:conformance>X<")),
    Damage(name="two pages share their key", rule="tags-disconnected", apply=in_pdf(_share_keys)),
    Damage(name="a page's marks have no elements", rule="tags-disconnected", apply=in_pdf(_empty_parents)),
)
