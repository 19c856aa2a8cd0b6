"""A statement as it was at a revision: read with the program ``git``, into a folder that is gone afterwards.

Nothing is run that a repository's settings or attributes name, and nothing is fetched: only objects that are there
are read, byte for byte.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NoReturn

from editions.problems import MissingRefusal, Problem, Refusal, UsageRefusal
from editions.reading.folder import Reading
from editions.reading.statements import read_statement
from editions.surroundings import Surroundings

#: Seconds for one question to git; bytes of a folder, annexes included.
_SECONDS, _BYTES = 60, 500_000_000
_REMEDY = "apt-get install git"
_LINK = "120000"
_RANGE = re.compile(r"[^/.]\.\.\.?(?![/.])")
#: A replaced object would be another than the one that was committed; a missing one would be fetched.
_SETTINGS = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def is_revision(asked: str) -> bool:
    """Return whether *asked* names a statement at a revision ("seeds/ID@v1.2") and nothing that is on the disk."""
    # Path.exists raises where a name is too long to be one.
    return bool(_divisions(asked)) and not os.path.exists(asked)  # noqa: PTH110


def _divisions(asked: str) -> list[tuple[str, str]]:
    """Return the names and revisions into which *asked* can be divided, the longest name first; an "@" belongs to "@{1}"."""
    places = [place for place, one in enumerate(asked) if one == "@" and 0 < place < len(asked) - 1]
    return [(asked[:place], asked[place:] if asked[place + 1] == "{" else asked[place + 1 :]) for place in reversed(places)]


def is_range(revision: str) -> bool:
    """Return whether *revision* is a range of git's: "v1..v2", "v1..."; no path that leads upwards is."""
    return bool(_RANGE.search(revision))


def read_revision(asked: str, around: Surroundings) -> Reading:
    """Return the statement that *asked*, PATH@REVISION or ID@REVISION, names.

    Raises:
        MissingRefusal: git is not installed.
        UsageRefusal: there is no such revision, or no such folder or file in it.
        Refusal: with all that is wrong with the statement there.
    """
    name, revision = _divided(asked, around)
    if is_range(revision) or revision.startswith(".."):
        one, _, other = revision.partition("..")
        remedy = f"Give each by itself: {name}@{one or 'HEAD'} {name}@{other.lstrip('.') or 'HEAD'}"
        raise UsageRefusal(Problem(asked, f'"{revision}" is a range of revisions, and one is meant', remedy))
    path, files = _found(_paths(name, around), revision, asked)
    with TemporaryDirectory(prefix="editions-") as temporary:
        target = Path(temporary) / path.name
        for inner, content in files:
            _write(target / inner if inner else target, content)
        try:
            reading = read_statement(target, around)
        except Refusal as refusal:
            raise type(refusal)(*(_told(problem, temporary, path.parent, revision) for problem in refusal.problems)) from None
    remarks = tuple(_told(problem, temporary, path.parent, revision) for problem in reading.remarks)
    return Reading(statement=replace(reading.statement, where=asked), remarks=remarks)


def _divided(asked: str, around: Surroundings) -> tuple[str, str]:
    """Return name and revision: the longest name of something that is there; if none is, the last that a revision can follow."""
    divisions = _divisions(asked)
    there = (one for one in divisions if any(os.path.exists(path) for path in _paths(one[0], around)))  # noqa: PTH110
    plain = (one for one in divisions if not one[1].startswith("@{"))
    return next(there, None) or next(plain, None) or divisions[0]


def _paths(name: str, around: Surroundings) -> tuple[Path, ...]:
    """Return where *name* may lie: a name alone is perhaps an id in the seeds folder."""
    given = Path(name.rstrip("/"))
    return (given, around.seeds / given) if given.name == str(given) else (given,)


def _found(paths: Sequence[Path], revision: str, asked: str) -> tuple[Path, list[tuple[str, bytes]]]:
    """Return the first of *paths* that is there at *revision*, with its files.

    Raises:
        MissingRefusal: git is not installed.
        UsageRefusal: there is no such revision, or none of *paths* in it.
    """
    for path in paths:
        repository = _Repository(next(folder for folder in path.absolute().parents if folder.is_dir()), asked)
        if files := repository.files(f"{repository.commit(revision)}:{repository.inside(path)}"):
            return path, files
    what, remedy = "there is no such statement at that revision", "`git log -- PATH` lists the revisions that changed it."
    raise UsageRefusal(Problem(asked, what, remedy))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _told(problem: Problem, temporary: str, folder: Path, revision: str) -> Problem:
    """Return *problem* with the name that a reader knows in the place of the temporary one."""
    inner = problem.where.removeprefix(temporary).strip("/")
    return replace(problem, where=f"{folder / inner}@{revision}", what=problem.what.replace(temporary, str(folder)))


class _Repository:
    """The repository that *folder* lies in; *asked* is what problems are told of.

    Raises:
        MissingRefusal: git is not installed.
    """

    def __init__(self, folder: Path, asked: str) -> None:
        program = shutil.which("git")
        if program is None:
            raise MissingRefusal(Problem(asked, "git is not installed: without it no revision can be read", _REMEDY))
        self._command = [program, "-C", str(folder)]
        self._folder = folder
        self._asked = asked

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that *revision* names.

        Raises:
            UsageRefusal: the folder is in no repository, or there is no such revision.
        """
        if self._said("rev-parse", "--is-inside-work-tree") is None:
            self._refuse("its folder is in no git repository", "Give a folder as it is, without a revision.")
        found = self._said("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if found is None:
            self._refuse(f'there is no revision "{revision}"', "`git log` lists them; a branch or a tag will do.")
        return found.decode().strip()

    def inside(self, path: Path) -> str:
        """Return *path* as the repository names it, with forward slashes."""
        prefix = (self._said("rev-parse", "--show-prefix") or b"").decode("utf-8", "surrogateescape").rstrip("\n")
        return prefix + Path(os.path.relpath(path.absolute(), self._folder)).as_posix()

    def files(self, tree: str) -> list[tuple[str, bytes]]:
        """Return name and bytes of each file in *tree*, a folder; of a file, its bytes without a name; nothing if it is not there.

        Raises:
            UsageRefusal: it is too large.
            Refusal: it holds a link.
        """
        kind = (self._said("cat-file", "-t", tree) or b"").strip()
        if kind == b"blob":
            return [("", self._said("cat-file", "blob", tree) or b"")]
        if kind != b"tree":
            return []
        listed = self._said("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
        entries = [entry.split(b"\t", 1) for entry in (listed or b"").split(b"\0") if entry]
        files = [(name.decode("utf-8", "surrogateescape"), *facts.decode().split()) for facts, name in entries]
        if sum(int(size) for _, _, kind, _, size in files if kind == "blob") > _BYTES:
            self._refuse(f"the folder has more than {_BYTES:,} bytes", "Give a folder that holds a statement and no more.")
        return [
            (self._checked(name, mode), self._said("cat-file", "blob", blob) or b"")
            for name, mode, kind, blob, _ in files
            if kind == "blob"
        ]

    def _checked(self, name: str, mode: str) -> str:
        """Return *name*, which stays within its folder.

        Raises:
            Refusal: it is a link, or leads elsewhere.
        """
        parts = PurePosixPath(name).parts
        if mode == _LINK or name.startswith("/") or ".." in parts:
            raise Refusal(
                Problem(self._asked, f'"{name}" is a symbolic link', "An edition is made from files alone: commit the file itself.")
            )
        return name

    def _said(self, *arguments: str) -> bytes | None:
        """Return what git says to *arguments*; None where it refuses.

        Raises:
            UsageRefusal: it takes too long.
        """
        try:
            done = subprocess.run(  # noqa: S603
                [*self._command, *arguments],
                env={**os.environ, **_SETTINGS},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired:
            self._refuse(f"git takes more than {_SECONDS} s", "Copy the folder out of the repository, and give that.")
        except ValueError:
            return None
        return done.stdout if done.returncode == 0 else None

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        raise UsageRefusal(Problem(self._asked, what, remedy))
