"""Statements as they were at a git revision."""

import subprocess
from pathlib import Path

import pytest

from editions.problems import MissingRefusal, Refusal, UsageRefusal
from editions.reading.revisions import is_revision, read_revision
from editions.surroundings import surroundings
from tests.support.tools import require

_TEXT = '+++\nheading = "STATEMENT"\n\n[signatory]\nname = "A. Ali"\n+++\n\nIt was said in {year}.\n'


def _git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=A. Ali", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([require("git"), "-C", str(folder), *author, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a statement that was committed twice, tagged "first" and "second", and changed since."""
    folder = tmp_path / "office" / "seeds" / "one"
    (folder / "annexes").mkdir(parents=True)
    (folder / "statement.toml").write_text('date = 2022-01-20\noriginal = "en"\n', "utf-8")
    _git(tmp_path, "init", "--quiet", "--initial-branch=main", "office")
    for tag, year in (("first", 2020), ("second", 2021)):
        (folder / "en.md").write_text(_TEXT.format(year=year), "utf-8")
        _git(tmp_path / "office", "add", "--all")
        _git(tmp_path / "office", "commit", "--quiet", "-m", tag)
        _git(tmp_path / "office", "tag", tag)
    (folder / "en.md").write_text(_TEXT.format(year=2022), "utf-8")
    return tmp_path / "office"


def _said(asked: str, office: Path) -> str:
    return str(read_revision(asked, surroundings(office)).statement.text("en").body)


@pytest.mark.parametrize(("revision", "year"), [("first", "2020"), ("HEAD~1", "2020"), ("HEAD", "2021"), ("second", "2021")])
def test_a_folder_is_read_as_it_was(repository: Path, monkeypatch: pytest.MonkeyPatch, revision: str, year: str) -> None:
    monkeypatch.chdir(repository)

    assert all(year in _said(f"{name}@{revision}", Path()) for name in ("seeds/one", "seeds/one/", "one", str(repository / "seeds/one")))


def test_a_folder_that_is_gone_by_now_is_read_as_it_was(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "seeds").rename(repository / "elsewhere")

    assert "2021" in _said("seeds/one@HEAD", Path())


def test_a_lone_file_is_read_as_it_was(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "2022-01-20-note.md").write_text(_TEXT.format(year=1990), "utf-8")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "-m", "note")
    (repository / "2022-01-20-note.md").unlink()

    reading = read_revision("2022-01-20-note.md@HEAD", surroundings(Path()))

    assert "1990" in str(reading.statement.texts[0].body)
    assert reading.statement.id == "2022-01-20-note"


def test_what_is_on_the_disk_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "me@home").mkdir()

    assert not is_revision("me@home")
    assert not is_revision("seeds/one")
    assert not is_revision("@HEAD")
    assert is_revision("seeds/one@HEAD")


@pytest.mark.parametrize(("asked", "year"), [("one@HEAD@{1}", "2020"), ("seeds/one@main@{0}", "2021"), ("one@{1}", "2020")])
def test_a_revision_may_be_one_of_the_log_of_references(repository: Path, monkeypatch: pytest.MonkeyPatch, asked: str, year: str) -> None:
    monkeypatch.chdir(repository)

    assert year in _said(asked, Path())


def test_a_tag_and_a_folder_may_have_the_sign_in_their_names(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _git(repository, "tag", "v1@office", "first")
    _git(repository, "mv", "seeds/one", "seeds/one@home")
    _git(repository, "commit", "--quiet", "--all", "-m", "moved")
    monkeypatch.chdir(repository)

    assert "2022" in _said("seeds/one@home@HEAD", Path())
    (repository / "seeds" / "one@home").rename(repository / "seeds" / "one")
    assert "2020" in _said("seeds/one@v1@office", Path())


@pytest.mark.parametrize("asked", ["one@first..second", "one@first...second", "one@first.."])
def test_of_a_range_each_is_to_be_given_by_itself(repository: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.chdir(repository)

    with pytest.raises(UsageRefusal) as refusal:
        read_revision(asked, surroundings(Path()))

    assert f"Give each by itself: one@first one@{asked.partition('..')[2].strip('.') or 'HEAD'}" in str(refusal.value)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("seeds/one@third", 'there is no revision "third"'),
        ("seeds/one@--output=stolen", 'there is no revision "--output=stolen"'),
        ("seeds/one@HEAD:seeds", 'there is no revision "HEAD:seeds"'),
        ("seeds/two@HEAD", "there is no such statement at that revision"),
    ],
)
def test_what_is_not_there_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch, asked: str, said: str) -> None:
    monkeypatch.chdir(repository)

    with pytest.raises(UsageRefusal, match=said) as refused:
        read_revision(asked, surroundings(Path()))

    assert refused.value.problems[0].where == asked
    assert not (repository / "stolen").exists()


def test_outside_of_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    with pytest.raises(UsageRefusal, match="no git repository"):
        read_revision("seeds/one@HEAD", surroundings(tmp_path))


def test_without_git_it_says_how_to_get_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(MissingRefusal, match="apt-get install git"):
        read_revision("seeds/one@HEAD", surroundings(Path()))


def test_what_is_wrong_there_is_told_by_the_name_that_was_given(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "seeds" / "one" / "statement.toml").write_text('date = 2022-01-20\noriginal = "en"\nlayuot = "plain"\n', "utf-8")
    _git(repository, "commit", "--quiet", "--all", "-m", "wrong")

    with pytest.raises(Refusal) as refused:
        read_revision("seeds/one@HEAD", surroundings(Path()))

    assert [problem.where for problem in refused.value.problems] == ["seeds/one/statement.toml@HEAD"]


def test_a_link_in_the_repository_leads_nowhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "seeds" / "one" / "az.md").symlink_to("/etc/passwd")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "-m", "link")

    with pytest.raises(Refusal, match="symbolic link"):
        read_revision("seeds/one@HEAD", surroundings(Path()))


def test_nothing_that_the_repository_names_is_run(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / ".gitattributes").write_text("*.md filter=evil diff=evil textconv=evil export-subst\n", "utf-8")
    _git(repository, "add", "--all")
    for setting in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager", "alias.rev-parse"):
        _git(repository, "config", setting, f"touch {repository / 'was-run'}; cat")
    for path in repository.glob("was-run"):
        path.unlink()

    assert "2021" in _said("seeds/one@HEAD", Path())
    assert not (repository / "was-run").exists()
