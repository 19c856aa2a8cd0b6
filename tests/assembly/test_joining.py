"""Annexes of several producers behind the statement: nothing lost, nothing said twice, nothing claimed falsely."""

import io
from copy import copy
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions.assembly.intake.work import take_in
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.conformance.parents import check_parents
from editions.model.annexes import Leaves
from editions.seeing import Seen
from editions.surroundings import AnnexLimits
from tests.support.annexes import A4, TAGGED, UNTAGGED, joined, joined_leaves, leaves, producer, reader, taken, write
from tests.support.making import SAMPLE, content
from tests.support.pdf_tree import structure
from tests.support.tools import verapdf_failures

_STATEMENT_PAGES = 2
_CONFORMING = ("typst-ua.pdf", "typst-across.pdf", "libreoffice.pdf", "layers.pdf")


def _words(node: Any) -> str:
    return "".join(node.text.split())


def test_what_conforms_by_itself_conforms_behind_the_statement(tmp_path: Any) -> None:
    whole = joined(_CONFORMING)

    assert list(check_conformance(whole, "whole.pdf")) == []
    assert verapdf_failures(write(tmp_path, "whole.pdf", whole)) == []


@pytest.mark.parametrize("name", TAGGED)
def test_the_joined_tree_says_the_statement_and_then_the_annex_as_it_said_itself(name: str) -> None:
    said = _words(structure(joined([name])))

    assert said == _words(structure(content(SAMPLE, "en", "pdf"))) + _words(structure(producer(name)))


def test_each_annex_is_a_part_of_the_document_in_order_with_its_title_and_language() -> None:
    tree = structure(joined(["typst-ua.pdf", "reportlab.pdf", "typst-across.pdf"]))

    parts = [node for node in tree.children if node.tag == "Part"]

    assert tree.tag == "Document"
    assert [str(part.element["/T"]) for part in parts] == ["Annex 1", "Annex 2", "Annex 3"]
    assert [part.tag for part in tree.children[-3:]] == ["Part"] * 3
    assert [{str(kid.element.get("/Lang", "")) for kid in part.children} for part in parts] == [{""}, set(), {"de"}]


@pytest.mark.parametrize("name", TAGGED)
def test_an_annex_has_the_tags_that_it_had(name: str) -> None:
    before = structure(producer(name))
    part = [node for node in structure(joined([name])).children if node.tag == "Part"][-1]

    assert [node.tag for node in part.walk()][1:] == [node.tag for node in before.walk()][1:]


@pytest.mark.parametrize("name", TAGGED + UNTAGGED)
def test_every_mark_has_its_element_and_no_two_pages_share_them(name: str) -> None:
    whole = joined(["typst-ua.pdf", name, "libreoffice.pdf"])

    # Marks of an untagged file lead nowhere: that is said, and of these pages alone.
    own = range(_STATEMENT_PAGES + 3, _STATEMENT_PAGES + 3 + len(leaves(name).leaves)) if name == "untagged.pdf" else range(0)
    assert {finding.page for finding in check_parents(whole, "whole.pdf")} == set(own)


def _stray(pdf: pikepdf.Pdf, link: Any, damage: str) -> None:
    root = pdf.Root["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    place = 1 + 2 * [int(number) for number in list(numbers)[::2]].index(int(link["/StructParent"]))
    element = numbers[place]
    match damage:
        case "annotation-without-parent":
            numbers[place] = pikepdf.Array()
        case "annotation-outside-tree":
            numbers[place] = pdf.make_indirect(copy(element))
        case "parent-without-annotation":
            numbers[place] = element["/P"]
        case _:
            other = next(other for other in pdf.pages[2].Annots if other.objgen != link.objgen)
            other["/StructParent"] = link["/StructParent"]


@pytest.mark.parametrize(
    "damage", ["annotation-without-parent", "annotation-outside-tree", "parent-without-annotation", "annotations-share-parents"]
)
def test_a_link_that_does_not_lead_to_its_element_and_back_is_found(damage: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(joined(["typst-ua.pdf"]))) as pdf:
        _stray(pdf, pdf.pages[2].Annots[0], damage)
        pdf.save(out)

    assert [(finding.rule, finding.page) for finding in check_parents(out.getvalue(), "whole.pdf")] == [(damage, 3)]


def test_links_lead_to_the_pages_that_they_led_to() -> None:
    whole = reader(joined(["typst-ua.pdf", "reportlab.pdf", "typst-ua.pdf"]))
    names = whole.named_destinations
    led = [
        (number, whole.get_page_number(_target(annotation, names)))
        for number, page in enumerate(whole.pages)
        for annotation in (item.get_object() for item in page.get("/Annots", ()))
        if "/Dest" in annotation
    ]

    assert led == [(2, 3), (4, 5), (6, 7)]


def _target(annotation: Any, names: Any) -> Any:
    target = annotation["/Dest"]
    return names[str(target)].page.get_object() if isinstance(target, str) else target[0].get_object()


def test_bookmarks_stand_under_the_annex_that_they_are_of() -> None:
    whole = reader(joined(["typst-ua.pdf", "reportlab.pdf"]))

    outline = whole.outline
    titles = [[item.title for item in entry] if isinstance(entry, list) else entry.title for entry in outline]

    assert titles[-4:] == [
        "Annex 1",
        ["First part of typst", "Second part of typst"],
        "Annex 2",
        ["First page", "Second page"],
    ]
    assert [whole.get_destination_page_number(item) for item in outline[-1]] == [4, 5]


def test_page_labels_count_each_annex_by_itself() -> None:
    assert reader(joined(["typst-ua.pdf", "ghostscript.pdf"])).page_labels == ["1", "2", "1-1", "1-2", "2-1", "2-2"]


def test_two_sided_print_begins_each_annex_on_the_front_of_a_sheet() -> None:
    whole = reader(joined(["libreoffice.pdf", "typst-ua.pdf"], two_sided=True))

    assert whole.page_labels == ["1", "2", "1-1", "1-2", "2-1", "2-2"]
    assert whole.pages[3].extract_text() == ""
    assert list(check_conformance(joined(["libreoffice.pdf", "typst-ua.pdf"], two_sided=True), "whole.pdf")) == []


@pytest.mark.parametrize("name", TAGGED + UNTAGGED)
def test_every_page_bears_its_mark_once_where_there_was_no_ink(name: str) -> None:
    whole, before = Seen(joined([name])), Seen(leaves(name).content)
    pages = leaves(name).leaves

    for number, leaf in enumerate(pages):
        place = leaf.place
        assert place is not None
        assert whole.words(_STATEMENT_PAGES + number).count(f"Annex1,page{number + 1}") == 1
        ink = before.picture(number, 1.0).crop(
            (
                int(place.left),
                int(leaf.height - place.bottom - place.height),
                int(place.left + place.width),
                int(leaf.height - place.bottom),
            )
        )
        assert min(ink.tobytes()) > 240


def test_hidden_layers_stay_hidden() -> None:
    root: Any = reader(joined(["typst-ua.pdf", "layers.pdf"])).trailer["/Root"]
    off = [layer.get_object()["/Name"] for layer in root["/OCProperties"]["/D"]["/OFF"]]

    assert off == ["Draft"]


def test_form_fields_are_drawn_as_they_were_filled_in() -> None:
    whole = joined(["reportlab.pdf"])

    assert "typedin" in Seen(whole).words(_STATEMENT_PAGES)
    annexes = reader(whole).pages[_STATEMENT_PAGES:]
    assert [item for page in annexes for item in page.get("/Annots", ()) if item.get_object()["/Subtype"] == "/Widget"] == []


def test_pages_of_other_sizes_lie_whole_on_the_paper() -> None:
    sizes = [
        [(round(leaf.width), round(leaf.height)) for leaf in leaves(name).leaves]
        for name in ("typst-across.pdf", "reportlab.pdf", "ghostscript.pdf")
    ]

    # Across stays across; the page that is turned and cropped is upright as it is seen.
    assert sizes == [[(842, 595), (842, 595)], [(842, 595), (595, 842)], [(595, 842), (595, 842)]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TAGGED + UNTAGGED), min_size=1, max_size=5))
def test_any_mix_of_annexes_is_the_sum_of_its_parts(names: list[str]) -> None:
    content = joined(names)
    whole, seen = reader(content), Seen(content)
    lengths = [len(leaves(name).leaves) for name in names]
    firsts = [_STATEMENT_PAGES + sum(lengths[:index]) for index in range(len(names))]

    assert len(whole.pages) == _STATEMENT_PAGES + sum(lengths)
    labels = [f"{number}-{page}" for number, length in enumerate(lengths, 1) for page in range(1, length + 1)]
    assert whole.page_labels[_STATEMENT_PAGES:] == labels
    for first, name in zip(firsts, names, strict=True):
        alone = Seen(leaves(name).content)
        for page in range(len(alone)):
            assert seen.words(first + page).startswith(alone.words(page))
    keys = [page["/StructParents"] for page in whole.pages if "/StructParents" in page]
    assert all(one < other for one, other in pairwise(sorted(keys)))
    anchors = whole.named_destinations
    assert [whole.get_page_number(anchors[f"annex-{number}"].page.get_object()) for number in range(1, len(names) + 1)] == firsts


#: Names that annexes give to places of theirs: the same in several, and such as look like ours.
_NAMES = ("here", "annex1.here", "annex-1", "Ort (1) ə")
_ADDRESS = "https://example.org/a?b=(c)"
#: Links of an annex: within it, by page or by name; to the web; into the annex so many places further, by page, by name, or just there.
_LINKS = st.one_of(
    st.tuples(st.just("page"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("name"), st.sampled_from(_NAMES), st.booleans()),
    st.tuples(st.just("out"), st.just(_ADDRESS), st.just(True)),
    st.tuples(st.just("between"), st.one_of(st.integers(0, 1), st.sampled_from(_NAMES), st.just("no such name")), st.integers(1, 2)),
)
#: An annex: the pages that its names stand for, and its links, each on one of its two pages.
_LINKED = st.tuples(
    st.fixed_dictionaries({name: st.integers(0, 1) for name in _NAMES}), st.lists(st.tuples(st.integers(0, 1), _LINKS), max_size=5)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_LINKED, min_size=1, max_size=4))
def test_links_of_any_mix_of_annexes_lead_where_they_led(annexes: list[Any]) -> None:
    content = joined_leaves([_linked(annexes, index) for index in range(len(annexes))])
    whole = reader(content)

    led = [_led(whole, annotation.get_object()) for page in whole.pages[_STATEMENT_PAGES:] for annotation in page.get("/Annots", ())]

    expected = [
        _meant(annexes, index, link) for index, (_, links) in enumerate(annexes) for page in (0, 1) for at, link in links if at == page
    ]
    assert led == [place for place in expected if place is not None]


def _meant(annexes: list[Any], index: int, link: Any) -> Any:
    """Return where *link* of the annex *index* must lead: the index of a page of the whole, or an address; None where to nothing."""
    kind, target, way = link
    if kind == "out":
        return target
    if kind == "between":
        if way % len(annexes) == 0:
            return None
        index = (index + way) % len(annexes)
    names = annexes[index][0]
    return _STATEMENT_PAGES + 2 * index + (target if isinstance(target, int) else names.get(target, 0))


def _led(whole: Any, annotation: Any) -> Any:
    if "/Dest" not in annotation:
        return str(annotation["/A"]["/URI"])
    return whole.get_page_number(_target(annotation, whole.named_destinations))


def _linked(annexes: list[Any], index: int) -> Leaves:
    """Return the annex *index* with its names and links, taken in beside the others."""
    names, links = annexes[index]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(producer("typst-ua.pdf"))) as pdf:
        places = [pikepdf.Array([page.obj, pikepdf.Name.Fit]) for page in pdf.pages]
        flat = pikepdf.Array([part for name in sorted(names) for part in (pikepdf.String(name), places[names[name]])])
        pdf.Root["/Names"] = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=flat))
        for number, page in enumerate(pdf.pages):
            own = [_link(link, places, (index + link[2]) % len(annexes)) for at, link in links if at == number]
            page.obj["/Annots"] = pikepdf.Array([pdf.make_indirect(one) for one in own])
        pdf.save(out)
    neighbours = {f"{number}.pdf": (number + 1, ()) for number in range(len(annexes)) if number != index}
    # In this process: what a child costs to start is much for so many.
    limits = AnnexLimits()
    request = {
        "pages": [],
        "sheet": A4.__dict__,
        "neighbours": neighbours,
        "pages_allowed": limits.pages,
        "objects_allowed": limits.objects,
    }
    return take_in(out.getvalue(), request)


def _link(link: Any, places: list[Any], neighbour: int) -> Any:
    kind, target, way = link
    box = pikepdf.Array([60, 700, 200, 720])
    annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=box, Contents=pikepdf.String("a link"))
    place: Any = pikepdf.String(target) if isinstance(target, str) else places[target]
    if kind == "out":
        annotation["/A"] = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=place)
    elif kind == "between":
        there = place if isinstance(target, str) else pikepdf.Array([target, pikepdf.Name.Fit])
        annotation["/A"] = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=pikepdf.String(f"{neighbour}.pdf"), D=there)
    elif way:
        annotation["/A"] = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place)
    else:
        annotation["/Dest"] = place
    return annotation


def _named(role: str, thickness: int) -> Any:
    """Return an annex whose own names (a role, a class, an identifier) mean what no other annex means by them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(producer("typst-ua.pdf"))) as pdf:
        root = pdf.Root["/StructTreeRoot"]
        root["/RoleMap"] = pikepdf.Dictionary({"/Own": pikepdf.Name(role), "/Owner": pikepdf.Name("/Own")})
        root["/ClassMap"] = pikepdf.Dictionary({"/own": pikepdf.Dictionary(O=pikepdf.Name.Layout, BorderThickness=thickness)})
        first, table = _elements(root)[1], next(one for one in _elements(root) if one["/S"] == "/Table")
        first["/S"], first["/C"] = pikepdf.Name("/Owner"), pikepdf.Name("/own")
        cells = [one for one in _elements(table) if one["/S"] in ("/TH", "/TD")]
        cells[0]["/ID"] = pikepdf.String("head")
        cells[-1]["/A"] = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array([pikepdf.String("head")]))
        root["/IDTree"] = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("head"), cells[0]]))
        pdf.save(out)
    return taken(out.getvalue())


def _elements(root: Any) -> list[Any]:
    found, pending = [], [root]
    while pending:
        item = pending.pop(0)
        kids = item.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(kid)
                pending.append(kid)
    return found


def test_names_that_two_annexes_use_for_different_things_keep_their_meanings() -> None:
    whole = joined_leaves([_named("/P", 1), _named("/Quote", 2)])

    with pikepdf.open(io.BytesIO(whole)) as pdf:
        root = pdf.Root["/StructTreeRoot"]
        roles = {str(name): str(role) for name, role in root["/RoleMap"].items()}
        owners = [one for one in _elements(root) if "/C" in one]
        meant = [roles[roles[str(one["/S"])]] for one in owners]
        classes = [int(root["/ClassMap"][str(one["/C"])]["/BorderThickness"]) for one in owners]
        names = [str(one["/ID"]) for one in _elements(root) if "/ID" in one]
        heads = [name for name in names if name.startswith("head")]
        attributes = [one["/A"] for one in _elements(root) if isinstance(one.get("/A"), pikepdf.Dictionary)]
        named = [str(found["/Headers"][0]) for found in attributes if "/Headers" in found and str(found["/Headers"][0]).startswith("head")]
        entered = {str(name): str(one["/ID"]) for name, one in pikepdf.NameTree(root["/IDTree"]).items()}

        assert meant == ["/P", "/Quote"]
        assert classes == [1, 2]
        assert named == heads
        assert len(set(names)) == len(names)
        assert entered == {name: name for name in names}


def _typed(name: str, role: str = "") -> Leaves:
    """Return an annex whose paragraphs are of the type *name*, which stands for *role*, or for nothing."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(producer("typst-ua.pdf"))) as pdf:
        root = pdf.Root["/StructTreeRoot"]
        if role:
            root["/RoleMap"] = pikepdf.Dictionary({name: pikepdf.Name(role)})
        for element in _elements(root):
            if element["/S"] == "/P":
                element["/S"] = pikepdf.Name(name)
        pdf.save(out)
    return taken(out.getvalue())


def _meanings(whole: bytes) -> list[list[str]]:
    """Return what the types of each part of *whole* mean, the statement's own first."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        root = pdf.Root["/StructTreeRoot"]
        roles = {str(name): str(role) for name, role in root.get("/RoleMap", pikepdf.Dictionary()).items()}
        document = root["/K"] if isinstance(root["/K"], pikepdf.Dictionary) else root["/K"][0]
        parts = [kid for kid in document["/K"] if kid["/S"] == "/Part"]
        own = [kid for kid in document["/K"] if kid["/S"] != "/Part"]
        found = []
        for part in ({"/K": pikepdf.Array(own)}, *parts):
            types = [str(one["/S"]) for one in _elements(part)]
            for _ in range(5):
                types = [roles.get(name, name) for name in types]
            found.append(types)
        return found


@pytest.mark.parametrize("others", [["typst-ua.pdf"], []])
def test_a_standard_type_that_an_annex_gives_another_meaning_keeps_its_own_elsewhere(others: list[str]) -> None:
    changed = _typed("/P", "/H1")
    plain = [leaves(name) for name in others]

    found = _meanings(joined_leaves([*plain, changed, *plain]))
    expected = _meanings(joined_leaves([*plain, leaves("typst-ua.pdf"), *plain]))

    remapped = found.pop(1 + len(plain))
    was = expected.pop(1 + len(plain))
    assert remapped == ["/H1" if name == "/P" else name for name in was]
    assert found == expected


@pytest.mark.parametrize("mapped_first", [True, False])
def test_a_type_that_one_annex_explains_is_not_explained_for_another(mapped_first: bool) -> None:
    explained, unexplained = _typed("/Own", "/Quote"), _typed("/Own")

    found = _meanings(joined_leaves([explained, unexplained] if mapped_first else [unexplained, explained]))[1:]

    if not mapped_first:
        found.reverse()
    assert "/Quote" in found[0]
    assert "/Quote" not in found[1]
    assert [name.startswith("/Own") for name in found[1]] == [name == "/Quote" for name in found[0]]


def test_types_with_one_meaning_keep_their_names() -> None:
    with pikepdf.open(io.BytesIO(joined_leaves([_typed("/Own", "/Quote")] * 3))) as pdf:
        assert {str(name): str(role) for name, role in pdf.Root["/StructTreeRoot"]["/RoleMap"].items()} == {"/Own": "/Quote"}
