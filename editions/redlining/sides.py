"""The two statements that are held against each other, wherever they are."""

import os
from dataclasses import dataclass

from editions.model.statement import Statement
from editions.problems import Problem, UsageRefusal
from editions.reading.revisions import is_range, is_revision, read_revision
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class Side:
    """A statement under the *name* by which it was asked for, and what there is to say of it."""

    name: str
    statement: Statement
    remarks: tuple[Problem, ...]


def read_side(asked: str, around: Surroundings) -> Side:
    """Return the statement that is *asked* for: a folder, a file, an id in the seeds folder, or any of them @REVISION.

    Whatever ``read_statement`` reads can be compared.

    Raises:
        UsageRefusal: there is none.
        MissingRefusal: git, which a revision needs, is not installed.
        Refusal: with all that is wrong with it.
    """
    if is_range(asked) and not is_revision(asked) and not os.path.exists(asked):  # noqa: PTH110 - Path.exists raises for a long name
        remedy = "Give the statement twice: seeds/ID@REVISION seeds/ID@REVISION."
        raise UsageRefusal(Problem(asked, "a range of revisions does not say of which statement", remedy))
    reading = read_revision(asked, around) if is_revision(asked) else read_statement(find_seeds([asked], around)[0], around)
    return Side(name=asked, statement=reading.statement, remarks=reading.remarks)
