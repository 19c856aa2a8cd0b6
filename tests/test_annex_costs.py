"""What an annex of any kind may cost: seconds and memory, and nothing beside itself."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.support.annexes import producer
from tests.support.tools import ROOT, require

_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">'


def _build(folder: Path, file: str, content: bytes, settings: str, *lines: str) -> "subprocess.CompletedProcess[str]":
    """Build a statement whose annex is *content*, in an office with *settings* for annexes."""
    seed = folder / "seeds" / "s"
    seed.mkdir(parents=True)
    entry = "\n".join([f'[[annexes]]\nfile = "{file}"\ntitle.en = "A"', *lines])
    (seed / "statement.toml").write_text(f'date = 2026-01-01\noriginal = "en"\n{entry}\n', "utf-8")
    (seed / "en.md").write_text(_TEXT, "utf-8")
    (seed / file).write_bytes(content)
    (folder / "settings.toml").write_text(f"[annexes]\n{settings}\n", "utf-8")
    command = [sys.executable, "-m", "editions", "build", "--format", "pdf"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


ALT = 'alt = "What it shows"'


def _scan(pages: int, side: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    blank = Image.new("1", (side, side), 1)
    blank.save(out, "TIFF", compression="group4", save_all=True, append_images=[blank] * (pages - 1), dpi=(600, 600))
    return out.getvalue()


def test_a_scan_of_many_large_pages_is_stopped_by_the_limit(tmp_path: Path) -> None:
    started = time.monotonic()

    done = _build(tmp_path, "a.tiff", _scan(60, 6300), "seconds = 3", ALT)

    assert done.returncode == 3
    assert "a.tiff: the annex takes more than 3 s to " in done.stderr
    assert time.monotonic() - started < 60


def test_a_page_in_black_and_white_stands_in_grey() -> None:
    from PIL import Image

    from editions.assembly.taking_in import images, purse_of
    from editions.surroundings import AnnexLimits

    limits = AnnexLimits()
    pages = images(_scan(2, 600), (), "a.tiff", limits, purse_of(limits))

    modes = [Image.open(io.BytesIO(page.content)).mode for page in pages]
    assert modes == ["L", "L"]
    assert [(page.width, page.height) for page in pages] == [(72.0, 72.0)] * 2


def test_libreoffice_is_given_limits_of_memory_and_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from editions.office import OfficeFailed, set_in_office

    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(ulimit -v; ulimit -f; ulimit -c) > {tmp_path}/limits\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    with pytest.raises(OfficeFailed, match="or needs more than 2048 MiB of memory"):
        set_in_office(b"", fonts=ROOT / "fonts", memory=2**31)

    assert (tmp_path / "limits").read_text("ascii").split() == [str(2**21), str(2**21), "0"]


def test_libreoffice_without_memory_enough_ends_in_a_problem() -> None:
    require("soffice")
    from editions.office import OfficeFailed, set_in_office

    with pytest.raises(OfficeFailed, match="or needs more than 150 MiB of memory"):
        set_in_office(producer("libreoffice.docx"), fonts=ROOT / "fonts", memory=150 * 2**20)


def test_a_scan_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (6000, 6000)).save(out, "TIFF", compression="tiff_deflate")

    done = _build(tmp_path, "a.tiff", out.getvalue(), "memory = 250_000_000", ALT)

    assert done.returncode == 3
    assert "a.tiff: the file needs more memory than is allowed" in done.stderr


def _uses(depth: int) -> bytes:
    """Return a drawing that shows one line 10 to the power of *depth* times."""
    groups = "".join(f'<g id="g{level}">{f"""<use xlink:href="#g{level - 1}"/>""" * 10}</g>' for level in range(1, depth + 1))
    return f'{_SVG}<defs><path id="g0" d="M0 0L9 9" stroke="red"/>{groups}</defs><use xlink:href="#g{depth}"/></svg>'.encode()


def test_a_drawing_that_shows_itself_without_end_is_stopped_by_the_limit(tmp_path: Path) -> None:
    started = time.monotonic()

    done = _build(tmp_path, "a.svg", _uses(9), "seconds = 3", ALT)

    assert done.returncode == 3
    assert "a.svg: the annex takes more than 3 s to set" in done.stderr
    assert time.monotonic() - started < 60


def test_a_document_whose_parts_grow_beyond_measure_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(producer("libreoffice.docx"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/_rels/a.rels", "w", force_zip64=True) as part:
        for _ in range(700):
            part.write(b" " * 1_000_000)

    done = _build(tmp_path, "a.docx", out.getvalue(), "memory = 600_000_000")

    assert done.returncode == 3
    assert "a.docx: the file needs more memory than is allowed" in done.stderr


def test_a_document_that_libreoffice_takes_too_long_for_is_refused(tmp_path: Path) -> None:
    require("soffice")
    done = _build(tmp_path, "a.docx", _long_document(), "office_seconds = 1")

    assert done.returncode == 3
    assert "a.docx: LibreOffice takes more than 1 s" in done.stderr


def _long_document() -> bytes:
    import docx

    document = docx.Document()
    for _ in range(20_000):
        document.add_paragraph("A sentence that is long enough to be set in more than one line of a page. " * 3)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("mebibytes", [100, 114, 130, 145])
def test_a_long_annex_in_markdown_is_held_to_the_memory_of_an_annex(tmp_path: Path, mebibytes: int) -> None:
    words = ("A paragraph of an annex that is long. " * 20 + "\n\n") * 300

    done = _build(tmp_path, "a.md", words.encode(), f"memory = {mebibytes * 2**20}")

    assert done.returncode == 3
    assert f"a.md: the annex needs more than {mebibytes} MiB of memory to set" in done.stderr


@pytest.mark.parametrize("seconds", [2])
def test_what_one_process_has_taken_is_not_there_for_the_next(seconds: int) -> None:
    from editions.apart import Purse

    purse = Purse(seconds=seconds, memory=2**30)
    purse.run(["sleep", "0.9"], b"")

    with pytest.raises(subprocess.TimeoutExpired) as caught:
        purse.run(["sleep", "30"], b"")

    assert caught.value.timeout == pytest.approx(1.1, abs=0.15)


def test_joining_and_judging_have_a_limit_too() -> None:
    from editions.assembly.joining import Part
    from editions.binding_apart import Whole, join_apart
    from editions.problems import Refusal
    from editions.rendering.annexes import mark_sheet
    from editions.surroundings import AnnexLimits, Limits
    from tests.support.annexes import leaves
    from tests.support.making import SAMPLE, around, content, layout, prepared

    ready, annex = prepared(SAMPLE, "en"), leaves("typst-ua.pdf")
    parts = [Part(leaves=annex, number=str(n), heading="A", language="", anchor=f"annex-{n}", where="a.pdf") for n in range(300)]
    marks = mark_sheet(["A mark"] * 600, ready, layout("plain"), around())
    whole = Whole(
        statement=content(SAMPLE, "en", "pdf"), parts=parts, marks=marks, two_sided=False, metadata=ready.metadata, where="s.en.pdf"
    )
    limits = Limits(seconds=2.0, annexes=AnnexLimits(seconds=0))

    with pytest.raises(Refusal) as caught:
        join_apart(whole, limits)

    assert str(caught.value).startswith("s.en.pdf: the statement with its annexes takes more than 2 s to join and judge")
