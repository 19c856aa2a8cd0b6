"""What veraPDF says of many files at once: one start of it for all."""

import json
import shutil
import subprocess
from pathlib import Path

_FLAVOURS = {"PDF/A-3a": "3a", "PDF/A-3u": "3u", "PDF/A-3b": "3b", "PDF/UA-1": "ua1"}
_BATCH = 100


def broken_rules(standard: str, paths: list[Path]) -> dict[Path, list[str]]:
    """Return for each of *paths* that breaks *standard* the rules that it breaks; nothing where there is no veraPDF."""
    program = shutil.which("verapdf")
    found: dict[Path, list[str]] = {}
    for start in range(0, len(paths) if program else 0, _BATCH):
        batch = paths[start : start + _BATCH]
        command = [str(program), "--format", "json", "--flavour", _FLAVOURS[standard], *map(str, batch)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        jobs = json.loads(done.stdout)["report"]["jobs"]
        for path, job in zip(batch, jobs, strict=True):
            results = job.get("validationResult") or []
            rules = (
                [f"{rule['clause']}-{rule['testNumber']}" for rule in results[0]["details"]["ruleSummaries"]] if results else ["unreadable"]
            )
            if rules:
                found[path] = rules
    return found
