"""The outside programs of the full suite: found, or said to be missing; never silently done without."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# The validator's own command is passed over: it asks for a later Node than Debian 12 has, the validator does not.
_VALIDATE = """
import { readFileSync } from "node:fs";
const { default: validate } = await import(process.argv[1]);
console.log(JSON.stringify(await validate(readFileSync(process.argv[2]), "docx")));
process.exit(0);
"""
#: The variable that holds PATH as it was when the tests were started.
_PATH = "EDITIONS_TESTS_PATH"
#: What to do about a program that is missing and that `make tools` does not install.
_REMEDIES = {"verapdf": "install veraPDF, and put its folder on PATH"}


def require(program: str) -> str:
    """Return the path of *program*.

    Without it the test is skipped, and said; with EDITIONS_REQUIRE_TOOLS=1 it fails.
    """
    local = ROOT / ".tools" / "node_modules" / ".bin" / program
    found = str(local) if local.exists() else shutil.which(program, path=path_with_verapdf() if program == "verapdf" else None)
    return found or without(f'the program "{program}" is missing: {_REMEDIES.get(program, "`make tools` installs it")}')


def keep_verapdf_off_path() -> None:
    """Take the folders with veraPDF off PATH, for this process and all that it starts: it takes 5 s of CPU a file."""
    path = os.environ.setdefault(_PATH, os.environ["PATH"])
    os.environ["PATH"] = os.pathsep.join(part for part in path.split(os.pathsep) if not (Path(part) / "verapdf").exists())


def path_with_verapdf() -> str:
    """Return PATH as it was when the tests were started."""
    return os.environ[_PATH]


def package(name: str) -> Path:
    """Return the folder of the Node package *name*; without it, as without a program."""
    found = ROOT / ".tools" / "node_modules" / name
    return found if found.is_dir() else Path(without(f'the Node package "{name}" is missing: `make tools` installs it'))


def without(message: str) -> NoReturn:
    """Skip the test, which says *message*; fail it where the outside programs have to be there."""
    if os.environ.get("EDITIONS_REQUIRE_TOOLS") == "1":
        pytest.fail(message)
    pytest.skip(message)


def run(*command: str, **environment: str) -> str:
    """Return what *command* prints on standard output; its exit status does not count."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **environment})
    return done.stdout


def verapdf_failures(*paths: Path) -> list[str]:
    """Return the rules of PDF/A-3a and PDF/UA-1 that veraPDF finds broken in *paths*; a file that it cannot read breaks both."""
    failures = []
    program = require("verapdf")
    for flavour in ("3a", "ua1"):
        jobs = run_json(program, "--format", "json", "--flavour", flavour, *map(str, paths))["report"]["jobs"]
        assert len(jobs) == len(paths)
        for job in jobs:
            if not job.get("validationResult"):
                failures.append(f"{flavour} cannot be read: {job['taskException']['exceptionMessage']}")
                continue
            result = job["validationResult"][0]
            rules = [f"{flavour} {rule['clause']}-{rule['testNumber']}" for rule in result["details"]["ruleSummaries"]]
            assert result["compliant"] == (not rules)
            failures += rules
    return failures


def open_xml_sdk_errors(path: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong in the DOCX at *path*; a file that it cannot open fails the test."""
    library = Path(require("ooxml-validate")).resolve().parents[1] / "index.js"
    report = run_json(require("node"), "--input-type=module", "--eval", _VALIDATE, str(library), str(path))
    return [str(error["description"]) for error in report]


def run_json(*command: str) -> Any:
    """Return the JSON that *command* prints; the test fails with all that it said, if that is not JSON."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        pytest.fail(f"{command[0]} {command[-1]}: no JSON, exit status {done.returncode}\n{done.stdout}{done.stderr}")


def to_pdf_with_libreoffice(folder: Path, *documents: Path) -> list[Path]:
    """Return the PDFs that LibreOffice makes of *documents* in *folder*; it sees the bundled fonts alone."""
    program = require("soffice")
    with tempfile.TemporaryDirectory() as profile:
        run(
            program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
            *map(str, documents), FONTCONFIG_FILE=str(ROOT / "fonts" / "fonts.conf"),
        )  # fmt: skip
    made = [folder / f"{document.stem}.pdf" for document in documents]
    assert all(path.exists() for path in made)
    return made


def page_lines(pdf: Path) -> list[list[str]]:
    """Return the lines of each page as poppler reads them, blanks folded, empty ones left out."""
    pages = run(require("pdftotext"), "-layout", str(pdf), "-").split("\f")[:-1]
    return [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages]
