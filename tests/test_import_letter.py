"""``editions import LETTER.docx``, and a DOCX in the place of a statement's folder."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pixels

from editions.cli import main
from editions.importing import Origin
from editions.importing_letters import letter_files
from editions.model.parties import Signatory
from editions.model.prose import Image, Paragraph, Words
from editions.model.statement import SourceFile, Text
from editions.problems import Refusal
from editions.reading.letters import Letter
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import surroundings
from tests.support.letters import HEAD, SIGNATURE, letter
from tests.support.making import SAMPLE
from tests.support.office_letters import office_letters
from tests.support.word_parts import paragraph, part, relation, text

_RECEIVED = SAMPLE / "received" / "000_47ee884ea6ac2de5.txt"
_TEXT = "The office has looked at what was done in the year, and it is of the view that the law was not followed by all of them."
_DELETED = '<w:del w:id="1" w:author="Bea" w:date="2026-05-01T10:00:00Z"><w:r><w:delText>gone</w:delText></w:r></w:del>'
_INSERTED = f'<w:ins w:id="2" w:author="Bea" w:date="2026-05-01T10:00:00Z">{text("new")}</w:ins>'
_TRACKED = paragraph(text("It is ") + _DELETED + _INSERTED + text("."))


def png(width: int, height: int) -> bytes:
    """Return a white picture."""
    stream = BytesIO()
    Pixels.new("RGB", (width, height), "white").save(stream, "PNG")
    return stream.getvalue()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _body(markdown: bytes) -> str:
    return markdown.decode().split("+++\n")[2].strip()


def _write(folder: Path, name: str, content: bytes) -> bytes:
    (folder / name).write_bytes(content)
    return content


def _picture(alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _with_picture(alt: str) -> bytes:
    return letter(
        paragraph("A view of it:") + paragraph(_picture(alt)) + paragraph(_TEXT),
        relations=relation("p1", "image", "media/image1.png"),
        others={"word/media/image1.png": png(4, 4)},
    )


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The received text of the sample, saved as DOCX by LibreOffice."""
    folder = tmp_path_factory.mktemp("letter")
    shutil.copy(_RECEIVED, folder / "letter.txt")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder), str(folder / "letter.txt")], check=True, capture_output=True, timeout=120)
    yield folder / "letter.docx"


def test_a_letter_of_libreoffice_says_what_the_text_says_that_it_was_made_from(tmp_path: Path, converted: Path) -> None:
    shutil.copy(converted, tmp_path / "letter.docx")

    status = main(["import", "letter.docx", "--date", "2022-01-20", "--id", "s"])

    assert status == 0
    assert (tmp_path / "seeds" / "s" / "en.md").read_bytes() == (SAMPLE / "en.md").read_bytes()
    assert (tmp_path / "seeds" / "s" / "received" / "letter.docx").read_bytes() == converted.read_bytes()


def test_import_makes_a_folder_that_builds(tmp_path: Path) -> None:
    content = _write(tmp_path, "letter.docx", letter(paragraph(_TEXT)))

    imported = main(["import", "letter.docx"])
    built = main(["build", "2026-05-03-by-the-ombudsman-concerning-a-sample", "--format", "docx"])

    assert (imported, built) == (0, 0)
    files = _files(tmp_path / "seeds" / "2026-05-03-by-the-ombudsman-concerning-a-sample")
    assert list(files) == ["en.md", "received/letter.docx", "statement.toml"]
    assert files["received/letter.docx"] == content
    assert files["statement.toml"].decode().splitlines()[:2] == ["# From the heading or the subject.", "date = 2026-05-03"]
    assert _body(files["en.md"]) == _TEXT


@pytest.mark.parametrize(
    "name",
    ["lists typed by hand", "three signatories in the columns of a table", "Azerbaijani, with a subject label and the address sentence"],
)
def test_a_letter_of_an_office_becomes_an_edition_that_passes_its_checks(tmp_path: Path, name: str) -> None:
    _write(tmp_path, "letter.docx", next(one.content for one in office_letters() if one.name == name))

    imported = main(["import", "letter.docx", "--id", "s", "--date", "2026-05-03"])
    built = main(["build", "s"])
    checked = main(["check", "s", "--no-verapdf", "--no-office", "--no-proof"])

    assert (imported, built, checked) == (0, 0, 0)


def test_pictures_are_carried_with_their_alternative_text(tmp_path: Path) -> None:
    _write(tmp_path, "letter.docx", _with_picture("The court"))

    main(["import", "letter.docx", "--id", "s"])

    files = _files(tmp_path / "seeds" / "s")
    assert files["images/the-court.png"] == png(4, 4)
    assert "![The court](images/the-court.png)" in files["en.md"].decode()


@pytest.mark.parametrize("alt", ["", r"C:\Users\bea\Pictures\IMG_001.jpg"])
def test_a_picture_without_an_alternative_text_is_kept_and_its_remedy_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], alt: str
) -> None:
    _write(tmp_path, "letter.docx", _with_picture(alt))

    status = main(["import", "letter.docx", "--id", "s"])

    assert status == 0
    assert "images/picture.png" in _files(tmp_path / "seeds" / "s")
    assert "picture.png" not in (tmp_path / "seeds" / "s" / "en.md").read_text("utf-8")
    said = 'letter.docx: not shown: images/picture.png, which stands at "A view of it:", has no alternative text\n'
    assert said + "  Write ![what it shows](images/picture.png) there in en.md.\n" in capsys.readouterr().err


def test_the_day_on_which_a_document_was_made_is_not_its_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2026-05-02T09:00:00Z</dcterms:created></cp:coreProperties>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="r2" Target="docProps/core.xml" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
    )
    head = paragraph("STATEMENT") + paragraph("concerning a sample") + paragraph("")
    _write(tmp_path, "letter.docx", letter(paragraph(_TEXT), head=head, others={"docProps/core.xml": core, "_rels/.rels": rels}))

    status = main(["import", "letter.docx"])

    assert status == 3
    assert capsys.readouterr().err == (
        "letter.docx: the heading and the subject give no full date; the document was made on 2026-05-02, which need not be it\n"
        "  Give it with --date YYYY-MM-DD.\n"
    )
    assert not (tmp_path / "seeds").exists()


def test_a_line_of_place_and_date_goes_into_the_folder(tmp_path: Path) -> None:
    head = paragraph("Baku, 4 May 2026") + paragraph("STATEMENT", '<w:jc w:val="center"/>')
    _write(tmp_path, "letter.docx", letter(paragraph(_TEXT), head=head))

    imported = main(["import", "letter.docx", "--id", "s"])
    built = main(["build", "s", "--format", "docx"])

    assert (imported, built) == (0, 0)
    lines = (tmp_path / "seeds" / "s" / "statement.toml").read_text("utf-8").splitlines()
    assert lines == ["# From the line that says it alone.", "date = 2026-05-04", 'original = "en"', 'layout = "plain"', 'place = "Baku"']
    assert "place" not in (tmp_path / "seeds" / "s" / "en.md").read_text("utf-8")


def test_a_line_of_date_is_surer_than_a_subject_that_speaks_of_another_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "letter.docx", letter(paragraph("Baku, 4 May 2026") + paragraph(_TEXT)))

    main(["import", "letter.docx", "--id", "s"])

    assert "date = 2026-05-04" in (tmp_path / "seeds" / "s" / "statement.toml").read_text("utf-8")
    assert "\ndate: 2026-05-04 (from the line that says it alone)\nplace: Baku\n" in capsys.readouterr().err


def test_pending_changes_are_listed_and_nothing_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "letter.docx", letter(_TRACKED))

    status = main(["import", "letter.docx"])

    said = capsys.readouterr()
    assert status == 1
    assert said.out.splitlines() == [
        'tracked change by Bea at 2026-05-01T10:00:00Z: deleted "gone"',
        'tracked change by Bea at 2026-05-01T10:00:00Z: inserted "new"',
    ]
    assert said.err.startswith("letter.docx: 2 tracked changes are pending: nothing is taken\n")
    assert not (tmp_path / "seeds").exists()


@pytest.mark.parametrize(("answer", "words"), [("accept", "It is new."), ("reject", "It is gone.")])
def test_changes_are_settled_as_asked(tmp_path: Path, answer: str, words: str) -> None:
    _write(tmp_path, "letter.docx", letter(_TRACKED))

    status = main(["import", "letter.docx", "--id", "s", "--changes", answer])

    assert status == 0
    assert _body((tmp_path / "seeds" / "s" / "en.md").read_bytes()) == words


def test_one_pending_change_is_told_in_the_singular(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "letter.docx", letter(paragraph(text(_TEXT) + _INSERTED)))

    main(["import", "letter.docx"])

    assert "letter.docx: 1 tracked change is pending: nothing is taken\n" in capsys.readouterr().err


def test_what_markdown_has_no_form_for_is_refused_with_its_paragraph() -> None:
    shown = Image(file="images/a.png", alt="a ] mark")
    body = (Paragraph(inlines=(Words(text="Nothing else."),)), Paragraph(inlines=(Words(text="Look at it: "), shown)))
    said = Letter(
        text=Text(language="en", heading="S", subject="", body=body, signatories=(Signatory(name="A B"),), file="letter.docx"),
        pictures=(),
        lines=("S", "Nothing else.", "Look at it:"),
    )
    origin = Origin(id="s", day=date(2026, 5, 3), date_from="", language="en", layout="plain")

    with pytest.raises(Refusal) as refused:
        letter_files(said, origin, SourceFile(name="letter.docx", content=b""))

    assert refused.value.problems[0].where == 'letter.docx, paragraph 3 ("Look at it:")'


@pytest.mark.parametrize(("keys", "status"), [("a\na\n", 0), ("a\nq\n", 1)])
def test_somebody_is_asked_of_each_change_and_may_give_up(tmp_path: Path, keys: str, status: int) -> None:
    _write(tmp_path, "letter.docx", letter(_TRACKED))
    ours, theirs = os.openpty()
    os.write(ours, keys.encode())

    command = [sys.executable, "-m", "editions", "import", "letter.docx", "--id", "s", "--changes", "ask"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, timeout=120)

    assert done.returncode == status
    assert [path.name for path in tmp_path.rglob("en.md")] == ["en.md"] * (status == 0)


def test_comments_are_listed_with_the_words_they_stand_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = paragraph(text("It is ") + '<w:commentRangeStart w:id="4"/>' + text("so") + '<w:commentRangeEnd w:id="4"/>' + text("."))
    comments = f'<w:comment w:id="4" w:author="Bea">{paragraph("Is it?")}</w:comment>'
    _write(tmp_path, "letter.docx", letter(body, comments=comments))

    main(["import", "letter.docx", "--id", "s"])

    assert 'letter.docx: left out: a comment by Bea at "so": Is it?\n' in capsys.readouterr().err


def test_json_says_all_that_became_of_a_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = part("w:hdr", paragraph("Office of Samples"))
    _write(
        tmp_path, "letter.docx",
        letter(
            paragraph('<w:bookmarkStart w:id="1" w:name="_GoBack"/>' + text(_TEXT, '<w:u w:val="single"/>')) + paragraph(_TEXT),
            others={"word/header1.xml": header}, relations=relation("h1", "header", "header1.xml"),
        ),
    )  # fmt: skip

    main(["import", "letter.docx", "--id", "s", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert said["folder"] == "seeds/s"
    assert said["cleaned"] == [{"what": "a bookmark", "words": "", "count": 1}]
    assert [one["what"] for one in said["left_out"]] == ["the header of the pages", "that words are underlined"]
    assert said["signatories"] == [{"name": "Ada Sample", "office": "Ombudsman"}]
    assert said["recipients"] == ["the first office", "the second office", "the third office"]


def _language(tag: str) -> str:
    return f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{tag}"/></w:rPr></w:rPrDefault></w:docDefaults>'


_RUSSIAN = "Настоящим сообщается, что в ходе проверки и на основании закона было установлено, что права человека не были нарушены."


@pytest.mark.parametrize(
    ("tag", "words", "options", "language"),
    [
        ("ru-RU", _RUSSIAN, [], "ru"),
        ("en-US", _TEXT, [], "en"),
        ("en-US", _RUSSIAN, [], "ru"),
        ("en-US", "Short.", [], "en"),
        ("ka-GE", "მოკლე ტექსტი.", [], "ka"),
        ("sr-Latn-RS", "Kratak tekst.", [], "sr-Latn"),
        ("xx-XX", "Short.", [], "en"),
        ("ru-RU", _TEXT, [], "en"),
        ("en-US", _RUSSIAN, ["--language", "uk"], "uk"),
    ],
)
def test_the_language_is_told_by_the_words_or_else_by_the_document(
    tmp_path: Path, tag: str, words: str, options: list[str], language: str
) -> None:
    head = paragraph("STATEMENT") + paragraph("")
    _write(tmp_path, "letter.docx", letter(paragraph(words) * 2, head=head, end=SIGNATURE, styles=_language(tag)))

    main(["import", "letter.docx", "--id", "s", "--date", "2026-05-03", *options])

    assert (tmp_path / "seeds" / "s" / f"{language}.md").is_file()


def test_a_language_that_is_not_certain_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "letter.docx", letter(paragraph(_RUSSIAN) * 2, head=paragraph("STATEMENT") + paragraph(""), styles=_language("en-US")))

    main(["import", "letter.docx", "--id", "s", "--date", "2026-05-03"])

    assert 'the language is taken for "ru" (the document says "en-US")' in capsys.readouterr().err


@pytest.mark.parametrize(("option", "value", "status"), [("--language", "../../x", 2), ("--layout", "nowhere", 3), ("--id", "a/b", 2)])
def test_no_folder_is_made_that_could_not_be_built(tmp_path: Path, option: str, value: str, status: int) -> None:
    _write(tmp_path, "letter.docx", letter(paragraph(_TEXT)))

    told = main(["import", "letter.docx", option, value])

    assert told == status
    assert [path.name for path in tmp_path.iterdir()] == ["letter.docx"]


def test_a_letter_that_nobody_signs_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "letter.docx", letter(paragraph(_TEXT), end=""))

    status = main(["import", "letter.docx"])

    assert status == 3
    assert 'letter.docx, paragraph 3 ("The office has looked at what was done i…"): there is no signatory\n' in capsys.readouterr().err


# A DOCX in the place of a folder


def test_a_lone_letter_is_a_statement_with_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    _write(tmp_path / "seeds", "2026-05-03-lone.docx", _with_picture("The court"))

    status = main(["build", "--format", "docx"])

    assert status == 0
    made = tmp_path / "build" / "2026-05-03-lone" / "2026-05-03-lone.en.docx"
    with zipfile.ZipFile(made) as archive:
        assert png(4, 4) in [archive.read(name) for name in archive.namelist() if name.endswith(".png")]


def test_a_lone_letter_may_say_its_language_in_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "2026-05-03-lone.az.docx", letter(paragraph(_TEXT)))

    status = main(["build", "2026-05-03-lone.az.docx", "--format", "docx"])

    assert status == 0
    assert (tmp_path / "build" / "2026-05-03-lone" / "2026-05-03-lone.az.docx").is_file()


def test_what_a_lone_letter_leaves_out_is_told_when_it_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "2026-05-03-lone.docx", letter(paragraph(text(_TEXT) + text("Unseen", "<w:vanish/>"))))

    main(["build", "2026-05-03-lone.docx", "--format", "docx"])

    assert '2026-05-03-lone.docx: left out: hidden words: "Unseen"' in capsys.readouterr().err


def test_a_lone_letter_with_pending_changes_is_refused_with_a_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "2026-05-03-lone.docx", letter(_TRACKED))

    status = main(["build", "2026-05-03-lone.docx"])

    assert status == 3
    assert capsys.readouterr().err == (
        "2026-05-03-lone.docx: 2 tracked changes are pending (by Bea): a statement says one thing\n"
        "  Accept or reject them in Word (Review) and save; or `editions import FILE --changes accept` makes a folder of it.\n"
    )


def test_the_file_by_which_word_marks_an_open_document_is_no_statement(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    _write(tmp_path / "seeds", "2026-05-03-lone.docx", letter(paragraph(_TEXT)))
    _write(tmp_path / "seeds", "~$26-05-03-lone.docx", b"\x03Bea")

    assert [path.name for path in find_seeds([], surroundings(tmp_path))] == ["2026-05-03-lone.docx"]


def test_the_same_letter_gives_the_same_bytes(tmp_path: Path) -> None:
    _write(tmp_path, "2026-05-03-lone.docx", _with_picture("The court"))

    made = []
    for out in ("one", "two"):
        main(["build", "2026-05-03-lone.docx", "--out", out])
        made.append(_files(tmp_path / out))

    assert made[0] == made[1]
    assert len([name for name in made[0] if name.endswith((".pdf", ".docx", ".json"))]) == 3


def test_a_lone_letter_lies_in_the_pdf_as_it_was(tmp_path: Path) -> None:
    import pikepdf

    content = _write(tmp_path, "2026-05-03-lone.docx", letter(paragraph(_TEXT)))

    main(["build", "2026-05-03-lone.docx", "--format", "pdf"])

    with pikepdf.open(tmp_path / "build" / "2026-05-03-lone" / "2026-05-03-lone.en.pdf") as pdf:
        assert pdf.attachments["2026-05-03-lone.docx"].get_file().read_bytes() == content


def test_an_edition_of_ours_that_was_edited_is_a_statement_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SAMPLE, tmp_path / "seeds" / SAMPLE.name)
    main(["build", SAMPLE.name, "--format", "docx"])
    edited = tmp_path / "2022-01-20-edited.docx"
    with zipfile.ZipFile(tmp_path / "build" / SAMPLE.name / f"{SAMPLE.name}.en.docx") as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"heroic page", b"glorious page"))

    status = main(["build", edited.name, "--format", "docx"])
    imported = main(["import", edited.name, "--id", "again"])

    assert (status, imported) == (0, 0)
    assert f'the document is an edition of "{SAMPLE.name}"' in capsys.readouterr().err
    assert (tmp_path / "seeds" / "again" / "en.md").read_text("utf-8") == (SAMPLE / "en.md").read_text("utf-8").replace(
        "heroic", "glorious"
    )


@pytest.mark.parametrize("name", ["2026-05-03-lone.docx", "seeds/2026-05-03-lone.docx"])
def test_a_lone_letter_in_the_seeds_is_checked_as_a_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / "seeds").mkdir()
    _write(tmp_path / "seeds", "2026-05-03-lone.docx", letter(paragraph(_TEXT)))
    main(["build", "--format", "docx"])

    status = main(["check", name, "--no-verapdf", "--no-office", "--no-proof"])

    assert status == 0
    assert "2026-05-03-lone: " in capsys.readouterr().out


def test_a_lone_edition_of_ours_in_a_language_that_nobody_knows_is_no_fault(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "seeds" / SAMPLE.name)
    main(["build", SAMPLE.name, "--format", "docx"])
    shutil.copy(tmp_path / "build" / SAMPLE.name / f"{SAMPLE.name}.en.docx", tmp_path / "2022-01-20-edited.zz.docx")

    reading = read_statement(tmp_path / "2022-01-20-edited.zz.docx", surroundings(tmp_path))

    assert reading.statement.original == "zz"


def test_letters_are_compared_as_all_statements_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, "2026-05-03-old.docx", letter(paragraph("One old word.")))
    _write(tmp_path, "2026-05-03-new.docx", letter(paragraph("One new word."), head=HEAD))

    status = main(["diff", "2026-05-03-old.docx", "2026-05-03-new.docx"])

    assert status == 0
    assert "One [-old-]{+new+} word." in capsys.readouterr().out
