"""Annexes, and the files that a PDF holds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf

from editions.checking.rules import Case
from tests.support.cases import Damage, in_docx, in_manifest, in_pdf


def _record(number: int, **values: object) -> Callable[[Case], Case]:
    """Return what sets *values* in the manifest's record of the annex at *number*, from 0."""
    return in_manifest(lambda manifest: manifest["outputs"][0]["annexes"][number].update(values))


def _drop_record(manifest: Any) -> None:
    del manifest["outputs"][0]["annexes"][1]


def _swap_records(manifest: Any) -> None:
    manifest["outputs"][0]["annexes"].reverse()


def _bare(manifest: Any) -> None:
    finding = {
        "rule": "annex-unmarked",
        "severity": "note",
        "where": "annexes/dates.pdf",
        "message": "1 of its pages bear no mark",
        "clause": "",
    }
    manifest["findings"].append(finding)


def _with_annex(number: int, **values: object) -> Callable[[Case], Case]:
    """Return what makes the source's annex at *number* another in *values*; without any, takes it away."""

    def apply(case: Case) -> Case:
        assert case.source
        assert case.source.prepared.annexes
        table = case.source.prepared.annexes
        annexes = list(table.annexes)
        if values:
            annexes[number] = replace(annexes[number], annex=replace(annexes[number].annex, **values))  # type: ignore[arg-type]
        else:
            del annexes[number]
        prepared = replace(case.source.prepared, annexes=replace(table, annexes=tuple(annexes)))
        return replace(case, source=replace(case.source, prepared=prepared))

    return apply


def _parts(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root["/StructTreeRoot"]["/K"][0]["/K"]


def _retitle(pdf: pikepdf.Pdf) -> None:
    _parts(pdf)[-1]["/T"] = pikepdf.String("Annex II")


def _untitle(pdf: pikepdf.Pdf) -> None:
    del _parts(pdf)[-2]["/T"]


def _swap_parts(pdf: pikepdf.Pdf) -> None:
    kids = _parts(pdf)
    kids[-1], kids[-2] = kids[-2], kids[-1]


def _merge_parts(pdf: pikepdf.Pdf) -> None:
    kids = _parts(pdf)
    kids[-2]["/K"].append(kids[-1])
    del kids[-1]


def _drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _swap_pages(pdf: pikepdf.Pdf) -> None:
    pages = pdf.pages
    pages[3], pages[4] = pages[4], pages[3]


def _repeat_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[2])


def _drop_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/PageLabels"]


def _shift_labels(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root["/PageLabels"]["/Nums"]
    numbers[2] = 3


def _roman_labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/PageLabels"]["/Nums"][1]["/S"] = pikepdf.Name.r


def _rename_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/PageLabels"]["/Nums"][3]["/P"] = pikepdf.String("A-")


def _drop_mark(pdf: pikepdf.Pdf) -> None:
    """Take the last content stream of the last page away: the one that draws its mark."""
    page = pdf.pages[-1].obj
    assert len(page["/Contents"]) > 1
    del page["/Contents"][-1]


def _borrow_mark(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj["/Resources"]["/XObject"]["/EdMark"] = pdf.pages[4].obj["/Resources"]["/XObject"]["/EdMark"]


def _outline(pdf: pikepdf.Pdf, number: int) -> Any:
    item = pdf.Root["/Outlines"]["/First"]
    for _ in range(number):
        item = item["/Next"]
    return item


def _rename_bookmark(pdf: pikepdf.Pdf) -> None:
    _outline(pdf, 1)["/Title"] = pikepdf.String("Annex 1")


def _mislead_bookmark(pdf: pikepdf.Pdf) -> None:
    _outline(pdf, 2)["/Dest"] = pikepdf.Array([pdf.pages[4].obj, pikepdf.Name.Fit])


def _drop_bookmark(pdf: pikepdf.Pdf) -> None:
    del _outline(pdf, 1)["/Next"]


def _drop_table(pdf: pikepdf.Pdf) -> None:
    kids = _parts(pdf)
    places = [place for place, kid in enumerate(kids) if kid["/S"] == pikepdf.Name.Sect]
    del kids[places[-1]]


def _drop_links(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    del page["/Annots"]


def _attach(name: str, content: bytes, relationship: str = "/Supplement") -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name, relationship=pikepdf.Name(relationship))

    return change


def _detach(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["en.md"]


def _detach_annex(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["annexes/figures.md"]


def _edit_source(pdf: pikepdf.Pdf) -> None:
    specification = pdf.attachments["en.md"].obj
    content = specification["/EF"]["/F"].read_bytes()
    stream = pdf.make_stream(content.replace(b"32 years", b"33 years"))
    specification["/EF"]["/F"] = specification["/EF"]["/UF"] = stream


def _demote_source(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["en.md"].obj["/AFRelationship"] = pikepdf.Name.Data


def _attached(*changes: Callable[[Case], Case]) -> Callable[[Case], Case]:
    """Return what makes the second annex one that is attached whole, and then applies *changes*."""

    def apply(case: Case) -> Case:
        for change in (_with_annex(1, treatment="attach"), *changes):
            case = change(case)
        return case

    return apply


def _foreign(case: Case) -> Case:
    """Return *case* with a PDF that another program made, and that holds files."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Creator"] = pikepdf.String("Writer")
        packet = pdf.Root["/Metadata"].read_bytes().replace(b"editions 0.1.0", b"Writer")
        pdf.Root["/Metadata"] = pdf.make_stream(packet)

    return in_pdf(change)(case)


_DOCX = "word/document.xml"
DAMAGES = (
    Damage(name="an annex was left out when the edition was made", rule="annex-missing", apply=in_manifest(_drop_record)),
    Damage(name="the annexes were joined in another order", rule="annex-missing", apply=in_manifest(_swap_records)),
    Damage(name="an annex was attached, and should be merged", rule="annex-missing", apply=_record(1, **{"as": "attach"})),
    Damage(name="an annex is called by another number", rule="annex-missing", apply=_record(1, label="Annex III")),
    Damage(name="an annex was taken out of the source", rule="annex-missing", apply=_with_annex(1)),
    Damage(name="an annex's file was exchanged", rule="annex-altered", apply=_with_annex(1, content=b"%PDF-1.7 another")),
    Damage(name="an annex's digest is another", rule="annex-altered", apply=_record(0, sha256="0" * 64)),
    Damage(name="the last page of an annex is lost", rule="annex-pages", apply=in_pdf(_drop_page)),
    Damage(name="an annex has fewer pages in the manifest", rule="annex-pages", apply=_record(1, pages=1)),
    Damage(name="a page of an annex is there twice", rule="annex-pages", apply=in_pdf(_repeat_page)),
    Damage(name="the page labels are gone", rule="annex-pages", apply=in_pdf(_drop_labels)),
    Damage(name="the labels begin a page late", rule="annex-pages", apply=in_pdf(_shift_labels)),
    Damage(name="the statement's pages are numbered in Roman", rule="annex-pages", apply=in_pdf(_roman_labels)),
    Damage(name="an annex's labels are another's", rule="annex-pages", apply=in_pdf(_rename_label)),
    Damage(name="a page has lost its mark", rule="annex-mark", apply=in_pdf(_drop_mark)),
    Damage(name="a page bears the mark of the next", rule="annex-mark", apply=in_pdf(_borrow_mark)),
    Damage(name="two pages have each other's mark", rule="annex-mark", apply=in_pdf(_swap_pages)),
    Damage(name="the manifest says of a page that it bears no mark", rule="annex-mark", apply=in_manifest(_bare)),
    Damage(name="an annex has another title in the tags", rule="annex-untitled", apply=in_pdf(_retitle)),
    Damage(name="an annex has no title in the tags", rule="annex-untitled", apply=in_pdf(_untitle)),
    Damage(name="the annexes are read in another order", rule="annex-untitled", apply=in_pdf(_swap_parts)),
    Damage(name="one annex is within the other", rule="annex-untitled", apply=in_pdf(_merge_parts)),
    Damage(name="an annex's bookmark is renamed", rule="annex-bookmark", apply=in_pdf(_rename_bookmark)),
    Damage(name="an annex's bookmark leads to its second page", rule="annex-bookmark", apply=in_pdf(_mislead_bookmark)),
    Damage(name="an annex has no bookmark", rule="annex-bookmark", apply=in_pdf(_drop_bookmark)),
    Damage(name="the table of annexes is not read", rule="annex-table", apply=in_pdf(_drop_table)),
    Damage(name="the table of annexes leads nowhere", rule="annex-table", apply=in_pdf(_drop_links)),
    Damage(name="the table of annexes names other pages", rule="annex-table", apply=_record(1, pages=3)),
    Damage(name="the DOCX lists an annex by another title", rule="annex-list", apply=in_docx(_DOCX, "Annex II: Dates", "Annex II: Data")),
    Damage(
        name="the DOCX lists an annex as running text",
        rule="annex-list",
        apply=in_docx(_DOCX, '<w:pStyle w:val="EditionsAnnex"/>', '<w:pStyle w:val="EditionsText"/>'),
    ),
    Damage(name="an attached annex is not there", rule="attachment-lost", apply=_attached()),
    Damage(name="an attached annex is another file", rule="attachment-lost", apply=_attached(in_pdf(_attach("dates.pdf", b"%PDF-1.7")))),
    Damage(name="the source is gone", rule="source-lost", apply=in_pdf(_detach)),
    Damage(name="a Markdown annex is not in the source", rule="source-lost", apply=in_pdf(_detach_annex)),
    Damage(name="the source that is attached was edited", rule="source-lost", apply=in_pdf(_edit_source)),
    Damage(name="the source is attached as data", rule="source-lost", apply=in_pdf(_demote_source)),
    Damage(name="a draft is attached", rule="file-embedded", apply=in_pdf(_attach("draft.docx", b"PK"))),
    Damage(name="another text is attached as the source", rule="file-embedded", apply=in_pdf(_attach("fr.md", b"+++", "/Source"))),
    Damage(name="a file of another program holds files", rule="file-inside", apply=_foreign),
)
