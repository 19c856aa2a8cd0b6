"""The short table of docs/word.md, by class of strangers' files: ``python -m tests.support.strangers_table`` writes it.

Its figures are those of docs/word-strangers.md, which the tool beside the benchmarks prints.
"""

from collections.abc import Iterator

from tests.support.making import ROOT

_PAGE, _FIGURES = ROOT / "docs" / "word.md", ROOT / "docs" / "word-strangers.md"
_BEGIN, _END = "<!-- strangers -->\n", "<!-- /strangers -->\n"
_HEAD = "| class | files | read | refused, with the reason | words unaccounted for |\n|---|---:|---:|---|---:|\n"


def table(figures: str) -> str:
    """Return the table, from *figures*, which are docs/word-strangers.md."""
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in _rows(figures))


def _rows(figures: str) -> Iterator[tuple[str, ...]]:
    part = figures.partition("## Sixty files, by kind")[2].partition("\n## ")[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.split("\n") if line.startswith("|")]
    names, rows = lines[0], lines[2:]
    for row in rows:
        said = dict(zip(names, row, strict=True))
        refused = [
            f"{name.removeprefix('refused: ')} {count}" for name, count in said.items() if name.startswith("refused: ") and count != "0"
        ]
        read = sum(int(said[name]) for name in ("whole", "marks left", "words left"))
        yield said["kind"].replace("-", " "), said["files"], str(read), ", ".join(refused) or "–", said["FAULT"]


def written(page: str, figures: str) -> str:
    """Return *page*, docs/word.md, with the table of *figures* in its place."""
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}{table(figures)}{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    _PAGE.write_text(written(_PAGE.read_text("utf-8"), _FIGURES.read_text("utf-8")), "utf-8")
