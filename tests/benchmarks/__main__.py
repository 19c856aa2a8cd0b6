"""Run all benchmarks and print a table; the exit status says whether every figure is within its bound."""

import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks import archiving, assembling, building, checking, copying, reading, signing


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A ratio or a number: what was measured, the bound, and whether less is better."""

    name: str
    measure: Callable[[], list[float]]
    bound: float
    unit: str = ""
    at_most: bool = True

    def report(self) -> bool:
        """Measure, print a line, and return whether the median is within the bound."""
        values = self.measure()
        median = statistics.median(values)
        within = median <= self.bound if self.at_most else median >= self.bound
        sign, mark = ("<=" if self.at_most else ">="), "" if within else "   NOT WITHIN"
        spread = f"{min(values):.2f} to {max(values):.2f}"
        print(f"{self.name:<78} {median:7.2f}{self.unit} ({spread}; {sign} {self.bound:g}){mark}", flush=True)
        return within


FIGURES = (
    Figure(name="PDF of the sample, cold, over the bare weasyprint command (CPU)", measure=building.pdf_over_bare, bound=1.25),
    Figure(name="PDF and DOCX, checked, cold, over the bare weasyprint command (CPU)", measure=building.both_over_bare, bound=1.6),
    Figure(
        name="200 statements on two cores, statements a second over one core", measure=building.two_cores_over_one, bound=1.7, at_most=False
    ),
    Figure(name="200 statements, CPU a statement over a warm bare WeasyPrint render", measure=building.warm_over_bare, bound=1.15),
    Figure(name="editions --help, CPU over python -c pass", measure=building.help_over_pass, bound=120, unit=" ms"),
    Figure(
        name="memory, while the last 50 of 200 statements are made, over the first 50", measure=building.memory_last_over_first, bound=1.05
    ),
    Figure(name="100 annexes of 20 tagged pages joined, CPU over pypdf's own append", measure=assembling.over_append, bound=3),
    Figure(name="2,000 annex pages joined, CPU over 200", measure=assembling.many_over_few, bound=11),
    Figure(name="100 annexes joined, peak memory over pypdf's own append", measure=assembling.memory_over_append, bound=1.5),
    Figure(
        name="editions check --no-proof of the sample, cold, over editions build of it (CPU)", measure=checking.check_over_build, bound=0.6
    ),
    Figure(
        name="editions check --no-office of the sample, with its proof, over the build (CPU)", measure=checking.proof_over_build, bound=1
    ),
    Figure(name="checking 200 pages, CPU over checking 20", measure=checking.long_over_short, bound=12),
    Figure(name="reading a DOCX of 100 pages, CPU over mammoth's way with it", measure=reading.over_mammoth, bound=0.5),
    Figure(name="signing the sample at B-LT, warm, over bare pyHanko (CPU)", measure=signing.over_pyhanko, bound=1.3),
    Figure(
        name="archive verify --no-signatures, bytes a CPU second over sha512sum",
        measure=archiving.verify_over_sha512sum,
        bound=0.7,
        at_most=False,
    ),
    Figure(name="archive verify, CPU a signature over verifying it in a warm process", measure=archiving.signatures_over_warm, bound=2.5),
    Figure(name="archive: a search among 10,000 statements, CPU", measure=archiving.search_in_many, bound=50, unit=" ms"),
    Figure(
        name="1,000 copies, a CPU second, over rendering each in a warm WeasyPrint",
        measure=copying.over_rendering,
        bound=500,
        at_most=False,
    ),
    Figure(name="1,000 copies, a CPU second, over pikepdf's form XObjects", measure=copying.over_overlaying, bound=8, at_most=False),
    Figure(name="1,000 copies, CPU over writing 1,000 files of that size", measure=copying.over_writing, bound=2.0),
    Figure(name="setting the addresses of copies, CPU a distinct line", measure=copying.a_line, bound=3, unit=" ms"),
    Figure(name="100,000 copies, peak memory over 1,000", measure=copying.memory_many_over_few, bound=1.2),
    Figure(name="200 statements over two Dask workers, a second, over one", measure=copying.two_workers_over_one, bound=1.7, at_most=False),
    Figure(name="archive: adding the 10,000th statement, CPU over the 10th", measure=archiving.last_over_tenth, bound=1.5),
)

if __name__ == "__main__":
    within = [figure.report() for figure in FIGURES]
    sys.exit(0 if all(within) else 1)
