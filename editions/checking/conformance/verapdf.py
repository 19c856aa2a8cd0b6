"""veraPDF, the validator of reference, where it is on PATH: probed here, run on a file of its own.

It reads a whole file in some seconds, and is asked only of editions with annexes.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from editions.apart import unbound
from editions.model.findings import Finding
from editions.problems import Problem, Refusal

_FLAVOURS = {f"PDF/A-{level}": level for level in ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u")} | {"PDF/UA-1": "ua1"}
_SECONDS = 600
#: Seconds for which a process that asks it more than once is waited for, beside what it takes itself.
PATIENCE = 3 * _SECONDS
_PAGE = re.compile(r"\bpages\[(\d+)\]")
_FONT = re.compile(r"[fF]ont\[\d+\]\(([^()]+)\)")


def find_verapdf() -> str | None:
    """Return the path of the program, if this computer has it."""
    return shutil.which("verapdf")


def is_judge_of(standard: str) -> bool:
    """Return whether the program can check *standard* ("PDF/A-3a")."""
    return standard in _FLAVOURS


def check_with_verapdf(program: str, content: bytes, where: str, standard: str) -> Iterator[Finding]:
    """Yield a finding for each rule of *standard* ("PDF/A-3a") that *content* breaks in veraPDF's judgement.

    Raises:
        Refusal: the program does not answer.
    """
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        path = Path(folder) / "edition.pdf"
        path.write_bytes(content)
        try:
            done = subprocess.run(  # noqa: S603
                [program, "--format", "json", "--flavour", _FLAVOURS[standard], str(path)],
                capture_output=True, text=True, check=False, timeout=_SECONDS, preexec_fn=unbound,
            )  # fmt: skip
            job = json.loads(done.stdout)["report"]["jobs"][0]
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, IndexError) as error:
            raise Refusal(Problem(program, f"veraPDF gives no answer: {error}"[:200], "Mend it, or take it off PATH.")) from None
    results = job.get("validationResult") or []
    if not results:
        message = str(job.get("taskException", {}).get("exceptionMessage", "it cannot be read"))
        yield Finding(rule="pdf-unreadable", severity="error", where=where, message=message, clause=standard)
    for rule in results[0]["details"]["ruleSummaries"] if results else ():
        contexts = [str(check.get("context", "")) for check in rule.get("checks") or ()]
        pages = tuple(sorted({int(found[1]) + 1 for context in contexts if (found := _PAGE.search(context))}))
        yield Finding(
            rule=f"veraPDF {rule['clause']}-{rule['testNumber']}",
            severity="error",
            where=where,
            message=_said(rule, contexts),
            clause=standard,
            page=pages[0] if pages else 0,
            pages=pages,
        )


def _said(rule: Mapping[str, Any], contexts: Sequence[str]) -> str:
    """Return what *rule* asks for, the fonts that are named where it is broken, and how often it is, where that is told no closer.

    Of many places, veraPDF tells the first (its option --maxfailuresdisplayed).
    """
    fonts = dict.fromkeys(found[1].rpartition("+")[2] for context in contexts if (found := _FONT.search(context)))
    said = str(rule.get("description", ""))
    if fonts:
        said += f" (the font{'' if len(fonts) == 1 else 's'} " + ", ".join(f'"{font}"' for font in fonts) + ")"
    count = int(rule.get("failedChecks", len(contexts)))
    return f"{said} ({count} times)" if count > max(len(contexts), 1) else said
