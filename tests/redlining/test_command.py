"""``editions diff --docx``."""

import json
from pathlib import Path

import pytest

from editions.cli import main
from editions.reading.word.changes import changes
from editions.reading.word.document import read_word
from tests.support.changed import was_and_is

_SIGNED = ("--author", "Protocol Office", "--date", "2026-03-09T12:00:00+02:00")


@pytest.fixture(autouse=True)
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the sample as it was and as it became."""
    was_and_is(tmp_path)
    monkeypatch.chdir(tmp_path)


def test_the_changes_are_signed_with_the_author_and_the_moment_in_utc() -> None:
    status = main(["diff", "was", "is", "--docx", "redline.docx", *_SIGNED])

    document = read_word(Path("redline.docx").read_bytes(), "redline.docx")
    found = list(changes(document))
    assert status == 0
    assert {(one.change.author, one.change.time) for one in found} == {("Protocol Office", "2026-03-09T10:00:00Z")}
    assert {one.change.kind for one in found} == {"inserted", "deleted", "moved here", "moved away", "formatted"}
    assert document.core["title"].startswith("Changes from was to is: ")


def test_a_name_may_hold_a_joiner_and_a_blank_that_does_not_break() -> None:
    name = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627 A.\u00a0Sample"

    status = main(["diff", "was", "is", "--docx", "redline.docx", "--author", name, "--date", "2026-03-09"])

    assert status == 0
    assert {one.change.author for one in changes(read_word(Path("redline.docx").read_bytes(), "r"))} == {name}


def test_a_day_alone_is_its_first_moment() -> None:
    main(["diff", "was", "is", "--language", "ar", "--docx", "redline.docx", "--author", "A", "--date", "2026-03-09"])

    assert {one.change.time for one in changes(read_word(Path("redline.docx").read_bytes(), "r"))} == {"2026-03-09T00:00:00Z"}


def test_it_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one.docx", "other.docx"):
        main(["diff", "was", "is", "--docx", name, "--json", *_SIGNED])

    assert Path("one.docx").read_bytes() == Path("other.docx").read_bytes()
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["made"] == ["other.docx"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--date", "2026-03-09"), "--docx: tracked changes have an author"),
        (("--author", " ", "--date", "2026-03-09"), "--docx: tracked changes have an author"),
        (("--author", "\u200b", "--date", "2026-03-09"), "--docx: tracked changes have an author"),
        (("--author", "A\x07li", "--date", "2026-03-09"), "--author: a name cannot hold the character U+0007"),
        (("--author", "A\nAli", "--date", "2026-03-09"), "--author: a name cannot hold the character U+000A"),
        (("--author", "A"), "--docx: tracked changes have a date"),
        ((*_SIGNED, "--language", "az"), '--docx: the text in "az" is not in is'),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", "was", "is", "--docx", "redline.docx", "--html", "page.html", *options])

    assert status == 2
    assert said in capsys.readouterr().err
    assert not Path("redline.docx").exists()
    assert not Path("page.html").exists()


@pytest.mark.parametrize("date", ["2026-03-09T12:00:00", "yesterday", "2026-13-01"])
def test_a_moment_that_is_none_is_refused(date: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["diff", "was", "is", "--docx", "redline.docx", "--author", "A", "--date", date])

    assert status == 2
    assert "there is no moment" in capsys.readouterr().err


def test_a_text_that_came_is_put_in_as_a_whole() -> None:
    main(["diff", "is", "was", "--language", "az", "--docx", "redline.docx", *_SIGNED])

    assert {one.change.kind for one in changes(read_word(Path("redline.docx").read_bytes(), "r"))} == {"inserted"}
