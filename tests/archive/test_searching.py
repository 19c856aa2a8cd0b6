"""Search: any spelling finds a statement, nothing that is asked is an error of the index, and the index is never the truth."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.archive.layout import object_path
from editions.archive.searching.asking import asked
from editions.archive.searching.folding import folded
from editions.archive.searching.index import forget, index_path, search
from editions.cli import main
from editions.problems import UsageRefusal
from tests.support.archives import add


def _description(day: str, *, kind: str = "issued", marks: tuple[str, ...] = (), **text: object) -> dict[str, bytes]:
    said = {"kind": kind, "date": day, "marks": list(marks), "texts": [{"language": "az", **text}]}
    return {"description.json": json.dumps(said).encode(), "source/az.md": day.encode()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with four statements."""
    root = tmp_path_factory.mktemp("search") / "archive"
    signed = [{"name": "Səbinə Əliyeva", "office": "Müvəkkil"}]
    add(root, "statement:a", _description("2021-05-03", subject="İnsan hüquqları", words="Işıq və Ədalət üçün", signatories=signed))
    add(
        root,
        "statement:b",
        _description("2022-01-20", marks=("ABCD-1234",), subject="Хатынь", words="Ещё раз о мире", recipients=["ЮНЕСКО"]),
    )
    add(root, "statement:c", _description("2022-02-26", subject="بَيَانٌ", words="إلى الأمم المتحدة سنة ٢٠٢٢", recipients=["الأمم المتحدة"]))
    add(
        root,
        "statement:d",
        _description("2023-12-10", subject="To the United Nations", words="Café Straße naïve", recipients=["UNESCO, Paris"]),
    )
    return root


def _found(root: Path, question: str, index: Path | None = None) -> list[str]:
    return [hit.statement for hit in search(root, index or root.parent / "index.sqlite", asked(question), 50)]


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("İnsan", "a"), ("insan", "a"), ("INSAN", "a"), ("ınsan", "a"), ("huquqlari", "a"), ("HÜQUQLARI", "a"), ("hüquqlari", "a"),
        ("ədalət", "a"), ("edalet", "a"), ("ƏDALƏT", "a"), ("EDALET", "a"), ("isiq", "a"), ("ISIQ", "a"), ("Sabinə", ""), ("Sebine", "a"),
        ("aliyeva", ""), ("eliyeva", "a"), ("хатынь", "b"), ("ХАТЫНЬ", "b"), ("еще", "b"), ("Ещё", "b"), ("بيان", "c"), ("بَيان", "c"),
        ("الامم", "c"), ("الأمم", "c"), ("2022", "cb"), ("٢٠٢٢", "cb"), ("cafe", "d"), ("STRASSE", "d"), ("naive", "d"),
    ],
)  # fmt: skip
def test_any_spelling_finds_it(root: Path, question: str, statements: str) -> None:
    assert "".join(_found(root, question)) == statements


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("", "dcba"), ("united nations", "d"), ('"united nations"', "d"), ('"nations united"', ""), ("nations united", "d"), ("unit", ""),
        ("unit*", "d"), ("by:sebine", "a"), ("by:insan", ""), ("to:unesco", "d"), ("to:юнеско", "b"), ("to:nations", ""),
        ("mark:abcd1234", "b"),
        ("mark:ABCD-1234", "b"), ("abcd-1234", "b"), ("mark:1234", "b"), ("on:2022", "cb"), ("on:2022-01", "b"), ("on:2022-01-20", "b"),
        ("from:2022-02", "dc"), ("until:2022-01-20", "ba"), ("until:2022", "cba"), ("from:2022 until:2022-01", "b"),
        ("on:2022 -юнеско", "c"),
        ("2022 -хатынь", "c"), ("-хатынь -insan", "dc"), ('to:"united nations"', ""), ('by:"səbinə əliyeva"', "a"), ("id:d", "d"),
    ],
)  # fmt: skip
def test_people_recipients_dates_and_marks_can_be_asked_for(root: Path, question: str, statements: str) -> None:
    assert "".join(_found(root, question)) == statements


_LANGUAGE = [
    '"',
    "'",
    "*",
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    ")",
    "^a",
    "a:",
    ":b",
    "{a} : b",
    "-",
    "--",
    "a -",
    '""',
    "\x00",
    "%",
    ";",
    "by:",
    "+a",
    "x*y",
]


@pytest.mark.parametrize("question", [*_LANGUAGE, " ".join(_LANGUAGE), '"' * 7, "(" * 99])
def test_what_sqlite_would_take_for_its_language_is_no_error(root: Path, question: str) -> None:
    assert isinstance(_found(root, question), list)


@given(question=st.text(max_size=40))
def test_whatever_is_asked_is_answered_or_refused_in_words(root: Path, question: str) -> None:
    try:
        assert isinstance(_found(root, question), list)
    except UsageRefusal as refusal:
        assert refusal.problems[0].remedy


@given(text=st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("question", ["on:yesterday", "from:2022-1-1", "until:2022-01-20T10:00"])
def test_a_date_that_is_none_is_refused(question: str) -> None:
    with pytest.raises(UsageRefusal):
        asked(question)


def test_what_is_added_corrected_or_gone_is_known_at_the_next_question(tmp_path: Path) -> None:
    root, index = tmp_path / "archive", tmp_path / "index.sqlite"
    add(root, "statement:a", _description("2022-01-01", words="first"))
    before = _found(root, "first", index)
    add(root, "statement:b", _description("2022-01-02", words="first"))
    after = _found(root, "first", index)
    add(root, "statement:a", _description("2022-01-01", words="corrected"))
    corrected = _found(root, "corrected", index)
    shutil.rmtree(root / object_path("statement:b"))

    assert (before, after, corrected) == (["a"], ["b", "a"], ["a"])
    assert _found(root, "first", index) == ["a"]


@pytest.mark.parametrize("damage", ["gone", "no index", "cut", "of another form"])
def test_an_index_that_is_gone_or_damaged_is_made_anew(root: Path, tmp_path: Path, damage: str) -> None:
    index = tmp_path / "index.sqlite"
    _found(root, "insan", index)
    match damage:
        case "gone":
            forget(index)
        case "no index":
            index.write_bytes(b"no index" * 999)
        case "cut":
            index.write_bytes(index.read_bytes()[:5000])
        case _:
            shutil.copy(_other_form(tmp_path), index)

    assert _found(root, "insan", index) == ["a"]
    assert _found(root, "insan", index) == ["a"]


def _other_form(folder: Path) -> Path:
    import sqlite3

    with sqlite3.connect(folder / "other.sqlite") as other:
        other.executescript("CREATE TABLE folder (x); PRAGMA user_version = 99")
    other.close()
    return folder / "other.sqlite"


@pytest.mark.parametrize("question", ["by:!!!", "cafe by:…", 'to:"—"'])
def test_a_column_that_is_asked_for_what_has_no_letters_finds_nothing(root: Path, question: str) -> None:
    assert _found(root, question) == []


@pytest.mark.parametrize("query", ["DROP TABLE object", "DROP TABLE words", "DROP TABLE words_data", "DELETE FROM words_data"])
def test_an_index_that_is_damaged_where_it_is_not_looked_at_first_is_made_anew(root: Path, tmp_path: Path, query: str) -> None:
    index = tmp_path / "index.sqlite"
    assert _found(root, "cafe", index) == ["d"]
    with sqlite3.connect(index) as found:
        found.execute("PRAGMA writable_schema = ON")
        found.execute(query)

    assert _found(root, "cafe", index) == ["d"]


@pytest.mark.parametrize("limit", ["0", "-1", "10001", "9" * 30, "x"])
def test_a_limit_out_of_bounds_is_wrong_usage(root: Path, limit: str) -> None:
    assert main(["archive", "search", "--archive", str(root), "--limit", limit, "cafe"]) == 2


def test_where_no_index_can_be_written_it_is_made_in_memory(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert _found(root, "insan", index_path(root, tmp_path / "file")) == ["a"]


def test_a_search_writes_nothing_into_the_archive(root: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}

    _found(root, "insan", tmp_path / "index.sqlite")

    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
