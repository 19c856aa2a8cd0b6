"""Assembling: many annexes behind a statement, against pypdf's own append of the same files.

Each measurement is a process of its own, so that its peak memory is its own. What is timed is the
way from the files as they were taken in to the bytes of the whole; loading the libraries is not.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.support.tools import ROOT

_ANNEXES, _PAGES = 100, 20
_PAIRS = 5


@cache
def _annex() -> Path:
    """Return a file of 20 tagged pages (headings, paragraphs, lists, tables, links) as it is taken in."""
    from editions.model.prose import Block, Heading, Link, Paragraph, Words
    from tests.support.annexes import taken
    from tests.support.making import pdf, with_body, words

    blocks: list[Block] = []
    for number in range(1, 300):
        blocks += [
            Heading(level=1 + number % 3, inlines=(Words(text=f"Part {number} of a sample"),)),
            words(f"Sentence {number} of a sample that is long enough to be set in more than one line. " * 4),
            Paragraph(inlines=(Link(target=f"https://example.org/{number}", children=(Words(text=f"A link, {number}"),)),)),
        ]
    folder = Path(tempfile.mkdtemp(prefix="editions-bench-"))
    leaves = taken(pdf(with_body(*blocks)), pages=tuple(range(1, _PAGES + 1)))
    whole = [{**leaf.__dict__, "place": leaf.place and leaf.place.__dict__} for leaf in leaves.leaves]
    (folder / "annex.json").write_text(json.dumps(whole), "utf-8")
    (folder / "annex.pdf").write_bytes(leaves.content)
    return folder


@cache
def _measured(way: str, annexes: int, turn: int) -> tuple[float, float]:
    """Return CPU seconds and peak memory in KiB of joining so many *annexes* in our *way* or in pypdf's."""
    del turn
    command = [sys.executable, "-m", "tests.benchmarks.assembling", way, str(annexes), str(_annex())]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def over_append() -> list[float]:
    """Return the ratio of each pair: joining 100 annexes with their tags, to pypdf's append of them."""
    return [_measured("ours", _ANNEXES, turn)[0] / _measured("pypdf", _ANNEXES, turn)[0] for turn in range(_PAIRS)]


def many_over_few() -> list[float]:
    """Return the ratio of each pair: joining 2,000 pages, to joining 200."""
    return [_measured("ours", _ANNEXES, turn)[0] / _measured("ours", _ANNEXES // 10, turn)[0] for turn in range(_PAIRS)]


def memory_over_append() -> list[float]:
    """Return the ratio of each pair: peak memory of joining 100 annexes, to that of pypdf's append of them."""
    return [_measured("ours", _ANNEXES, turn)[1] / _measured("pypdf", _ANNEXES, turn)[1] for turn in range(_PAIRS)]


def _join(annexes: int, folder: Path) -> float:
    from editions.assembly.joining import Part, join
    from editions.describing import xmp_packet
    from editions.model.annexes import Leaf, Leaves, Place
    from editions.rendering.annexes import mark_sheet
    from tests.support.making import SAMPLE, around, content, layout, prepared

    found = json.loads((folder / "annex.json").read_text("utf-8"))
    leaves = tuple(Leaf(**{**leaf, "place": Place(**leaf["place"]) if leaf["place"] else None}) for leaf in found)
    annex = Leaves(content=(folder / "annex.pdf").read_bytes(), leaves=leaves)
    ready, statement = prepared(SAMPLE, "en"), content(SAMPLE, "en", "pdf")
    parts = [
        Part(leaves=annex, number=str(number), heading=f"Annex {number}", language="", anchor=f"annex-{number}", where=f"{number}.pdf")
        for number in range(1, annexes + 1)
    ]
    marks = [f"Annex {part.number}, page {page}" for part in parts for page in range(1, _PAGES + 1)]
    sheet = mark_sheet(marks, ready, layout("plain"), around())
    packet = xmp_packet(ready.metadata, ("PDF/A-3a", "PDF/UA-1"))
    start = time.process_time()
    join(statement, parts, sheet, two_sided=False).write(packet)
    return time.process_time() - start


def _append(annexes: int, folder: Path) -> float:
    import io

    from pypdf import PdfWriter

    from tests.support.making import SAMPLE, content

    statement, annex = content(SAMPLE, "en", "pdf"), (folder / "annex.pdf").read_bytes()
    start = time.process_time()
    writer = PdfWriter(clone_from=io.BytesIO(statement))
    for _ in range(annexes):
        writer.append(io.BytesIO(annex))
    writer.write(io.BytesIO())
    return time.process_time() - start


if __name__ == "__main__":
    seconds = {"ours": _join, "pypdf": _append}[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
