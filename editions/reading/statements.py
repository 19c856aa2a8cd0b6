"""A statement, wherever it lies: a folder, a lone file, or the name of one in the seeds folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from editions.problems import Problem, Refusal, UsageRefusal, nearest
from editions.reading.folder import Reading, read_folder
from editions.reading.lone import read_lone
from editions.reading.names_of_files import id_of_lone
from editions.surroundings import Surroundings

_LONE = (".txt", ".md", ".docx")
#: How the names of files begin by which Word marks that another is open.
_LOCK = "~$"


def find_seeds(asked: Sequence[str], around: Surroundings) -> list[Path]:
    """Return the path of each statement that is *asked* for; of all in the seeds folder, if none is.

    Raises:
        UsageRefusal: one is not there, or there are none at all.
    """
    present = {path.name: path for path in _present(around.seeds)}
    if not asked:
        if not present:
            raise UsageRefusal(Problem(str(around.seeds), "there are no statements", "`editions new ID` makes one."))
        return list(present.values())
    found, problems = [], []
    for name in asked:
        # Path.exists raises where a name is too long to be one.
        path = Path(name) if name and os.path.exists(name) else present.get(name.strip("/"))  # noqa: PTH110
        if path is None:
            problems.append(Problem(name or '""', "there is no such statement", nearest(Path(name).name, present) if present else ""))
        else:
            found.append(path)
    if problems:
        raise UsageRefusal(*problems)
    return found


def _present(seeds: Path) -> list[Path]:
    """Return what is a statement in *seeds*; a hidden folder is one that is being written, or another program's.
    Word marks a document that is open with a file whose name begins with ~$.

    A README is for those who look after the folder.
    """
    if not seeds.is_dir():
        return []
    return sorted(path for path in seeds.iterdir() if not path.name.startswith((".", _LOCK)) and _is_statement(path))


def _is_statement(path: Path) -> bool:
    if path.name.lower().startswith("readme"):
        return False
    return path.suffix in _LONE or (path / "statement.toml").is_file() or any(path.glob("*.md"))


def id_of(path: Path) -> str:
    """Return the id of the statement at *path*, whether it can be read or not."""
    return id_of_lone(path) if path.suffix in _LONE and not path.is_dir() else path.resolve().name


def read_statement(path: Path, around: Surroundings) -> Reading:
    """Return the statement at *path*, and what there is to say of it.

    Raises:
        Refusal: with all that is wrong with it.
    """
    if path.is_dir():
        return read_folder(path, around.limits)
    if path.suffix in _LONE:
        return read_lone(path, around)
    raise Refusal(
        Problem(
            str(path), f'a statement cannot be read from "{path.suffix or path.name}"', "Give its folder, or a .txt, .md or .docx file."
        )
    )
