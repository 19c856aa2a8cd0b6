"""``editions diff``: what changed, on the terminal, as a page, on paper, as JSON."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
import pypdfium2
import pytest

from editions.cli import main
from editions.comparing.units import units
from editions.reading.word.changes import changes as tracked
from editions.reading.word.document import read_word
from editions.redlining.changes import Changes, changes
from editions.redlining.page import make_page
from editions.redlining.paper import make_pdf
from editions.redlining.sides import Side, read_side
from tests.support.browser import Visit, visit
from tests.support.changed import was_and_is
from tests.support.making import SAMPLE, around, statement

#: Whence the paragraph of the sample moved, and whither.
_FROM, _TO = "from after “An image in a line a small copy of the…”", "to after “A heading of the first level”"
_HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(2)>" style="x' &amp; </style></title>"""


@cache
def _changes() -> Changes:
    """Return what changed of the sample with everything."""
    folder = Path(mkdtemp(prefix="editions-test-"))
    old, new = (read_side(str(path), around()) for path in was_and_is(folder))
    return changes(Side(name="was", statement=old.statement, remarks=()), Side(name="is", statement=new.statement, remarks=()))


@pytest.fixture
def sample(tmp_path: Path) -> tuple[str, str]:
    """Return the sample as it was and as it became."""
    was_and_is(tmp_path)
    return "was", "is"


def test_words_are_marked_within_brackets_where_there_is_no_terminal(sample: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", *sample, "--language", "en"])

    said = capsys.readouterr().out
    assert status == 0
    assert said.startswith("--- was\n+++ is\nDate: [-2026-03-08-] {+2026-03-09+}\nKeywords:")
    for line in (
        "  place and date: changed\n    Sampletown, [-8-]{+9+} March 2026",
        f'  paragraph 1 (under "A heading of the first level"): moved here (move 1), {_FROM}\n    1990. gada is',
        "    [-Twenty-]{+Forty+} words more make",
        "{~weight: no longer bold~}",
        "{~link to an example: now leads to https://example.org/other~}",
        "[note: The {+very +}first footnote",
        "    - {+A new item+}\n    - An item with a dash",
        "      - [-the first of it-]\n",
        "    1990 | a year with emphasis | {+Baku+} | [-150-]{+151+}\n",
        "    {+2021+} | {+one more+} |  | {+7+}\n",
        f'  paragraph 4 as it was (under "A heading of the third level"): moved away (move 1), {_TO}\n    [-1990. gada is',
        "  heading 5: changed; before: of level 5\n    A heading of the fifth level",
        '  paragraph 6 (under "A heading of the fifth level"): new\n    {+A paragraph that was not there.+}',
        "  signatory 2: new\n    {+C. Specimen+}\n    {+Specimen Officer+}",
        "  recipient 2: changed\n    the Sample Council{+, in session+}",
    ):
        assert line in said
    assert "\x1b" not in said
    assert "Arabic" not in said


def test_a_text_and_itself_have_no_changes(sample: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", sample[0], sample[0]])

    assert status == 0
    assert capsys.readouterr().out == (
        "--- was\n+++ was\n\nEnglish (en): no changes\n\nArabic (ar): no changes\n\nAzerbaijani (az): no changes\n"
    )


@pytest.mark.parametrize(("surroundings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_is_shown_colours_unless_it_wants_none(sample: tuple[str, str], surroundings: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, "TERM": "xterm", **surroundings}
    with (
        os.fdopen(ours, "rb") as reader,
        subprocess.Popen(
            [sys.executable, "-m", "editions", "diff", *sample, "--language", "ar"],
            stdout=theirs,
            stderr=subprocess.DEVNULL,
            env=environment,
        ),
    ):
        os.close(theirs)
        said = b""
        try:
            while part := reader.read1(4096):
                said += part
        except OSError:
            # Linux says so where the other end is closed.
            pass

    assert ("\x1b[4;32m321\x1b[24;39m" in said.decode()) == coloured
    assert ("{+321+}" in said.decode()) != coloured


def _written(folder: Path, name: str, body: str) -> str:
    content = f'+++\nheading = "H"\n\n[signatory]\nname = "A"\n+++\n\n{body}\n'
    (folder / f"2022-01-20-{name}.md").write_text(content, "utf-8")
    return f"2022-01-20-{name}.md"


def test_parted_joined_and_reshaped_paragraphs_are_shown_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = _written(tmp_path, "a", "One two three. Four five six.\n\nSeven eight nine.\n\nTen eleven.\n\nAn item.\n\nLast.")
    new = _written(tmp_path, "b", "One two three.\n\nFour five six.\n\nSeven eight nine. Ten eleven.\n\n- An item.\n\nLast.")

    main(["diff", old, new])
    main(["diff", old, new, "--html", "c.html", "--pdf", "c.pdf"])

    said, page = capsys.readouterr().out, Path("c.html").read_text("utf-8")
    assert "paragraph 1: now 2 paragraphs\n    One two three.{+¶+} Four five six." in said
    assert "paragraph 3: 2 paragraphs made one\n    Seven eight nine.[-¶-] Ten eleven." in said
    assert "list 1: changed; before: paragraph\n    - An item." in said
    assert 'Now 2 paragraphs</span> One two three.<ins><span class="unseen" lang="en">put in: </span>' in page
    assert '<p id="text1-b2">Four five six.</p>' in page.replace("> Four", ">Four")
    assert 'aria-hidden="true">¶</span></del> Ten eleven.</p>' in page
    assert "Before: paragraph" in page
    assert "Now 2 paragraphs One two three.¶ Four five six." in _words(Path("c.pdf").read_bytes())
    assert _visited(page.encode()).violations == []


def test_what_a_terminal_would_obey_is_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "2022-01-20-{0}.md"
    for name, word in (("a", "ten km"), ("b", "ten\u00a0km")):
        content = f'+++\nheading = "H"\n\n[signatory]\nname = "A"\n+++\n\nIt was {word} away, as all of us know.\n'
        (tmp_path / text.format(name)).write_text(content, "utf-8")

    main(["diff", text.format("a"), text.format("b")])

    assert "It was ten[- -]{+\\u00a0+}km away" in capsys.readouterr().out


def test_a_text_whose_letters_are_written_otherwise_has_no_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, word in (("a", "Café"), ("b", "Cafe\u0301")):
        content = (
            f'+++\nheading = "{word}"\n\n[signatory]\nname = "{word}"\n[recipients]\nlead = "To"\nnames = ["{word}"]\n+++\n\nOf {word}.\n'
        )
        (tmp_path / f"2022-01-20-{name}.md").write_text(content, "utf-8")
    arguments = ["2022-01-20-a.md", "2022-01-20-b.md", "--html", "c.html", "--docx", "c.docx", "--author", "A", "--date", "2022-01-20"]

    status = main(["diff", *arguments, "--json"])

    said = json.loads(capsys.readouterr().out)
    assert (status, said["differ"]) == (0, False)
    assert "<ins>" not in Path("c.html").read_text("utf-8").partition("<main>")[2]
    assert list(tracked(read_word(Path("c.docx").read_bytes(), "c.docx"))) == []


def test_json_says_all_that_differs(sample: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", *sample, "--json"])

    said = json.loads(capsys.readouterr().out)
    english, arabic, azerbaijani = said["texts"]
    assert (status, said["differ"], said["problems"], said["made"]) == (0, True, [], [])
    assert said["facts"][0] == {"name": "Date", "old": "2026-03-08", "new": "2026-03-09"}
    assert [text["kind"] for text in (english, arabic, azerbaijani)] == ["changed", "changed", "deleted"]
    moved = [one for one in english["differences"] if one.get("move")]
    assert [(one["kind"], one["move"]) for one in moved] == [("moved", 1), ("left", 1)]
    changed = next(one for one in english["differences"] if one.get("new", "").startswith("Forty"))
    assert [(piece["kind"], piece["text"]) for piece in changed["pieces"][:2]] == [("del", "Twenty"), ("ins", "Forty")]
    main(["diff", sample[0], sample[0], "--json"])
    assert json.loads(capsys.readouterr().out)["differ"] is False


def test_annexes_layout_and_pictures_are_compared(sample: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "is" / "statement.toml"
    (tmp_path / "is" / "dates.md").write_text("# Dates\n\n1990\n", "utf-8")
    annex = '\n[[annexes]]\nfile = "dates.md"\nlanguage = "en"\ntitle.en = "Dates"\ntitle.ar = "Dates"\n'
    source.write_text(source.read_text("utf-8").replace('"plain"', '"ombudsman"') + annex, "utf-8")
    (tmp_path / "is" / "images" / "photo.jpg").write_bytes((tmp_path / "was" / "images" / "photo.jpg").read_bytes() + b"\0")

    main(["diff", *sample])

    said = capsys.readouterr().out
    assert "Layout: [-plain-] {+ombudsman+}\n" in said
    assert re.search(r"Annex dates.md: \{\+ar: Dates; en: Dates, language en, merge, 14 bytes, SHA-256 [0-9a-f]{12}…\+\}\n", said)
    assert re.search(r"Picture images/photo.jpg: \[-\d+ bytes, .*…-\] \{\+\d+ bytes, .*…\+\}\n", said)


def test_annexes_in_markdown_are_compared_word_by_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SAMPLE, tmp_path / "new")
    annex = tmp_path / "new" / "annexes" / "figures.md"
    annex.write_text(annex.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")

    main(["diff", str(SAMPLE), "new"])
    assert main(["diff", str(SAMPLE), "new", "--html", "changes.html"]) == 0

    said = capsys.readouterr().out
    assert "\nAnnex annexes/figures.md (en)\n" in said
    assert "{+One sentence more.+}" in said
    page = (tmp_path / "changes.html").read_bytes()
    assert "put in: </span>One sentence more.</ins>" in page.decode()
    assert _visited(page).violations == []


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("was", "nowhere"), 2, "nowhere: there is no such statement"),
        (("was",), 2, "was: is one statement, and two are compared\n  Give two: editions diff OLD NEW"),
        (("was@v1..v2",), 2, "Give two: editions diff was@v1 was@v2"),
        (("../nowhere", "is"), 2, "../nowhere: there is no such statement"),
        (("seeds/../nowhere", "is"), 2, "seeds/../nowhere: there is no such statement"),
        (("v1..v2", "is"), 2, "v1..v2: a range of revisions does not say of which statement"),
        (("was", "is", "--author", "A. Ali"), 2, "--author: signs tracked changes, which --docx makes alone"),
        (("was", "is", "--html", "a.html", "--author", ""), 2, "--author: signs tracked changes"),
        (("was", "is", "--html", "a.html", "--date", "2022-01-20"), 2, "--date: signs tracked changes"),
        (("was", "is", "--language", "fr"), 2, '--language: there is no text in "fr"'),
        (("was", "letter.odt"), 3, 'letter.odt: a statement cannot be read from ".odt"'),
        (("was", "is", "--html", "no/such/folder.html"), 3, "no/such/folder.html: cannot be written: No such file or directory"),
        (("was", "is", "--html", "is"), 3, "is: cannot be written: Is a directory"),
    ],
)
def test_what_cannot_be_compared_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    (tmp_path / "letter.odt").write_bytes(b"")

    assert main(["diff", *arguments]) == status
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_files_are_made_and_said(sample: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", *sample, "--html", "changes.html", "--pdf", "changes.pdf"])

    assert status == 0
    assert "made changes.html\nmade changes.pdf\n" in capsys.readouterr().err
    assert (tmp_path / "changes.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (tmp_path / "changes.pdf").read_bytes().startswith(b"%PDF-")


@cache
def _visited(text: bytes, width: int = 1280, scheme: str = "light") -> Visit:
    """Return what Chromium sees of the page *text*."""
    path = Path("changes.html").resolve()
    path.write_bytes(text)
    return visit(path, width=width, scheme=scheme, audit=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (400, "light"), (400, "dark")])
def test_axe_objects_to_nothing_on_a_desk_on_a_phone_by_day_and_by_night(width: int, scheme: str) -> None:
    visited = _visited(make_page(_changes()), width, scheme)

    assert visited.violations == []
    assert visited.seen["width"] == width


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    text = make_page(_changes())
    seen = _visited(text).seen

    assert [request for request in seen["requests"] if not request.startswith(("data:image/", "file:///"))] == []
    assert seen["complaints"] == []
    assert seen["scripts"] == 0
    assert b"default-src 'none'" in text
    assert len(seen["ids"]) == len(set(seen["ids"]))
    assert all(image["whole"] for image in seen["images"])


def test_the_page_says_changes_to_those_who_do_not_see_them() -> None:
    text = make_page(_changes()).decode()

    assert '<del><span class="unseen" lang="en">taken out: </span>Twenty</del>' in text
    assert '<ins><span class="unseen" lang="en">put in: </span>Forty</ins>' in text
    assert f'<span class="tag" lang="en" dir="ltr">Moved here (1), {_FROM}</span> <span class="moved">' in text
    assert '<article class="sheet-of-text" lang="ar" dir="rtl"' in text
    assert '<ol id="text1-b' in text
    assert 'start="3"' in text


def test_words_that_look_like_markup_are_shown_as_words(tmp_path: Path) -> None:
    for name, said in (("a", "as before"), ("b", _HOSTILE)):
        literal = json.dumps(said)
        lines = (f"heading = {literal}", "[signatory]", f"name = {literal}", "[recipients]", f"lead = {literal}", f"names = [{literal}]")
        (tmp_path / f"2022-01-20-{name}.md").write_text("\n".join(("+++", *lines, "+++", "", "A word.")), "utf-8")
    old, new = (read_side(f"2022-01-20-{name}.md", around()) for name in "ab")

    text = make_page(changes(Side(name=_HOSTILE, statement=old.statement, remarks=()), new))
    seen = _visited(text).seen

    assert (seen["scripts"], seen["complaints"], len(seen["requests"])) == (0, [], 1)
    assert seen["title"].startswith("Changes from " + _HOSTILE[:20])
    assert seen["text"].count("<script>alert(1)</script>") >= 4


def test_the_page_can_be_printed_in_black_on_white(tmp_path: Path) -> None:
    (tmp_path / "changes.html").write_bytes(make_page(_changes()))

    visit(tmp_path / "changes.html", scheme="dark", printed=tmp_path / "changes.pdf")

    words = "".join(pypdfium2.PdfDocument(tmp_path / "changes.pdf")[0].get_textpage().get_text_range())
    assert "Changes" in words


@cache
def _pdf(language: str = "") -> bytes:
    return make_pdf(_changes(), language, around())


def _words(content: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)).split())


def test_the_paper_shows_both_texts_and_names_them_on_every_page() -> None:
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(_pdf())]

    assert all("Changes from was to is" in page and "Underlined: put in. Struck out: taken out." in page for page in pages)
    whole = " ".join(pages)
    for said in (
        "Moved here (1)",
        "Moved away (1)",
        "TwentyForty words",
        "the first of it",
        "B. Specimen",
        "C. Specimen",
        "the Press",
        "2026-03-08",
    ):
        assert said in whole


def test_the_paper_claims_no_standard_and_carries_no_source() -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(_pdf())) as pdf:
        metadata = bytes(pdf.Root.Metadata.read_bytes())
        assert b"pdfaid" not in metadata
        assert b"pdfuaid" not in metadata
        assert "/AF" not in pdf.Root
        assert pdf.attachments.keys() == set()
        assert str(pdf.docinfo["/Title"]).startswith("Changes from was to is: SAMPLE STATEMENT")


def test_what_changed_has_a_bar_in_the_margin_and_what_did_not_has_none() -> None:
    page = pypdfium2.PdfDocument(_pdf())[0]
    # The layout's left margin is 32 mm, and the bars stand 10 points out of it.
    place = 32 * 72 / 25.4 - 10 + 0.75
    column = page.render(scale=4).to_pil().convert("L").crop((round(place * 4), 0, round(place * 4) + 1, round(page.get_height() * 4)))

    dark = [value < 128 for value in column.tobytes()]
    bars = [number for number, is_dark in enumerate(dark) if is_dark and not dark[number - 1]]

    # Reference with place and date, the paragraph that moved here, two that changed, two lists.
    assert len(bars) == 6


def test_the_paper_has_the_letterhead_of_the_layout() -> None:
    old = read_side(str(SAMPLE), around())
    (text,) = changes(old, old).texts

    words = _words(make_pdf(changes(old, old), "", around()))

    assert text.kind == "same"
    assert words.startswith(
        "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan 20 January 2022 STATEMENT by the Commissioner"
    )


@pytest.mark.parametrize("language", ["ar", "az"])
def test_other_languages_and_a_text_that_is_gone_are_set_too(language: str) -> None:
    assert "Changes from was to is" in _words(_pdf(language))


def test_the_same_statements_give_the_same_bytes() -> None:
    assert make_page(_changes()) == make_page(_changes())
    assert make_pdf(_changes(), "", around()) == _pdf()


def test_every_word_of_the_sample_is_in_a_unit() -> None:
    text = statement(SAMPLE).text("en")

    said = " ".join(unit.text for unit in units(text))

    assert text.signatories[0].name in said
    assert all(name in said for name in text.recipients.names) if text.recipients else False


def test_changes_are_not_written_over_a_source_or_into_a_file_of_another_kind(tmp_path: Path) -> None:
    was, now = was_and_is(tmp_path)
    source = now / "en.md"
    before = source.read_bytes()

    done = subprocess.run(
        [sys.executable, "-m", "editions", "diff", str(was), str(now), "--html", str(source)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Let it end in .html" in done.stderr
    assert source.read_bytes() == before
