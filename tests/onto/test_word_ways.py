"""What people do in Word, brought back as what they did: each way with the change that it is in the source."""

import io
import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from editions.cli.telling import BRACKETS, told_of_text
from editions.onto import Brought, bring, patched
from editions.problems import Refusal
from editions.reading.statements import read_statement
from editions.surroundings import Limits
from tests.support.google_docs import through_google_docs
from tests.support.making import EVERYTHING, SAMPLE, around, layout
from tests.support.office_folder import changed, copied, docx_of

_ENTER = '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t xml:space="preserve">'
_LONG = "Twenty words more make this paragraph long enough to run over several lines of the page, so that its colour"
_BROKEN = "Twenty words more make this paragraph _long enough_ to run over\nseveral lines of the __page__, so that its colour"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the statement with everything, of which one paragraph is written in another way than this house does."""
    found = copied(EVERYTHING, tmp_path / "seeds")
    path = found / "en.md"
    path.write_text(path.read_text("utf-8").replace(_LONG, _BROKEN), "utf-8")
    return found


def _edited(folder: Path, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    docx = docx_of(folder)
    for old, new in changes:
        docx = changed(docx, old, new, part=part)
    return docx


def _brought(folder: Path, docx: bytes) -> Brought:
    return bring(docx, read_statement(folder, around()).statement, "edited.docx", None)


def _told(brought: Brought) -> list[str]:
    return [line.strip() for line in told_of_text(brought.edits, BRACKETS) if "unchanged" not in line]


def _written(folder: Path, brought: Brought) -> str:
    files = patched(brought, read_statement(folder, around()).statement, Limits())
    return files.get("en.md", (folder / "en.md").read_bytes()).decode()


def _replaced(folder: Path, old: str, new: str) -> str:
    source = (folder / "en.md").read_text("utf-8")
    assert old in source
    return source.replace(old, new)


def test_a_paragraph_parted_with_enter_is_parted_in_the_source_and_written_as_it_was(folder: Path) -> None:
    brought = _brought(folder, _edited(folder, (", so that its", f",{_ENTER}so that its")))

    assert _told(brought)[0] == 'paragraph 2 (under "A heading of the first level"): now 2 paragraphs'
    assert ",{+¶+} so that its" in _told(brought)[1]
    assert _written(folder, brought) == _replaced(folder, "__page__, so that its", "__page__,\n\nso that its")


def test_two_paragraphs_joined_are_joined_in_the_source_and_written_as_they_were(folder: Path) -> None:
    end = re.escape("שלום.") + '</w:t></w:r></w:p><w:p>.{,60}<w:r><w:t xml:space="preserve">Twenty'
    docx = docx_of(folder)
    (before,) = re.findall(end, _document(docx))

    brought = _brought(folder, changed(docx, before, "שלום. Twenty"))

    assert _told(brought)[0] == 'paragraph 1 (under "A heading of the first level"): 2 paragraphs made one'
    assert "שלום.[-¶-] Twenty words" in _told(brought)[1]
    assert _written(folder, brought) == _replaced(folder, "שלום.\n\nTwenty", "שלום.\nTwenty")


def _document(docx: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def _run(folder: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "editions", "import", "edited.docx", "--onto", "everything", *arguments]
    return subprocess.run(command, cwd=folder.parent.parent, capture_output=True, text=True, check=False, stdin=stdin)


def test_a_conflict_shows_both_sides_word_by_word_with_their_looks_and_writes_nothing(folder: Path) -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>Twenty</w:t></w:r><w:r><w:t xml:space="preserve"> words more'
    docx = _edited(folder, ('<w:r><w:t xml:space="preserve">Twenty words more', bold), ("SAMPLE STATEMENT<", "SAMPLE DECLARATION<"))
    (folder.parent.parent / "edited.docx").write_bytes(docx)
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace("Twenty words", "*Twenty* words").replace("SAMPLE STATEMENT", "SAMPLE NOTICE"), "utf-8")
    before = path.read_bytes()

    done = _run(folder, "--write")

    assert done.returncode == 1
    assert 'conflict in paragraph 2 (under "A heading of the first level"), seeds/everything/en.md:22\n' in done.stdout
    assert "  the source says\n    {~Twenty: now italic~} words more" in done.stdout
    assert "  the document says\n    {~Twenty: now bold~} words more" in done.stdout
    assert "  the source says\n    SAMPLE [-STATEMENT-]{+NOTICE+}" in done.stdout
    assert "seeds/everything/en.md:2: heading: both the source and the document have changed it" in done.stderr
    assert path.read_bytes() == before


_RUN, _TEXT = (
    '<w:r><w:t xml:space="preserve">Twenty words more',
    '<w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t xml:space="preserve">1990',
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_RUN, _RUN.replace("<w:r>", '<w:r><w:rPr><w:color w:val="C00000"/></w:rPr>'), "words in another colour"),
        (_RUN, _RUN.replace("<w:r>", '<w:r><w:rPr><w:sz w:val="40"/></w:rPr>'), "words in another size"),
        (_RUN, _RUN.replace("<w:r>", '<w:r><w:rPr><w:rFonts w:ascii="Arimo" w:hAnsi="Arimo"/></w:rPr>'), "words in another font"),
        (_RUN, _RUN.replace("<w:r>", '<w:r><w:rPr><w:shd w:val="clear" w:fill="FFFF00"/></w:rPr>'), "words shaded"),
        (_RUN, _RUN.replace("<w:r>", '<w:r><w:rPr><w:spacing w:val="60"/></w:rPr>'), "words set wider or closer"),
        (_TEXT, _TEXT.replace("/></w:pPr>", '/><w:jc w:val="center"/></w:pPr>'), "a paragraph centred"),
        (_TEXT, _TEXT.replace("/></w:pPr>", '/><w:ind w:left="1440"/></w:pPr>'), "a paragraph set in otherwise"),
        (_TEXT, _TEXT.replace("/></w:pPr>", "/><w:pageBreakBefore/></w:pPr>"), "a paragraph begun on a new page"),
    ],
)  # fmt: skip
def test_a_look_that_the_layout_decides_is_not_carried_and_named_with_its_paragraph(folder: Path, old: str, new: str, told: str) -> None:
    (folder / "en.md").write_text((folder / "en.md").read_text("utf-8").replace(_BROKEN, _LONG), "utf-8")

    brought = _brought(folder, _edited(folder, (old, new)))

    (look,) = brought.looks
    assert look.startswith(f'{told} (in 1 place): "{"Twenty words more" if old == _RUN else "1990. gada is"}')
    assert brought.changes_nothing


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("Twenty<w:softHyphen/> ", "a soft hyphen"),
        ("Twen\u00adty ", "a soft hyphen"),
        ("Twen\u200bty ", "a break that is not seen"),
        ("Twenty<w:tab/>", "a tab, for which a blank stands"),
        ("Twenty  ", "a doubled blank"),
        ('Twenty<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/> ', "a bookmark"),
        ('Twenty<w:proofErr w:type="spellStart"/> ', "a mark of the spelling checker"),
        ("Twenty<w:lastRenderedPageBreak/> ", ""),
    ],
)
def test_a_leftover_of_word_is_taken_away_and_said(folder: Path, new: str, told: str) -> None:
    start, _, rest = new.partition("<")
    markup = new if not rest else f'{start}</w:t><{rest.rpartition(">")[0]}><w:t xml:space="preserve">{rest.rpartition(">")[2]}'

    brought = _brought(folder, _edited(folder, ("Twenty ", markup)))

    assert brought.cleaned == ((told,) if told else ())
    assert brought.changes_nothing


def test_a_soft_hyphen_that_the_source_has_stays(folder: Path) -> None:
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace("Twenty words", "Twen\u00adty words"), "utf-8")

    brought = _brought(folder, docx_of(folder))

    assert brought.cleaned == ()
    assert brought.changes_nothing


def test_a_picture_is_known_by_its_bytes_and_two_exchanged_for_one_are_a_conflict(folder: Path) -> None:
    docx = docx_of(folder)
    edited = _with_picture(docx, "navy")
    picture = folder / "images" / "chart.png"

    alone = _brought(folder, edited)
    picture.write_bytes(_png("green"))

    assert "images/chart.png is shown no more: take it out of the folder, if nobody needs it" in alone.taken
    assert _brought(folder, docx).changes_nothing
    (clash,) = _brought(folder, edited).conflicts
    assert clash.place == 'picture 1 (under "A heading of the third level")'


def test_a_picture_that_lost_its_alternative_text_keeps_that_of_the_source(folder: Path) -> None:
    brought = _brought(folder, _edited(folder, (' descr="Four bars, each higher than the one before"', "")))

    assert brought.changes_nothing
    assert brought.lost == ()
    assert "has no alternative text in the document" in brought.taken[0]


def _png(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue()


def _with_picture(docx: bytes, colour: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, _png(colour) if name == "word/media/image1.png" else source.read(name))
    return stream.getvalue()


_ANNEX = '<w:p><w:pPr><w:pStyle w:val="EditionsAnnex"/></w:pPr><w:r><w:t xml:space="preserve">Annex {}</w:t></w:r></w:p>'
_FIRST, _SECOND = _ANNEX.format("I: Figures"), _ANNEX.format("II: Names")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("I: Figures", "I: Numbers", ['says "Annex I: Numbers"', 'no longer says "Annex I: Figures"']),
        (_FIRST, "", ['no longer says "Annex I: Figures"']),
        (_FIRST + _SECOND, _SECOND + _FIRST, ["is in another order"]),
    ],
)
def test_what_is_changed_in_the_list_of_annexes_is_named_and_not_brought_back(folder: Path, old: str, new: str, told: list[str]) -> None:
    header = folder / "statement.toml"
    for name in ("Figures", "Names"):
        (folder / f"{name}.md").write_text("# A heading\n\nSome words.\n", "utf-8")
        titles = "".join(f'title.{language} = "{name}"\n' for language in ("en", "az", "ar"))
        header.write_text(f'{header.read_text("utf-8")}\n[[annexes]]\nfile = "{name}.md"\n{titles}', "utf-8")
    docx = changed(docx_of(folder), old, new)

    brought = bring(docx, read_statement(folder, around()).statement, "edited.docx", None, None, layout("plain"))

    assert brought.changes_nothing
    assert list(brought.taken) == [f"the list of annexes {one}, which is not brought back: statement.toml says it" for one in told]


_TRACKED = '<w:ins w:id="{}" w:author="A. Editor" w:date="2026-02-03T04:05:06Z"><w:r><w:t xml:space="preserve">{} </w:t></w:r></w:ins>'


@pytest.mark.parametrize(("keys", "said"), [("a\nq\n", "the answers were broken off"), ("a\n\x04", "the input ended")])
def test_whoever_is_asked_may_give_up_and_nothing_is_taken(folder: Path, keys: str, said: str) -> None:
    begin = '<w:r><w:t xml:space="preserve">{}'
    edits = [
        (begin.format(word), _TRACKED.format(number, "not") + begin.format(word)) for number, word in ((8, "Twenty"), (9, "The last par"))
    ]
    (folder.parent.parent / "edited.docx").write_bytes(_edited(folder, *edits))
    ours, theirs = pty.openpty()
    os.write(ours, keys.encode())

    done = _run(folder, "--changes", "ask", "--write", stdin=theirs)

    assert done.returncode == 1
    assert '2. tracked change by A. Editor at 2026-02-03T04:05:06Z: inserted "not "' in done.stderr
    assert f"--changes ask: {said} at change 2: nothing is taken" in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "en.md").read_text("utf-8").count("not Twenty") == 0


def test_a_section_break_is_told_if_the_layout_has_none_there(folder: Path) -> None:
    docx = docx_of(folder)
    (section,) = re.findall("<w:sectPr>.*?</w:sectPr>", _document(docx))
    style = '<w:pStyle w:val="EditionsText"/>'
    statement = read_statement(folder, around()).statement

    brought = bring(changed(docx, style, style + section), statement, "edited.docx", None, None, layout("plain"))

    assert brought.taken == ("a section break is not brought back: the layout divides the pages",)
    assert bring(docx, statement, "edited.docx", None, None, layout("plain")).taken == ()


_STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:pPr>{}</w:pPr></w:style></w:styles>'


@pytest.mark.parametrize(
    ("identifier", "name", "outline", "taken"),
    [
        ("berschrift2", "heading 2", "", "a heading of level 1"),
        ("Titre2", "heading 2", "", "a heading of level 1"),
        ("Başlıq2", "heading 2", "", "a heading of level 1"),
        ("21", "Заголовок 2", '<w:outlineLvl w:val="1"/>', "a heading of level 1"),
        ("Zitat", "Quote", "", "a quotation"),
        ("Aufzhlungszeichen", "List Bullet", '<w:numPr><w:numId w:val="2"/></w:numPr>', "an item of a list"),
        ("a", "Normal", '<w:outlineLvl w:val="9"/>', "text"),
    ],
)
def test_a_style_of_word_in_any_language_is_taken_for_what_it_is(
    folder: Path, identifier: str, name: str, outline: str, taken: str
) -> None:
    docx = changed(docx_of(folder), "</w:styles>", _STYLE.format(identifier, name, outline), part="word/styles.xml")
    below = '<w:p><w:pPr><w:pStyle w:val="EditionsSection2"/>'
    new = f'<w:p><w:pPr><w:pStyle w:val="{identifier}"/></w:pPr><w:r><w:t>New words</w:t></w:r></w:p>'

    brought = _brought(folder, changed(docx, below, new + below))

    assert brought.taken == (f'"New words", in the style "{name}", is taken for {taken}',)


@pytest.mark.parametrize(("sample", "language"), [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")])
def test_what_google_docs_leaves_of_an_edition_is_known_by_its_words(tmp_path: Path, sample: Path, language: str) -> None:
    found = copied(sample, tmp_path)
    statement = read_statement(found, around()).statement

    brought = bring(through_google_docs(docx_of(found, language)), statement, "google.docx", None, statement, layout(statement.layout))

    assert brought.mine.text.language == language
    assert brought.changes_nothing
    assert (brought.lost, brought.looks) == ((), ())
    assert brought.taken == ("the document has none of the edition's styles any more: each paragraph was known by its words; "
                             "how it looks is not told",)  # fmt: skip


def test_what_is_changed_in_google_docs_comes_back_as_that(folder: Path) -> None:
    docx = through_google_docs(docx_of(folder))
    for old, new in (("Twenty words", "Thirty words"), ("The third<", "The 3rd<"), (">the Sample Council<", ">the Sample Board<")):
        docx = changed(docx, old, new)
    statement = read_statement(folder, around()).statement

    brought = bring(docx, statement, "google.docx", None, statement, layout("plain"))

    expected = (
        _replaced(folder, "Twenty words", "Thirty words")
        .replace("The third", "The 3rd")
        .replace('"the Sample Council"', '"the Sample Board"')
    )
    assert _written(folder, brought) == expected


def test_a_document_that_says_nothing_of_its_statement_needs_a_base_that_is_like_it(folder: Path) -> None:
    docx = through_google_docs(docx_of(folder))
    sample = read_statement(SAMPLE, around()).statement

    with pytest.raises(Refusal, match=r"--base seeds/ID"):
        _brought(folder, docx)
    with pytest.raises(Refusal, match="says nothing like"):
        bring(docx, read_statement(folder, around()).statement, "google.docx", None, sample, layout("plain"))


@pytest.mark.parametrize(("language", "said"), [("de", 'no text in "de"'), ("", 'no text in ""')])
def test_a_document_in_a_language_that_the_statement_has_not_is_one_clear_problem(folder: Path, language: str, said: str) -> None:
    docx = changed(docx_of(folder), ">en<", f">{language}<", part="docProps/custom.xml")

    with pytest.raises(Refusal, match=said):
        _brought(folder, docx)


def test_the_text_in_the_language_of_the_document_is_patched_and_no_other(folder: Path) -> None:
    docx = changed(
        docx_of(folder, "az"), "</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p>", " Son.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p>"
    )
    statement = read_statement(folder, around()).statement

    files = patched(bring(docx, statement, "edited.docx", None), statement, Limits())

    assert list(files) == ["az.md"]
    assert "Son." in files["az.md"].decode()


def _item(words: str, *, level: int = 0, of: int = 4, style: str = "EditionsListItem") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbered}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


_THIRD, _FOURTH, _FIFTH = _item("The third"), _item("The fourth, with a list inside:"), _item("The fifth", style="EditionsListEnd")
_INNER, _BETWEEN = _item("one", level=1, of=5), '<w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t>Between.</w:t></w:r></w:p>'
_LIST = "3. The third\n4. The fourth, with a list inside:\n   1. one\n   2. two\n5. The fifth\n"


@pytest.mark.parametrize(
    ("edits", "written"),
    [
        ([(_FOURTH, _item("New") + _FOURTH)], _LIST.replace("4.", "4. New\n5.").replace("5. The fifth", "6. The fifth")),
        ([(_FIFTH, _FIFTH + _item("The sixth"))], f"{_LIST}6. The sixth\n"),
        ([(_THIRD, "")], "3. The fourth, with a list inside:\n   1. one\n   2. two\n4. The fifth\n"),
        (
            [(_THIRD, ""), (_FIFTH, _THIRD + _FIFTH)],
            "3. The fourth, with a list inside:\n   1. one\n   2. two\n4. The third\n5. The fifth\n",
        ),
        ([(_INNER, _INNER + _item("one more", level=1, of=5))], _LIST.replace("2. two", "2. one more\n   3. two")),
        ([(_FOURTH, _item("inner", level=1) + _FOURTH)], _LIST.replace("third\n", "third\n   1. inner\n")),
        ([(_FIFTH, _BETWEEN + _FIFTH)], _LIST.replace("5.", "\nBetween.\n\n5.")),
        ([(_FIFTH, _FIFTH + _BETWEEN + _item("The sixth"))], f"{_LIST}\nBetween.\n\n6. The sixth\n"),
    ],
    ids=["added", "added-at-the-end", "taken-out", "moved", "added-inside", "set-in", "parted", "goes-on"],
)
def test_items_of_a_numbered_list_come_back_and_all_others_stay_as_they_are_written(
    folder: Path, edits: list[tuple[str, str]], written: str
) -> None:
    brought = _brought(folder, _edited(folder, *edits))

    assert _written(folder, brought) == _replaced(folder, _LIST, written)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--language", "az", '--language: the document is in "en", not in "az"'),
        ("--layout", "ombudsman", "--layout: --layout says nothing beside --onto"),
    ],
)
def test_an_option_that_the_document_gainsays_is_a_clear_problem(folder: Path, option: str, value: str, said: str) -> None:
    (folder.parent.parent / "edited.docx").write_bytes(docx_of(folder))

    refused, done = _run(folder, option, value), _run(folder, "--language", "en")

    assert refused.returncode == 2
    assert said in refused.stderr
    assert done.returncode == 0
