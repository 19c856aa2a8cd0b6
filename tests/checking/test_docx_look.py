"""The look of a DOCX: of an edited layout, as Word and LibreOffice save it, and of a stranger's."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editions.checking.book import RULES
from editions.checking.evidence.docx import read_docx
from editions.checking.rules import Case, Source
from editions.model.findings import Finding
from editions.model.layout import LineStyle, Tokens
from editions.model.prose import Emphasis, Footnote, FootnoteCall, Inline, LineBreak, Link, ListBlock, Paragraph, Strong, Words
from editions.pipeline import make
from editions.preparing import prepare
from editions.reading.statements import read_statement
from editions.rendering.docx import to_docx
from tests.support.cases import everything_case, found, in_docx, in_parts, sample_case, with_docx
from tests.support.making import EVERYTHING, SAMPLE, around, layout, with_body, words
from tests.support.tools import require

#: Rules of the look, and of the words, which no honest edit of the look or program breaks.
_LOOK = ("style-look", "words-faint", "page-setup", "running-lost", "list-mark", "words-docx")
_PLAIN = layout("plain").tokens
_WORD = {
    "<w:p><w:pPr>": '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>',
    'w:h="16838"/>': 'w:h="16838" w:code="9"/>',
    "<w:titlePg/>": '<w:titlePg/><w:docGrid w:linePitch="360"/>',
    '<w:color w:val="000000"/>': '<w:color w:val="auto"/>',
    '<w:b w:val="0"/>': '<w:b w:val="false"/>',
    '<w:jc w:val="left"/>': '<w:jc w:val="start"/>',
}


def _each_line(tokens: Tokens, **changes: Any) -> Tokens:
    """Return *tokens* with all styles of lines changed; sizes and leadings grow by a share that is no whole number of halves."""
    lines: dict[str, Any] = {
        name: replace(style, size=style.size * 1.07, leading=style.leading * 1.13, **changes)
        for name, style in vars(tokens).items()
        if isinstance(style, LineStyle)
    }
    return replace(tokens, **lines)


_LAYOUTS = {
    "type": replace(
        _each_line(_PLAIN, font="Arimo", before=3.33, after=2.22, tracking=0.33),
        text=replace(_PLAIN.text, font="Arimo", size=10.7, leading=14.3, space=5.3, align="justify", hyphenate=True, indent=21.6),
    ),
    "colours": replace(
        _each_line(_PLAIN, colour="#7A0010", weight="bold", slant="italic"),
        rule_colour="#AA0000",
        letterhead=replace(_PLAIN.letterhead, rule=0.3, after=9.9),
        recipients=replace(_PLAIN.recipients, columns=3, gap=5.5, hang=3.3, rule=0),
    ),
    "paper": replace(
        _PLAIN,
        page=replace(_PLAIN.page, paper="Letter", top=33.3, left=20.7, right=19.1, bottom=25.1, head=11.3, foot=9.7),
        letterhead=replace(_PLAIN.letterhead, rule=0),
        signature=replace(_PLAIN.signature, ink=31.5, indent=20),
    ),
    "numbers": replace(_PLAIN, text=replace(_PLAIN.text, numbered=True)),
}


def _made(folder: Path, language: str, tokens: Tokens) -> Case:
    statement = read_statement(folder, around()).statement
    look = replace(layout("plain"), tokens=tokens, body_names={} if folder == SAMPLE else layout("plain").body_names)
    made = make(statement, look, frozenset(("docx",)), around())
    name = f"{statement.id}.{language}.docx"
    [content] = [output.content for output in made.outputs if output.file == name]
    source = Source(prepared=prepare(statement, language, look), layout=look)
    return Case(name=statement.id, language=language, docx_name=name, docx_bytes=content, docx=read_docx(content), source=source)


def _found(case: Case, rules: tuple[str, ...] = _LOOK) -> Iterator[Finding]:
    for identifier in rules:
        yield from found(case, identifier)


@pytest.mark.parametrize("name", _LAYOUTS)
@pytest.mark.parametrize(("folder", "language"), [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "ar")])
def test_a_document_in_a_layout_that_an_office_has_edited_looks_as_that_layout_says(name: str, folder: Path, language: str) -> None:
    every = tuple(one.id for one in RULES if one.needs[0] == "docx" and "manifest" not in one.needs)

    assert list(_found(_made(folder, language, _LAYOUTS[name]), every)) == []


def test_a_document_of_the_layout_as_it_was_does_not_look_as_the_edited_one_says() -> None:
    before, now = _made(SAMPLE, "en", _PLAIN), _made(SAMPLE, "en", _LAYOUTS["paper"])

    assert {finding.rule for finding in _found(replace(before, source=now.source))} >= {"page-setup", "style-look"}


def test_what_word_adds_when_it_saves_does_not_change_the_look() -> None:
    def saved(parts: dict[str, bytes]) -> None:
        for name in ("word/document.xml", "word/styles.xml"):
            for old, new in _WORD.items():
                parts[name] = parts[name].replace(old.encode(), new.encode())

    case = in_parts(saved)(sample_case())

    assert case.docx_bytes != sample_case().docx_bytes
    assert list(_found(case)) == []


def test_what_libreoffice_saves_looks_as_before_and_has_lost_its_controls(tmp_path: Path) -> None:
    program = require("soffice")
    (tmp_path / "in.docx").write_bytes(sample_case().docx_bytes)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(tmp_path / "in.docx")]
    subprocess.run(command, check=True, capture_output=True)

    case = with_docx(sample_case(), (tmp_path / "out" / "in.docx").read_bytes())

    assert list(_found(case)) == []
    assert found(case, "role-lost")


def test_notes_that_a_program_has_given_other_ids_are_the_same_notes() -> None:
    def counted_on(parts: dict[str, bytes]) -> None:
        for name, element in (("word/document.xml", rb"footnoteReference"), ("word/footnotes.xml", rb"footnote")):
            more = re.compile(rb'(<w:%s w:id=")([1-9]\d*)"' % element)
            parts[name] = more.sub(lambda found: b'%s%d"' % (found[1], int(found[2]) + 4), parts[name])

    assert found(in_parts(counted_on)(everything_case()), "words-docx") == []


def test_pale_words_of_another_are_a_warning_and_on_a_ground_of_their_own_they_are_not_judged() -> None:
    def pale(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'<w:color w:val="000000"/>', b'<w:color w:val="FFFFFF"/>')
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"EditionsId", b"Other")

    strange = replace(in_parts(pale)(sample_case()), source=None)
    shaded = in_docx("word/document.xml", "<w:pPr>", '<w:pPr><w:shd w:val="clear" w:fill="000000"/>')(strange)

    assert {finding.severity for finding in found(strange, "words-faint")} == {"warning"}
    assert found(shaded, "words-faint") == []


def test_a_link_to_a_page_whose_address_reads_like_a_path_is_no_trace() -> None:
    relation = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.org/home/a.html" TargetMode="External"/></Relationships>'
    )

    assert found(in_docx("word/_rels/document.xml.rels", "</Relationships>", relation)(sample_case()), "traces-docx") == []


def test_a_bookmark_that_a_field_refers_to_is_no_trace() -> None:
    def refer(parts: dict[str, bytes]) -> None:
        mark = b'<w:bookmarkStart w:id="7" w:name="_Ref1"/><w:bookmarkEnd w:id="7"/>'
        field = b'<w:fldSimple w:instr=" REF _Ref1 "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        parts["word/document.xml"] = re.sub(rb"(<w:r>)", mark + field + rb"\1", parts["word/document.xml"], count=1)

    assert found(in_parts(refer)(sample_case()), "traces-docx") == []


_BOLD, _SLANTED = Strong(children=(Words(text="bold"),)), Emphasis(children=(Words(text="slanted"),))
_BOTH = Strong(children=(Emphasis(children=(Words(text="both"),)),))
_LINK = Link(target="https://example.org/a", children=(Words(text="a link"),))
_BOLD_LINK = Link(target="https://example.org/b", children=(_BOLD, Words(text=" link")))


@pytest.mark.parametrize(
    "inlines",
    [
        (_BOLD, _SLANTED),
        (_SLANTED, _BOLD, _SLANTED),
        (_BOLD, Words(text=" "), _BOLD),
        (_BOLD, _BOTH, _SLANTED, Words(text="plain")),
        (_LINK, _BOLD, _LINK),
        (_BOLD_LINK, _BOTH, _LINK),
        (_BOLD, LineBreak(), _SLANTED),
        (Words(text="4"), _BOLD, Words(text="."), _SLANTED, Words(text="!")),
        (_BOLD, FootnoteCall(number=1), _SLANTED),
        (Strong(children=(Emphasis(children=(Words(text="both, "), _BOLD)),)), _SLANTED),
    ],
)
def test_formatted_words_that_touch_each_other_raise_no_alarm(inlines: tuple[Inline, ...]) -> None:
    body = (Paragraph(inlines=inlines), ListBlock(ordered=False, start=1, items=((Paragraph(inlines=inlines[:1]),),)), words("The end."))
    notes = (Footnote(number=1, inlines=(_BOLD, _SLANTED)),) if FootnoteCall(number=1) in inlines else ()
    ready, look = replace(with_body(*body), footnotes=notes), layout("plain")
    content = to_docx(ready, look)
    case = Case(
        name="sample", docx_name="sample.docx", docx_bytes=content, docx=read_docx(content), source=Source(prepared=ready, layout=look)
    )
    every = tuple(one.id for one in RULES if one.needs[0] == "docx" and one.id != "metadata-docx")

    assert list(_found(case, (*every, "words-role"))) == []
