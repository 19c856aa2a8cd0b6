"""What is said of strangers' signed PDFs: ``python -m tests.benchmarks.signed_strangers FOLDER…``.

Each PDF in the folders that has a signature's range in it is verified without roots and offline, with ``--apart`` in a process
of its own as ``editions verify`` does it, and then by pyHanko alone with what it does by default. Prints a line a file, then tables in
Markdown. What raises anything but a refusal is called a FAULT; their number is the exit status.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from editions.model.signatures import Trust, Verdict, Verification
from editions.verifying.apart import verify_apart
from editions.verifying.judging import verify

_RANGE = b"/ByteRange"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was said of one file: a *verdict* or "FAULT", the *kinds* of what spoke against it, and what pyHanko alone says."""

    path: Path
    verdict: str
    kinds: tuple[str, ...]
    alone: str
    seconds: float


def main(arguments: list[str]) -> int:
    """Verify, report, and return the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--apart", action="store_true", help="verify each in a process of its own, which takes longer")
    options = parser.parse_args(arguments)
    outcomes = []
    for path in _files(options.folders):
        outcomes.append(_outcome(path, verify_apart if options.apart else verify))
        print(f"{outcomes[-1].verdict:<18} {outcomes[-1].seconds:5.1f} s  {path}  {', '.join(outcomes[-1].kinds)}", flush=True)
    print("\n".join(_tables(outcomes)))
    return sum(one.verdict == "FAULT" for one in outcomes)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*.pdf")) if path.is_file() and _RANGE in path.read_bytes())


def _outcome(path: Path, judge: Callable[[bytes, Trust, datetime], Verification]) -> Outcome:
    content = path.read_bytes()
    started = time.process_time()
    try:
        found = judge(content, Trust(), datetime.now(UTC))
    except Exception:
        traceback.print_exc()
        return Outcome(path=path, verdict="FAULT", kinds=(), alone=_alone(content), seconds=time.process_time() - started)
    seconds = time.process_time() - started
    every = [*found.remarks, *(one for signature in found.signatures for one in (*signature.remarks, *signature.changes))]
    kinds = tuple(dict.fromkeys(str(one.kind) for one in every if one.verdict == found.verdict))
    return Outcome(path=path, verdict=found.verdict, kinds=kinds, alone=_alone(content), seconds=seconds)


def _alone(content: bytes) -> str:
    """Return what pyHanko alone makes of *content*: what it says of changes, or what it raises, and whether that is its own."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import UnacceptableSignerError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    try:
        signatures = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        states = [validate_pdf_signature(one, ValidationContext(trust_roots=[])) for one in signatures]
        return "holds" if states and all(one.intact and one.valid and one.docmdp_ok is not False for one in states) else "does not hold"
    except (PdfError, SignatureValidationError, UnacceptableSignerError):
        return "refused"
    except Exception:
        return "bare exception"


def _tables(outcomes: list[Outcome]) -> Iterator[str]:
    yield "\n| verdict | files | pyHanko alone: holds | does not hold | refused | bare exception |\n|---|---:|---:|---:|---:|---:|"
    for verdict in [*Verdict, "FAULT"]:
        here = [one for one in outcomes if one.verdict == verdict]
        row = (sum(one.alone == said for one in here) for said in ("holds", "does not hold", "refused", "bare exception"))
        yield f"| {verdict} | {len(here)} | {' | '.join(map(str, row))} |"
    yield "\n| what spoke against it | files |\n|---|---:|"
    for kind, number in Counter(kind for one in outcomes for kind in one.kinds).most_common():
        yield f"| {kind} | {number} |"
    slowest = max((one.seconds for one in outcomes), default=0)
    yield f"\n{len(outcomes)} files; slowest {slowest:.1f} s of CPU"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
