"""The office's directory: read as spreadsheets save it, and checked as a whole."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.copies.directory import read_directory
from editions.copies.rows import COLUMNS
from editions.model.directory import Addressee, Directory
from editions.problems import Problem, Refusal
from tests.support.tools import ROOT

_HEAD = "id,name,address,country,language,delivery,email,copies,rank,groups,notes\n"
_ROW = 'un-sc,UN Security Council,"SAMPLE Street 1\nSAMPLE City",US,en,post,,2,1,UN bodies|councils,SAMPLE\n'


def _read(folder: Path, content: str | bytes, name: str = "recipients.csv") -> Directory:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_directory(folder / name)


def _problems(folder: Path, content: str | bytes, name: str = "recipients.csv") -> tuple[Problem, ...]:
    with pytest.raises(Refusal) as caught:
        _read(folder, content, name)
    return caught.value.problems


def test_a_row_is_an_addressee(tmp_path: Path) -> None:
    found = _read(tmp_path, _HEAD + _ROW)

    assert found.addressees == {
        "un-sc": Addressee(
            id="un-sc", name="UN Security Council", address=("SAMPLE Street 1", "SAMPLE City"), country="US", language="en",
            delivery="post", copies=2, rank=1, groups=("UN bodies", "councils"), notes="SAMPLE", line=2,
        )
    }  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_is_read_as_spreadsheets_save_it(tmp_path: Path, delimiter: str, before: bytes, end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([("id", "name", "address"), ("a", "Ombudsman; of X, Y", f"One{end}Two"), ("", "", ""), ("b", "Ağa “B”", "")])

    found = _read(tmp_path, before + out.getvalue().encode())

    assert [(one.id, one.name, one.address) for one in found.addressees.values()] == [
        ("a", "Ombudsman; of X, Y", ("One", "Two")),
        ("b", "Ağa “B”", ()),
    ]


def test_toml_says_the_same(tmp_path: Path) -> None:
    toml = (
        '[[recipients]]\nid = "un-sc"\nname = "UN Security Council"\naddress = ["SAMPLE Street 1", "SAMPLE City"]\ncountry = "US"\n'
        'language = "en"\ncopies = 2\nrank = 1\ngroups = ["UN bodies", "councils"]\nnotes = "SAMPLE"\n'
    )

    found = _read(tmp_path, toml, "recipients.toml").addressees["un-sc"]

    assert found == replace(_read(tmp_path, _HEAD + _ROW).addressees["un-sc"], line=1)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",UN,,,,,,,,,", "there is no id"),
        ("a,,,,,,,,,,", "there is no name"),
        ("a b,UN,,,,,,,,,", '"a b" is no id'),
        ("../a,UN,,,,,,,,,", '"../a" is no id'),
        ("a,UN,1|2|3|4|5|6,,,,,,,,", "the address has more than 5 lines"),
        ("a,UN,,Azerbaijan,,,,,,,", '"Azerbaijan" is no country'),
        ("a,UN,,ZZ,,,,,,,", '"ZZ" is no country'),
        ("a,UN,,IC,,,,,,,", '"IC" is no country'),
        ("a,UN,,,,,,,,,-2+3+cmd|' /C calc'!A0", "notes begins like a formula"),
        ("a,UN,,,,,,,,,＝1+1", "notes begins like a formula"),
        ("a,UN,+1+1,,,,,,,,", "address begins like a formula"),
        (f"a,{'|'.join(['x' * 100] * 3)},,,,,,,,,", "name has more than 200 characters in a line"),
        ("a,UN,,,english,,,,,,", '"english" is no language'),
        ("a,UN,,,,pigeon,,,,,", '"pigeon" is no way of delivery'),
        ("a,UN,,,,e-mail,,,,,", "is sent by e-mail, and has no e-mail address"),
        ("a,UN,,,,e-mail,office at un,,,,", '"office at un" is no e-mail address'),
        ("a,UN,,,,,,0,,,", '"0" is no number of copies'),
        ("a,UN,,,,,,1001,,,", '"1001" is no number of copies'),
        ("a,UN,,,,,,٣,,,", '"٣" is no number of copies'),
        ("a,UN,,,,,,,-1,,", '"-1" is no rank'),
        ('a,"=HYPERLINK(""http://x"",""UN"")",,,,,,,,,', 'name begins like a formula: "=HYPERLINK("http://x","UN")"'),
        ("a,@SUM(A1),,,,,,,,,", 'name begins like a formula: "@SUM(A1)"'),
        ("a,UN,One|-cmd,,,,,,,,", 'address begins like a formula: "One|-cmd"'),
        ("a,U\x07N,,,,,,,,,", "name holds U+0007, which shows nothing"),
        ("a,U\u202eN,,,,,,,,,", "name holds U+202E, which shows nothing"),
        ("a,U\u200bN,,,,,,,,,", "name holds U+200B, which shows nothing"),
        ("a,\u200f UN,,,,,,,,,", "name holds U+200F, which shows nothing"),
        ("a,–,,,,,,,,,", 'the name "–" has neither a letter nor a figure'),
        pytest.param(f"{chr(0x20000) * 64},UN,,,,,,,,,", f'"{chr(0x20000) * 39}…" is no id', id="an id of too many bytes"),
        ('a,"U\nN",,,,,,,,,', "name runs over several lines"),
        (f"a,{'x' * 201},,,,,,,,,", "name has more than 200 characters in a line"),
        ("a,UN", "the row has 2 cells, where there are 11 columns"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_line(tmp_path: Path, row: str, what: str) -> None:
    problems = _problems(tmp_path, f"{_HEAD}{_ROW}{row}\n")

    assert [(problem.what.partition(":")[0], problem.line) for problem in problems] == [(what.partition(":")[0], 4)]
    assert what in problems[0].what
    assert problems[0].remedy


def test_a_telephone_number_is_no_formula(tmp_path: Path) -> None:
    assert _read(tmp_path, _HEAD + "a,UN,+994 (12) 000-00-00,,,,,,,,-\n").addressees["a"].notes == "-"


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    problems = _problems(tmp_path, f"{_HEAD}a,,,,,,,,,,\n{_ROW}UN-SC,UN,,,,,,,,,\nb,UN,,XX,,,,,,,\n")

    assert [(problem.line, problem.what) for problem in problems] == [
        (2, "there is no name"),
        (5, 'the id "UN-SC" is in line 3, too'),
        (6, '"XX" is no country'),
    ]


@pytest.mark.parametrize(
    ("head", "whats"),
    [
        ("id,title\n", ['there is no column "title" in a directory', 'the column "name" is missing']),
        ("id,name,name\n", ['the column "name" is there twice']),
        ("", ['the column "id" is missing', 'the column "name" is missing']),
        ("id,name\n", ["has no recipients"]),
    ],
)
def test_columns_that_are_wrong_are_named(tmp_path: Path, head: str, whats: list[str]) -> None:
    assert [problem.what for problem in _problems(tmp_path, head)] == whats


@pytest.mark.parametrize("row", ['a,"UN,,,\nb,UN,,,\n', 'a,"UN"x,,,,,,,,,\n'])
def test_a_lone_quote_is_said_where_its_row_begins(tmp_path: Path, row: str) -> None:
    [problem] = _problems(tmp_path, f"{_HEAD}{_ROW}{row}")

    assert problem.line == 4
    assert problem.what.startswith("the row that begins here cannot be read")


@pytest.mark.parametrize(
    ("content", "what", "line"),
    [
        ((_HEAD + _ROW + "a,Уполномоченный,,,,,,,,,\n").encode("cp1251"), "is not UTF-8: the byte 0xd3", 4),
        ((_HEAD + "a,Ağa,,,,,,,,,\n").encode("cp1254"), "is not UTF-8: the byte 0xf0", 2),
        ((_HEAD + _ROW).encode("utf-16"), "is UTF-16, not UTF-8", 0),
        (b"\0" * 100, 'there is no column "', 1),
    ],
)
def test_another_encoding_is_said(tmp_path: Path, content: bytes, what: str, line: int) -> None:
    problem = _problems(tmp_path, content)[0]

    assert what in problem.what
    assert problem.line == line


def test_a_million_rows_are_one_clear_list(tmp_path: Path) -> None:
    problems = _problems(tmp_path, "id,name\n" + "a,UN\n" * 1_000_000)

    assert (problems[0].what, problems[0].line) == ("has more than 200,000 rows", 200_002)
    assert problems[1].what == 'the id "a" is in line 2, too'
    assert (len(problems), problems[-1].what) == (51, "and 199,950 more problems")


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("[[recipient]]\n", 'unknown key "recipient"'),
        ('recipients = "UN"\n', '"recipients" must be tables, as in [[recipients]]'),
        ('[[recipients]]\nid = "a"\nname = "UN"\ntitle = "x"\n', 'unknown key "title"'),
        ('[[recipients]]\nid = "a"\nname = 7\n', '"name" must be a text in quotes, not "7"'),
        ('[[recipients]]\nid = "a"\nname = "UN"\ncopies = 0\n', '"0" is no number of copies'),
        ('recipients = [{id = "a", name = "UN"}, {id = "A", name = "UN"}]\n', 'the id "A" is in line 1, too'),
        ("[[recipients]]\nid = \n", "not TOML: invalid value"),
        (f"recipients = {'[' * 3000}", "lists or tables lie too deep in each other"),
    ],
)
def test_toml_is_checked_as_much(tmp_path: Path, toml: str, what: str) -> None:
    assert what in [problem.what for problem in _problems(tmp_path, toml, "recipients.toml")]


def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read: No such file or directory"):
        read_directory(tmp_path / "recipients.csv")


@given(st.binary(max_size=300), st.booleans())
def test_whatever_the_file_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, headed: bool) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)

    try:
        found = _read(folder, (_HEAD.encode() if headed else b"") + content)
    except Refusal as refusal:
        assert refusal.problems
        assert all(problem.what.isprintable() for problem in refusal.problems)
    else:
        assert all(one.id and one.name for one in found.addressees.values())


def test_the_columns_are_those_of_an_addressee() -> None:
    assert {*COLUMNS, "line"} == set(Addressee.__dataclass_fields__)


def test_the_guide_names_the_columns_in_their_order() -> None:
    table = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "recipients.md").read_text("utf-8"), re.MULTILINE)

    assert tuple(table) == COLUMNS
