"""Files made to do harm: each is read, or refused with one problem, within 60 s of CPU and 500 MB of memory.

The limits are those of the operating system, set in a process of its own (tests/support/word_cost.py).
"""

from pathlib import Path

import pytest

from tests.support.word_bombs import BOMBS
from tests.support.word_cost import MEMORY, cost


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_do_harm_is_read_or_refused_within_bounds(tmp_path: Path, name: str) -> None:
    make, refusal = BOMBS[name]
    (tmp_path / "bad.docx").write_bytes(make())

    found = cost(tmp_path / "bad.docx")

    assert found.mib * 2**20 < MEMORY
    assert len(found.problems) == (0 if found.blocks else 1)
    assert bool(found.problems) or not refusal
    assert all(problem.startswith(refusal) for problem in found.problems)
