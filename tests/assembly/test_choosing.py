"""Pages chosen from a file: what belongs to the others alone does not come along, and is not told."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from editions.model.annexes import Leaves
from tests.support.annexes import producer, taken


def _changed(change: Callable[[pikepdf.Pdf], Any], name: str = "typst-ua.pdf") -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(producer(name))) as pdf:
        change(pdf)
        pdf.save(out, static_id=True)
    return out.getvalue()


def _types(leaves: Leaves) -> list[str]:
    with pikepdf.open(BytesIO(leaves.content)) as pdf:
        return [str(element["/S"]) for element in _elements(pdf.Root.StructTreeRoot)]


def _elements(holder: Any) -> list[Any]:
    kids = holder.get("/K", Array())
    found = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]
    return [element for kid in found for element in (kid, *_elements(kid))]


def _cells(pdf: pikepdf.Pdf) -> list[Any]:
    return [element for element in _elements(pdf.Root.StructTreeRoot) if element["/S"] in ("/TH", "/TD")]


def _said(leaves: Leaves) -> set[tuple[str, int]]:
    return {(removal.what, removal.page) for removal in leaves.removals}


def test_a_table_on_a_page_that_is_not_chosen_leaves_nothing_behind() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        # One cell that was empty all along, and one row of such.
        _cells(pdf)[2]["/K"] = Array()
        for cell in _cells(pdf)[4:]:
            cell["/K"] = Array()

    assert set(_types(taken(_changed(change), pages=(2,)))) == {"/Document", "/H1", "/L", "/LI", "/Lbl", "/LBody"}


def test_empty_cells_stay_with_their_rows() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del _cells(pdf)[2]["/K"]
        for cell in _cells(pdf)[4:]:
            cell["/K"] = Array()

    kept = [kind for kind in _types(taken(_changed(change), pages=(1,))) if kind in ("/TR", "/TH", "/TD")]

    assert kept == ["/TR", "/TH", "/TH", "/TR", "/TD", "/TD", "/TR", "/TD", "/TD"]


def test_a_row_that_breaks_over_two_pages_keeps_its_cells() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        # The last cell says what stands at the head of the second page.
        cell = _cells(pdf)[-1]
        cell["/Pg"] = pdf.pages[1].obj
        cell["/K"] = Array([0])

    kept = [kind for kind in _types(taken(_changed(change), pages=(2,))) if kind in ("/TR", "/TH", "/TD")]

    assert kept == ["/TR", "/TD", "/TD"]


def test_an_empty_cell_of_a_type_of_its_own_is_a_cell() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        cell = _cells(pdf)[2]
        cell["/S"], cell["/K"] = Name.Zelle, Array()
        pdf.Root.StructTreeRoot["/RoleMap"] = Dictionary({"/Zelle": Name.TD})

    assert "/Zelle" in _types(taken(_changed(change)))


def test_what_is_removed_from_pages_that_are_not_chosen_is_not_told() -> None:
    assert {page for _, page in _said(taken(producer("active.pdf"), pages=(1,)))} == {0, 1}
    assert {page for _, page in _said(taken(producer("active.pdf"), pages=(2,)))} == {0, 2}


def test_scripts_of_fields_and_files_of_tags_that_are_not_chosen_are_not_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("total"), AA=Dictionary(C=script)))
        place = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([1, 1, 9, 9]), F=2, Parent=field, AA=Dictionary(E=script))
        place = pdf.make_indirect(place)
        field["/Kids"] = Array([place])
        pdf.pages[1].obj["/Annots"] = Array([place])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))
        last = _elements(pdf.Root.StructTreeRoot)[-1]
        last["/AF"] = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.xml")))])

    content = _changed(change)

    assert _said(taken(content, pages=(1,))) == {("a link to a page that is not in the annex", 1)}
    assert _said(taken(content, pages=(2,))) == {("a script, on an event", 2), ("a script, on an event", 0), ("an associated file", 0)}


def test_what_is_removed_is_told_with_the_page_as_the_file_counts_it() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0]["/Dest"] = Array([pdf.pages[0].obj, Name.Fit])
        box = Array([100, 100, 200, 200])
        line = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=box, L=box, F=4))
        link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, Dest=Array([pdf.pages[0].obj, Name.Fit])))
        pdf.pages[1].obj["/Annots"] = Array([line, link])

    assert _said(taken(_changed(change), pages=(2,))) == {
        ('a note of the kind "Line" that does not say how it looks', 2),
        ("a link to a page that is not in the annex", 2),
    }
