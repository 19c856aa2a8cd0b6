"""What becomes of strangers' PDFs as annexes: ``python -m tests.benchmarks.strangers FOLDER…``.

Each PDF in the folders is made the one annex of a small statement by the functions of ``editions
build``, in a process of its own; what was merged is judged by poppler, and its claims by veraPDF,
neither of which had a part in it: veraPDF is hidden from the build. Prints a line a file, then
tables in Markdown, one row a folder. What must never be is called a FAULT; its number is the exit status.
"""

import argparse
import multiprocessing
import os
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editions.annexing import _sheet
from editions.fonts import families
from editions.layouts import load_layout
from editions.model.findings import Finding
from editions.pipeline import load_renderers, make
from editions.preparing import prepare
from editions.problems import Refusal
from editions.reading.statements import read_statement
from editions.surroundings import surroundings
from tests.support.poppler import Mute, differences

_STATEMENT = 'date = 2026-01-01\noriginal = "en"\nlayout = "plain"\n[[annexes]]\nfile = "annex.pdf"\ntitle.en = "A stranger\'s file"\n'
_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n\nAnother paragraph.\n'
#: Seconds after which a build that does not end is a fault: the annex itself has 20.
_HANG = 120
#: Removals that change how a page looks, and say so.
_SAID = "does not say how it looks|rich media|a file attached to the page|a film|a model in three"
#: What a refusal is about, by its words.
_CLASSES = {
    "encrypted": "encrypted|password", "signed": "signed|certified", "XFA": "XFA", "portfolio": "portfolio",
    "damaged": "damaged|no pages|empty", "not a PDF": "not a PDF|no PDF",
    "readers disagree": "one reader finds|second reader|once it is rewritten",
    "too costly": "takes more than|more than .* MiB|memory|are allowed|too deep",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file: *kind* is "full", "lowered" or "refused", *why* the rules or the reason."""

    path: Path
    kind: str
    why: str = ""
    claims: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()
    unmarked: bool = False
    seconds: float = 0.0
    #: MiB of the process that took it in, and of the build.
    child: int = 0
    build: int = 0
    faults: tuple[str, ...] = ()
    pages: int = 0

    def __str__(self) -> str:
        notes = [self.kind, self.why, *(["cleaned: " + "; ".join(self.cleaned)] if self.cleaned else []), *(["unmarked"] * self.unmarked)]
        faults = "".join(f"\n    FAULT: {fault}" for fault in self.faults)
        return f"{self.path}: {' | '.join(filter(None, notes))} | {self.seconds:.1f} s, {self.child} MiB, build {self.build} MiB{faults}"


def run(path: Path, kept: Path) -> Outcome:
    """Build the statement with the annex *path* in a process of its own, and judge what came out, which is written to *kept*."""
    kept.unlink(missing_ok=True)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="strangers-") as folder:
        process = context.Process(target=_build, args=(path, Path(folder), kept, sender))
        process.start()
        sender.close()
        try:
            found = receiver.recv() if receiver.poll(_HANG) else Outcome(path=path, kind="refused", faults=(f"no end within {_HANG} s",))
        except EOFError:
            process.join()
            found = Outcome(path=path, kind="refused", faults=(f"the build broke down ({process.exitcode})",))
        process.kill()
        process.join()
        left = [item.name for item in (Path(folder) / "tmp").iterdir()]
    if left:
        found = replace(found, faults=(*found.faults, f"left behind: {left}"))
    return _judged(found, kept) if kept.exists() else found


def _build(path: Path, folder: Path, kept: Path, sender: Any) -> None:
    (folder / "tmp").mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
    os.environ["PATH"] = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if not (Path(part) / "verapdf").exists())
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - until the process ends
    start = time.monotonic()
    try:
        found = _made(path, folder, kept)
    except Refusal as refusal:
        what = " / ".join(problem.what for problem in refusal.problems)
        found = Outcome(path=path, kind="refused", why=what, faults=(what,) if _is_fault(what) else ())
    except BaseException as error:
        found = Outcome(path=path, kind="refused", faults=(f"{type(error).__name__}: {error}"[:300] + _last(error),))
    child, own = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    sender.send(replace(found, seconds=time.monotonic() - start, child=child, build=own))


def _last(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f" ({Path(frame.filename).name}:{frame.lineno})"


def _is_fault(what: str) -> bool:
    """Return whether a refusal says that the tool, not the file, is at fault: a bare exception of Python, or a joined file that differs."""
    return bool(
        re.search(r"\b(Type|Value|Key|Attribute|Index|Runtime|Overflow|Recursion|ForeignObject)Error\b|once it is joined|signal", what)
    )


def _made(path: Path, folder: Path, kept: Path) -> Outcome:
    seed = folder / "seeds" / "s"
    seed.mkdir(parents=True)
    (seed / "statement.toml").write_text(_STATEMENT, "utf-8")
    (seed / "en.md").write_text(_TEXT, "utf-8")
    shutil.copy(path, seed / "annex.pdf")
    around = surroundings(folder)
    statement = read_statement(seed, around).statement
    layout = load_layout("plain", around.layouts, families(around.fonts))
    edition = make(statement, layout, frozenset(("pdf",)), around)
    output = edition.outputs[0]
    kept.write_bytes(output.content)
    rules = {f"{finding.clause} {finding.rule}" for finding in edition.findings if finding.severity != "note" and finding.clause}
    return Outcome(
        path=path,
        kind="lowered" if _lowered(edition.findings) else "full",
        why=", ".join(sorted(rules)),
        claims=output.claims,
        cleaned=tuple(removal.what for annex in output.annexes for removal in annex.removals),
        unmarked=any(finding.rule == "annex-unmarked" for finding in edition.findings),
        pages=sum(annex.pages for annex in output.annexes),
    )


def _lowered(findings: Iterable[Finding]) -> bool:
    return any(finding.rule == "claim-lowered" for finding in findings)


def _judged(found: Outcome, kept: Path) -> Outcome:
    """Return *found* with what poppler sees otherwise."""
    import pikepdf

    with pikepdf.open(kept) as pdf:
        first = len(pdf.pages) - found.pages
    try:
        other = list(differences(found.path, kept, first, _paper()))
    except Mute as error:
        return replace(found, why=f"{found.why} (poppler: {error})".strip())
    if any(re.search(_SAID, what) for what in found.cleaned):
        return replace(found, cleaned=(*found.cleaned, *(f"seen: {what}" for what in other)))
    return replace(found, faults=(*found.faults, *(f"silent: {what}" for what in other)))


def _paper() -> Any:
    """Return the paper of the layout, as the build has it."""
    around = surroundings(Path())
    layout = load_layout("plain", around.layouts, families(around.fonts))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("statement.toml", _STATEMENT), ("en.md", _TEXT), ("annex.pdf", "%PDF-1.7")):
            (Path(folder) / name).write_text(text, "utf-8")
        prepared = prepare(read_statement(Path(folder), around).statement, "en", layout)
    if prepared.annexes is None:
        raise ValueError("the statement has no annexes")
    return _sheet(prepared.annexes.annexes[0], prepared.annexes, layout)


def main() -> int:
    """Run over all files of the folders, print, and return the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, help="a folder in which the joined files stay")
    parser.add_argument("--jobs", type=int, default=1, help="files at once")
    options = parser.parse_args()
    load_renderers(surroundings(Path()))
    with tempfile.TemporaryDirectory(prefix="strangers-out-") as own:
        out = options.out or Path(own)
        out.mkdir(parents=True, exist_ok=True)
        files = [(folder, path) for folder in options.folders for path in sorted(folder.rglob("*.pdf"))]
        with ThreadPoolExecutor(options.jobs) as pool:
            jobs = [pool.submit(run, path, out / f"{number:04}.pdf") for number, (_, path) in enumerate(files)]
            outcomes = []
            for job in jobs:
                outcomes.append(job.result())
                print(outcomes[-1], flush=True)
        outcomes = _refuted(outcomes, out)
    rows = [(folder, outcome) for (folder, _), outcome in zip(files, outcomes, strict=True)]
    print(_table(rows))
    return min(sum(bool(outcome.faults) for outcome in outcomes), 125)


def _refuted(outcomes: list[Outcome], out: Path) -> list[Outcome]:
    """Return *outcomes* with the claims that veraPDF does not bear out; without it, as they are."""
    from tests.support.verdicts import broken_rules

    for claim in ("PDF/A-3a", "PDF/A-3u", "PDF/A-3b", "PDF/UA-1"):
        claiming = {out / f"{number:04}.pdf": number for number, outcome in enumerate(outcomes) if claim in outcome.claims}
        for path, rules in broken_rules(claim, list(claiming)).items():
            number = claiming[path]
            fault = f"false claim {claim}: veraPDF {', '.join(rules)}"
            print(f"{outcomes[number].path}\n    FAULT: {fault}", flush=True)
            outcomes[number] = replace(outcomes[number], faults=(*outcomes[number].faults, fault))
    return outcomes


def _table(rows: list[tuple[Path, Outcome]]) -> str:
    columns = [
        "files",
        "full claims",
        "lowered claims",
        *(f"refused: {name}" for name in _CLASSES),
        "refused: other",
        "cleaned",
        "unmarked",
        "FAULT",
    ]
    lines = ["", "| folder | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    total: Counter[str] = Counter()
    for folder in dict.fromkeys(folder for folder, _ in rows):
        count: Counter[str] = Counter()
        for outcome in (outcome for at, outcome in rows if at == folder):
            count.update(_counted(outcome))
        total += count
        lines.append(f"| {folder.name} | " + " | ".join(str(count[column]) for column in columns) + " |")
    lines.append("| **all** | " + " | ".join(str(total[column]) for column in columns) + " |")
    longest, largest = (max((getattr(outcome, name) for _, outcome in rows), default=0) for name in ("seconds", "child"))
    return "\n".join([*lines, "", f"Slowest {longest:.1f} s, largest child {largest} MiB."])


def _counted(outcome: Outcome) -> list[str]:
    reason = next((name for name, words in _CLASSES.items() if re.search(words, outcome.why)), "other")
    kind = {"full": "full claims", "lowered": "lowered claims"}.get(outcome.kind, f"refused: {reason}")
    return ["files", kind, *["cleaned"] * bool(outcome.cleaned), *["unmarked"] * outcome.unmarked, *["FAULT"] * bool(outcome.faults)]


if __name__ == "__main__":
    sys.exit(main())
