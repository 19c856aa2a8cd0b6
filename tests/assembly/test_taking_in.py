"""A stranger's file: taken in clean and whole, or refused with the reason; never at the cost of anything else."""

import tempfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from editions.assembly.taking_in import Sheet
from editions.problems import Refusal
from editions.seeing import Seen
from editions.surroundings import AnnexLimits
from tests.support.annexes import A4, leaves, producer, reader, taken


def _refusal(content: bytes, **limits: Any) -> str:
    with pytest.raises(Refusal) as caught:
        taken(content, limits=AnnexLimits(**limits))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "locked.pdf",
            "annex.pdf: the file asks for a password\n  Ask its sender for an open copy; a password would not survive archiving.",
        ),
        ("encrypted.pdf", "annex.pdf: the file is encrypted\n  Ask its sender for an open copy; encryption would not survive archiving."),
        (
            "signed.pdf",
            'annex.pdf: the file is signed, and merging would break its signature\n  Attach it whole and unaltered: as = "attach".',
        ),
        (
            "xfa.pdf",
            "annex.pdf: the file is an XFA form, whose pages exist only in Adobe's program\n  Print it to PDF there, and give that.",
        ),
        (
            "scan.tiff",
            "annex.pdf: this is not a PDF file, whatever its name says\n  Give it the ending of what it is, or export it as PDF.",
        ),
    ],
)
def test_what_cannot_be_merged_is_refused_with_the_way_out(name: str, problem: str) -> None:
    assert _refusal(producer(name)) == problem


def test_a_file_that_is_cut_off_is_refused() -> None:
    assert _refusal(producer("truncated.pdf")).startswith("annex.pdf: the file is damaged")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_off_anywhere_is_never_taken_in(share: float) -> None:
    whole = producer("ghostscript.pdf")

    assert _refusal(whole[: int(len(whole) * share)]).startswith("annex.pdf: the file is damaged")


def test_an_empty_file_is_refused() -> None:
    assert _refusal(b"").startswith("annex.pdf: the file is empty")


def test_what_acts_or_leads_outside_is_removed_and_each_removal_is_named() -> None:
    found = leaves("active.pdf")

    assert {(removal.what, removal.page) for removal in found.removals} == {
        ("a script, on opening", 0),
        ("scripts of the whole file", 0),
        ('the file attached as "list.csv"', 0),
        ("an associated file", 0),
        ("a command that starts a program", 1),
        ("a link that leads neither to the web nor to a mail address", 1),
        ("a form that sends itself, on an event", 2),
        ("rich media", 2),
    }
    for word in (b"JavaScript", b"Launch", b"SubmitForm", b"EmbeddedFile", b"RichMedia", b"/AA", b"passwd", b"calc.exe"):
        assert word not in _plain(found.content)


def _plain(content: bytes) -> bytes:
    """Return *content* with all that is compressed in it laid open."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_nothing_is_removed_from_a_file_without_anything_active() -> None:
    assert leaves("typst-ua.pdf").removals == ()


def test_pages_are_chosen_and_what_led_to_the_others_is_named() -> None:
    found = taken(producer("typst-ua.pdf"), pages=(1,))

    assert len(reader(found.content).pages) == 1
    assert [removal.what for removal in found.removals] == ["a link to a page that is not in the annex"]
    assert b"Second part of typst" not in _plain(found.content)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="page 9 is asked for, and the file has 2"):
        taken(producer("typst-ua.pdf"), pages=(9,))


def test_pages_keep_their_size_where_that_is_asked_for() -> None:
    keep = Sheet(width=A4.width, height=A4.height, fit=False, mark=A4.mark, margin=A4.margin, strip=A4.strip)

    found = taken(producer("typst-across.pdf"), keep)

    assert [(round(leaf.width), round(leaf.height)) for leaf in found.leaves] == [(1191, 842), (1191, 842)]


def _changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(producer("typst-ua.pdf"))) as pdf:
        change(pdf)
        pdf.save(out, static_id=True)
    return out.getvalue()


def _black(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"\n/Artifact BMC 0 g 0 0 600 850 re f EMC"), prepend=False)


def test_a_page_without_a_free_place_is_made_smaller_and_the_mark_stands_below_it() -> None:
    found = taken(_changed(_black))
    place = found.leaves[0].place
    page = Seen(found.content).picture(0, 1.0)

    assert place is not None
    assert place.bottom == A4.margin[1]
    assert page.crop((0, page.height - int(A4.strip) + 1, page.width, page.height)).getextrema() == (255, 255)
    assert page.crop((60, 10, page.width - 60, page.height - int(A4.strip) - 2)).getextrema() == (0, 0)


def test_a_page_without_a_free_place_that_keeps_its_size_bears_no_mark() -> None:
    keep = Sheet(width=A4.width, height=A4.height, fit=False, mark=A4.mark, margin=A4.margin, strip=A4.strip)

    assert [leaf.place is None for leaf in taken(_changed(_black), keep).leaves] == [True, False]


def test_states_that_a_page_leaves_behind_or_takes_off_do_not_move_its_mark() -> None:
    from tests.support.annexes import joined_leaves

    def unbalanced(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"Q Q "), prepend=True)
        pdf.pages[0].contents_add(pdf.make_stream(b" q 3 0 0 3 50 50 cm q "), prepend=False)

    found = taken(_changed(unbalanced))

    assert Seen(joined_leaves([found])).words(2).endswith("Annex1,page1")


def test_a_bomb_costs_its_own_process_and_no_more() -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"0 0 1 1 re f " * 200)
        form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
        for _ in range(12):
            outer = pdf.make_stream(b"/X Do " * 40)
            outer.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 850])})
            outer["/Resources"] = Dictionary(XObject=Dictionary(X=form))
            form = outer
        pdf.pages[0].Resources["/XObject"] = Dictionary(X=form)
        pdf.pages[0].contents_add(pdf.make_stream(b"\n/Artifact BMC /X Do EMC"), prepend=False)

    said = _refusal(_changed(bomb), seconds=5)

    # Which limit it meets first is the machine's affair.
    assert said.startswith(("annex.pdf: the annex takes more than 5 s to take in", "annex.pdf: the annex needs more than 1536 MiB"))


def test_a_stream_that_grows_beyond_measure_is_refused() -> None:
    def flood(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(b"0 0 1 1 re f\n" * 30_000_000, 9)
        for _ in range(2):
            packed = zlib.compress(packed, 9)
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Array([Name.FlateDecode] * 3))
        pdf.pages[0].contents_add(stream, prepend=False)

    assert _refusal(_changed(flood), memory=700_000_000, seconds=10).startswith("annex.pdf: ")


@pytest.mark.parametrize(("limit", "problem"), [("pages", "has 2 pages, where 1 are allowed"), ("objects", "objects, where 1 are allowed")])
def test_a_file_beyond_a_limit_is_refused(limit: str, problem: str) -> None:
    assert problem in _refusal(producer("typst-ua.pdf"), **{limit: 1})


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    taken(producer("typst-ua.pdf"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_bytes_changed_is_taken_in_as_it_shows_or_refused(seed: int) -> None:
    import random

    chance = random.Random(seed)  # noqa: S311 - the same defects each time
    content = bytearray(producer(chance.choice(["reportlab.pdf", "ghostscript.pdf", "typst-ua.pdf"])))
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(10, len(content))] = chance.randrange(256)

    try:
        found = taken(bytes(content))
    except Refusal as refusal:
        assert str(refusal).startswith("annex.pdf: ")
    else:
        assert len(found.leaves) == len(reader(found.content).pages)


def _inherited(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root["/AcroForm"]
    field = form["/Fields"][0]
    parent = pdf.make_indirect(Dictionary(FT=field["/FT"], T=String("parent"), Kids=Array([field])))
    del field["/FT"]
    form["/Fields"] = Array([parent])


def _unlisted(pdf: pikepdf.Pdf) -> None:
    field = pdf.Root["/AcroForm"]["/Fields"][0]
    field.update({"/Subtype": Name.Widget, "/Rect": Array([0, 0, 0, 0])})
    pdf.pages[0].obj["/Annots"] = Array([field])
    pdf.Root["/AcroForm"]["/Fields"] = Array()


@pytest.mark.parametrize("change", [_inherited, _unlisted])
def test_a_signature_is_found_wherever_its_field_stands(change: Callable[[pikepdf.Pdf], None]) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(producer("signed.pdf"))) as pdf:
        change(pdf)
        pdf.save(out)

    assert _refusal(out.getvalue()).startswith("annex.pdf: the file is signed")


def test_a_strangers_word_for_a_link_between_annexes_is_none_of_ours() -> None:
    def lure(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", Array()):
                link["/EdNeighbour"] = String("99:#0")

    from tests.support.annexes import joined_leaves, reader

    whole = reader(joined_leaves([taken(_changed(lure))]))

    assert not any("/EdNeighbour" in item.get_object() for page in whole.pages for item in page.get("/Annots", ()))


def test_a_page_that_is_smaller_than_its_mark_bears_none() -> None:
    def small(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/MediaBox"] = Array([0, 700, 60, 740])

    keep = Sheet(width=A4.width, height=A4.height, fit=False, mark=A4.mark, margin=A4.margin, strip=A4.strip)

    assert [leaf.place is None for leaf in taken(_changed(small), keep).leaves] == [True, False]


def test_a_link_that_is_removed_is_gone_whole() -> None:
    with pikepdf.open(BytesIO(taken(producer("typst-ua.pdf"), pages=(1,)).content)) as pdf:
        links = [link for link in pdf.pages[0].obj.get("/Annots", Array()) if "/A" not in link and "/Dest" not in link]

    assert links == []


def test_a_link_whose_action_is_removed_is_gone_whole() -> None:
    with pikepdf.open(BytesIO(leaves("active.pdf").content)) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", Array()) if "/A" not in link and "/Dest" not in link]

    assert links == []
