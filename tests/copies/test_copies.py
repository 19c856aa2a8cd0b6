"""A copy is what a full render of the same page with the same address is: in its words, its tags and its pixels."""

import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from editions.copies.carrier import carrier
from editions.copying import Batch
from editions.model.directory import Addressee
from editions.model.layout import WINDOWS, Layout, LineStyle
from editions.model.prepared import PreparedStatement
from editions.problems import Refusal
from tests.support.copying import batch, copies, drawn, full_render, letter, looked, recipients, shaped
from tests.support.making import layout, with_body, words
from tests.support.tools import require

_ANYBODY = Addressee(id="a", name="A. Sample", address=("1 SAMPLE Street",), line=2)


def _same(made: Batch) -> list[str]:
    """Return the ids of those whose copy is not what a full render is."""
    return [copy.addressee.id for copy, content in copies(made) if copy.nth == 1 and looked(content) != looked(full_render(made, copy))]


def test_copies_for_recipients_of_many_scripts_are_as_a_full_render_of_each() -> None:
    made = batch(recipients(20))

    assert {copy.addressee.salutation for copy in made.copies} > {"", "Excellency,"}
    assert _same(made) == []


_NAMES = st.text(st.sampled_from("abcəşğıİ ЖщїΩάوزةلكم ירז0123’-,.()&"), min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


@settings(max_examples=6)
@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=2), st.sampled_from(("", "Dear all,"))), min_size=1, max_size=4))
def test_copies_with_any_names_are_as_a_full_render_of_each(people: list[tuple[str, list[str], str]]) -> None:
    given_people = [
        Addressee(
            id=f"r{number}", name=" ".join(name.split()), address=tuple(" ".join(each.split()) for each in lines), salutation=salutation
        )
        for number, (name, lines, salutation) in enumerate(people)
    ]

    assert _same(batch(given_people)) == []


def test_letters_that_look_alike_are_read_as_they_were_written() -> None:
    # Cyrillic ә and Latin ə are one glyph of the font, and brackets another, whichever way they open.
    people = [
        replace(_ANYBODY, id="az", name="Əliyev (Şəki)"),
        replace(_ANYBODY, id="tt", name="Әмир (Мәскәү)"),
        replace(_ANYBODY, id="he", name="משרד (דוגמה)"),
    ]

    shown = [looked(content).drawn[0] for _, content in copies(batch(people))]

    assert [name for name, text in zip(("Əliyev (Şəki)", "Әмир (Мәскәү)", "משרד (דוגמה)"), shown, strict=True) if name not in text] == []


def test_an_address_changes_no_letter_of_the_statement() -> None:
    text = with_body(words("Əhalinin hüquqları haqqında bəyanat: əl-ələ."))
    people = [replace(_ANYBODY, name="Әмир"), replace(_ANYBODY, id="b", name="Əmir / Әмир"), replace(_ANYBODY, id="c", name="Əmir")]

    shown = [looked(content).drawn[0] for _, content in copies(batch(people, text=text))]

    assert ["Əhalinin hüquqları haqqında bəyanat: əl-ələ." in one for one in shown] == [True] * 3
    assert [name for name, one in zip(("Әмир", "Əmir / Әмир", "Əmir"), shown, strict=True) if name not in one] == []


def test_a_line_that_runs_the_other_way_stays_in_its_own_order() -> None:
    ((_, content),) = copies(batch([replace(_ANYBODY, name="وزارة الخارجية", address=("1 SAMPLE Street",))]))

    assert "1 SAMPLE Street" in looked(content).drawn[0]


def test_a_page_without_room_for_a_place_is_one_problem() -> None:
    text = replace(letter(), subject="of a subject that is longer than a page, " * 300)

    (said,) = _refused(batch([replace(_ANYBODY, salutation="Dear all,")], text=text))

    assert said == "sample.en:0: there is no place for the salutation of a copy on the first page"


def _with(style: LineStyle, measure: str, points: float) -> LineStyle:
    return replace(style, before=points) if measure == "before" else replace(style, after=points)


@pytest.mark.parametrize("measure", ["before", "after"])
def test_space_around_the_address_moves_it_nowhere(measure: str) -> None:
    made = batch([_ANYBODY, replace(_ANYBODY, id="b", name="B. Sample")])
    tokens = made.layout.tokens
    spaced = replace(tokens, address=_with(tokens.address, measure, 20.0))

    assert [content for _, content in copies(replace(made, layout=replace(made.layout, tokens=spaced)))] == [
        content for _, content in copies(made)
    ]


def test_a_full_render_with_another_address_is_told_from_the_copy() -> None:
    made = batch([_ANYBODY])
    ((copy, content),) = copies(made)
    another = replace(copy, addressee=replace(copy.addressee, name="A. Sampler"))

    assert looked(content) == looked(full_render(made, copy))
    assert looked(content).tags != looked(full_render(made, another)).tags
    assert looked(content).pixels != looked(full_render(made, another)).pixels


def test_a_copy_says_what_the_edition_says_of_itself_and_has_an_identifier_of_its_own() -> None:
    made = batch([_ANYBODY, replace(_ANYBODY, id="b")])
    texts = []
    for _, content in copies(made):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            info = {key: str(value) for key, value in pdf.docinfo.items()}
            packet = pdf.Root.Metadata.read_bytes().decode()
            texts.append((info, str(pdf.Root.Lang), packet, [bytes(part) for part in pdf.trailer.ID]))
    (info, language, one, ids), (other_info, other_language, other, other_ids) = texts

    assert (info, language) == (other_info, other_language)
    assert language == "en"
    assert "<dc:identifier>sample/1-a.en</dc:identifier>" in one
    assert one.replace("sample/1-a.en", "") == other.replace("sample/2-b.en", "")
    assert ids[0] == other_ids[0]
    assert ids[1] != other_ids[1]


def test_the_same_copies_have_the_same_bytes() -> None:
    assert copies(batch(recipients(5))) == copies(batch(recipients(5)))


@pytest.mark.parametrize("engine", ["qpdf", "pypdf"])
def test_each_copy_opens(engine: str, tmp_path: Path) -> None:
    for copy, content in copies(batch(recipients(12))):
        path = tmp_path / f"{copy.number}.pdf"
        path.write_bytes(content)
        if engine == "qpdf":
            done = subprocess.run([require("qpdf"), "--check", path], capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (0, "")
        else:
            assert len(PdfReader(path, strict=True).pages) == 2


@pytest.mark.parametrize("offset", [-3, 5])
def test_qpdf_finds_a_place_that_is_not_where_the_table_says(offset: int, tmp_path: Path) -> None:
    made = batch([_ANYBODY])
    set_one = shaped(made)
    common = set_one.carriers[0]
    # The tail begins elsewhere than it was reckoned from.
    content = common.prefix + (b" " * offset if offset > 0 else b"") + common.tail(set_one.drawn[0][1], "x")
    (tmp_path / "a.pdf").write_bytes(content if offset > 0 else content[: len(common.prefix) + offset] + content[len(common.prefix) :])

    done = subprocess.run([require("qpdf"), "--check", tmp_path / "a.pdf"], capture_output=True, text=True, check=False)

    assert done.returncode != 0


@pytest.mark.verapdf
def test_verapdf_and_page_pass_fifty_of_a_thousand(tmp_path: Path) -> None:
    from editions.checking.conformance.page_validation import check_conformance

    made = [content for half in (1, 2) for _, content in copies(batch(_one_copy_each(500, seed=half)))]
    chosen = [number * 20 + number % 20 for number in range(50)]
    paths = [tmp_path / f"{number}.pdf" for number in chosen]
    for number, path in zip(chosen, paths, strict=True):
        path.write_bytes(made[number])
        assert list(check_conformance(made[number], path.name)) == []

    report = json.loads(subprocess.run([require("verapdf"), *paths], capture_output=True, check=False).stdout)

    verdicts = [one["compliant"] for job in report["report"]["jobs"] for one in job["validationResult"]]
    assert len(made) == 1000
    assert verdicts == [True] * 100


def _one_copy_each(count: int, *, seed: int) -> list[Addressee]:
    return [replace(one, copies=1) for one in recipients(count, seed=seed)]


def test_a_long_line_is_wrapped() -> None:
    made = batch([replace(_ANYBODY, name="Independent Permanent Human Rights Commission of the Organization of SAMPLE Cooperation")])
    ((_, content),) = copies(made)

    assert "Independent Permanent Human Rights\r\nCommission of the Organization of SAMPLE\r\nCooperation" in looked(content).drawn[0]


def _refused(made: Batch) -> list[str]:
    with pytest.raises(Refusal) as caught:
        shaped(made)
    return [f"{problem.where}:{problem.line}: {problem.what}" for problem in caught.value.problems]


def test_an_address_that_does_not_fit_is_refused_with_the_name_of_its_recipient() -> None:
    high = replace(_ANYBODY, id="b", name="B. Sample", address=("a line that is as long as the window is wide, and longer",) * 5, line=3)

    assert _refused(batch([_ANYBODY, high])) == ["recipients.csv:3: B. Sample: the address does not fit into the window (DIN 5008 B)"]


def test_a_salutation_that_needs_two_lines_is_refused() -> None:
    said = replace(_ANYBODY, salutation="Your Excellency, " * 9)

    assert _refused(batch([said])) == ["recipients.csv:2: A. Sample: the salutation needs more than a line"]


def test_letters_that_no_font_has_are_refused_with_the_name_of_the_recipient() -> None:
    assert _refused(batch([replace(_ANYBODY, name="外務省")]))[0] == 'recipients.csv:2: 外務省: no font of the layout has "外" (U+5916)'


def test_letters_that_the_type_of_the_text_has_not_are_refused_in_a_salutation() -> None:
    made = batch([replace(_ANYBODY, salutation="Шановні пані,")])
    tokens = made.layout.tokens
    look = replace(made.layout, tokens=replace(tokens, text=replace(tokens.text, font="Amiri", fallback=())))

    assert _refused(replace(made, layout=look))[0] == 'recipients.csv:2: A. Sample: no font of the layout has "Ш" (U+0428)'


def _in(window: str, text: PreparedStatement | None = None) -> Batch:
    made = batch([_ANYBODY], text=text)
    return replace(made, layout=_with_window(made.layout, window))


def _with_window(look: Layout, window: str) -> Layout:
    return replace(look, tokens=replace(look.tokens, copies=replace(look.tokens.copies, window=window)))


@pytest.mark.parametrize("window", WINDOWS)
def test_the_address_stands_in_the_window_of_the_layout(window: str) -> None:
    import pypdfium2

    ((_, content),) = copies(_in(window))
    page = pypdfium2.PdfDocument(content)[0]
    text = page.get_textpage()
    left, _, _, high = text.get_charbox(text.get_text_bounded().index("A. Sample"), loose=True)
    place = WINDOWS[window]

    assert left * 25.4 / 72 == pytest.approx(place.left, abs=0.5)
    assert (page.get_height() - high) * 25.4 / 72 == pytest.approx(place.top, abs=1.0)


def test_a_letterhead_that_reaches_into_the_window_is_refused() -> None:
    high = replace(letter(), body_name=("SAMPLE",) * 12)

    (said,) = _refused(_in("DIN 5008 B", high))

    assert said.startswith(
        f"{layout('plain').where}:0: the window of DIN 5008 B begins 45 mm from the upper edge, and the letterhead ends at"
    )


def test_without_numbers_no_copy_has_one() -> None:
    made = batch([_ANYBODY])
    tokens = made.layout.tokens
    made = replace(made, layout=replace(made.layout, tokens=replace(tokens, copies=replace(tokens.copies, number=False))))
    ((_, content),) = copies(made)

    assert "Copy 1 of" not in looked(content).drawn[0]
    assert "Copy 1 of 1" in looked(copies(batch([_ANYBODY]))[0][1]).drawn[0]


def test_the_file_for_the_printer_has_all_copies_in_order_each_on_a_new_sheet() -> None:
    text = with_body(words("A sample of one page."))
    people = [replace(_ANYBODY, id=str(number), name=f"Number {number} Sample") for number in range(1, 4)]
    people[1] = replace(people[1], delivery="e-mail", email="b@office.example")

    printed = drawn(shaped(batch(people, text=text, print_file=True)).print_file)

    assert ["Number 1" in printed[0], "Number 3" in printed[2]] == [True, True]
    assert [page.strip() for page in printed[1::2]] == ["", ""]
    assert len(printed) == 4


def test_copies_with_and_without_a_salutation_come_in_order_and_share_their_fonts() -> None:
    text = with_body(words("A sample of one page."))
    people = [
        replace(_ANYBODY, id=str(number), name=f"Number {number} Sample", salutation="Dear all," if number % 2 else "")
        for number in range(1, 13)
    ]

    many, few = (shaped(batch(some, text=text, print_file=True)).print_file for some in (people, people[:2]))

    assert [f"Number {number} Sample" in page for number, page in enumerate(drawn(many)[::2], 1)] == [True] * 12
    with pikepdf.open(io.BytesIO(many)) as whole, pikepdf.open(io.BytesIO(few)) as part:
        fonts = [sum("/FontFile2" in item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)) for pdf in (whole, part)]
    assert fonts[0] == fonts[1] > 0


def test_a_separator_has_the_address_alone_and_comes_before_its_copy() -> None:
    made = batch([_ANYBODY], print_file=True)
    tokens = made.layout.tokens
    separated = replace(made, layout=replace(made.layout, tokens=replace(tokens, copies=replace(tokens.copies, separator=True))))

    pages = drawn(shaped(separated).print_file)

    assert pages[0].split() == ["A.", "Sample", "1", "SAMPLE", "Street"]
    assert pages[1] == ""
    assert "Copy 1 of 1" in pages[2]


def test_what_is_carried_is_all_of_the_edition_but_its_places_and_its_packet() -> None:
    made = batch([_ANYBODY])
    alone = full_render(made, made.copies[0])
    common = carrier(alone)
    with pikepdf.open(io.BytesIO(alone)) as pdf:
        places = [bytes(stream.read_bytes()) for stream in list(pdf.pages[0].obj.Contents)[1::2]]
    again = common.prefix + common.tail(places, "sample")

    assert looked(again) == looked(alone)
    assert len(common.places) == 2
