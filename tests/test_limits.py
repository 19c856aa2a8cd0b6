"""What would cost too much, or would reach outside, is refused: through the command, as a user meets it."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from editions.cli import main
from editions.model.prose import Paragraph, Words
from editions.problems import Refusal
from editions.surroundings import Limits
from tests.support.making import SAMPLE, around, layout, pdf, with_body, words
from tests.support.tools import ROOT
from tests.support.trace import calls

_TOML = 'date = 2026-03-08\noriginal = "en"\n'
_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n\n'


def _office(folder: Path, text: bytes) -> Path:
    statement = folder / "seeds" / "sample"
    statement.mkdir(parents=True)
    (statement / "statement.toml").write_text(_TOML, "utf-8")
    (statement / "en.md").write_bytes(text)
    return statement


def test_a_text_of_50_mb_is_refused_without_being_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statement = _office(tmp_path, b"")
    with (statement / "en.md").open("wb") as stream:
        stream.truncate(50_000_000)

    status = main(["build"])

    assert status == 3
    assert capsys.readouterr().err == (
        "seeds/sample/en.md: the text is too long: 50,000,000 bytes, where 2,000,000 are allowed\n"
        "  Divide it, or move parts into an annex.\n"
    )
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("linked", ["image", "folder"])
def test_an_image_behind_a_symbolic_link_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], linked: str) -> None:
    statement = _office(tmp_path, _TEXT.encode() + b"![A picture](images/picture.png)\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "picture.png").write_bytes((ROOT / "tests/samples/everything/images/chart.png").read_bytes())
    if linked == "folder":
        (statement / "images").symlink_to(tmp_path / "elsewhere")
    else:
        (statement / "images").mkdir()
        (statement / "images" / "picture.png").symlink_to(tmp_path / "elsewhere" / "picture.png")

    status = main(["build"])

    assert status == 3
    assert 'en.md:9: the image "images/picture.png" is a symbolic link, or lies behind one' in capsys.readouterr().err
    assert not (tmp_path / "build").exists()


def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    statement = _office(tmp_path, _TEXT.encode() + b"![A picture](picture.png)\n")
    Image.new("1", (20_000, 20_000)).save(statement / "picture.png")

    status = main(["build"])

    assert status == 3
    assert "has 20000 × 20000 pixels, where 40,000,000 are allowed" in capsys.readouterr().err


def test_a_truncated_image_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statement = _office(tmp_path, _TEXT.encode() + b"![A picture](picture.png)\n")
    (statement / "picture.png").write_bytes((ROOT / "tests/samples/everything/images/chart.png").read_bytes()[:600])

    status = main(["build"])

    assert status == 3
    assert 'the image "picture.png" is damaged' in capsys.readouterr().err


def test_rendering_that_takes_too_long_is_stopped() -> None:
    from dataclasses import replace

    from editions.rendering.html import to_css, to_html
    from editions.rendering.pdf import to_pdf

    ready, look = with_body(*[Paragraph(inlines=(Words(text="word " * 400),))] * 200), layout("plain")
    hurried = replace(around(), limits=Limits(seconds=0.3))

    with pytest.raises(Refusal, match=r"rendering was stopped after 0\.3 s"):
        to_pdf(ready, look, to_html(ready, look), to_css(ready, look), b"", hurried)


def test_rendering_is_stopped_even_if_the_first_call_to_stop_is_lost() -> None:
    from editions.rendering.pdf import _time_limit

    def lose_the_first_call() -> None:
        with suppress(Refusal):
            time.sleep(2)
        time.sleep(4)

    with pytest.raises(Refusal, match="rendering was stopped"), _time_limit(0.2, "sample"):
        lose_the_first_call()


@pytest.mark.parametrize("depth", ["> " * 5000, "- " * 5000, "[" * 50_000, "*a **b " * 5000, "![" * 20_000, "<" * 50_000])
def test_markup_that_lies_too_deep_ends_in_a_problem_or_an_edition(tmp_path: Path, depth: str) -> None:
    _office(tmp_path, _TEXT.encode() + depth.encode() + b" end\n")

    done = subprocess.run(
        [sys.executable, "-m", "editions", "build", "--format", "docx"], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode in (0, 3)
    assert "Traceback" not in done.stderr


def test_a_bad_statement_among_good_ones_stops_only_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _office(tmp_path, b"no front matter")
    good = tmp_path / "seeds" / "good"
    good.mkdir()
    (good / "statement.toml").write_text(_TOML, "utf-8")
    (good / "en.md").write_text(_TEXT, "utf-8")

    status = main(["build", "--format", "docx"])

    assert status == 3
    assert "seeds/sample/en.md:1:" in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "build").iterdir()} == {".lock", "good"}


def test_every_error_that_weasyprint_logs_fails_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    import logging

    import weasyprint

    render = weasyprint.HTML.render

    def complaining(self: object, *arguments: object, **options: object) -> object:
        logging.getLogger("weasyprint").error("something of which nothing else speaks")
        return render(self, *arguments, **options)

    monkeypatch.setattr(weasyprint.HTML, "render", complaining)

    with pytest.raises(Refusal, match="WeasyPrint: something of which nothing else speaks"):
        pdf(with_body(words("Some text.")))


def test_a_build_reads_the_statement_the_layout_and_the_fonts_and_speaks_to_nobody(tmp_path: Path) -> None:
    _office(tmp_path, _TEXT.encode())
    (tmp_path / "private.txt").write_text("not to be read", "utf-8")
    allowed = (
        "seeds",
        "layouts",
        "build",
        "names.txt",
        str(ROOT / "editions"),
        str(ROOT / "layouts"),
        str(ROOT / "fonts"),
        str(ROOT / "pyproject.toml"),
        sys.prefix,
        sys.base_prefix,
        "/usr/lib",
        "/usr/local/lib",
        "/lib",
        "/etc/ld.so",
        "/etc/localtime",
        "/usr/share/zoneinfo",
        "/proc/",
        "/sys/",
        "/dev/",
        str(Path.home() / ".cache" / "editions"),
        "/usr/share/locale",
        "/etc/nsswitch",
        "/etc/passwd",
        "/usr/share/fontconfig/conf.avail",
        "/etc/mime.types",
    )

    found = calls([sys.executable, "-m", "editions", "build"], tmp_path, ("openat", "open", "socket", "connect", "sendto"))

    opened = [
        call.line.split('"')[1]
        for call in found
        if " = -1 " not in call.line and "O_DIRECTORY" not in call.line and call.name.startswith("open")
    ]
    assert [call.line for call in found if call.name in ("socket", "connect", "sendto")] == []
    assert [
        path for path in opened if not path.startswith(allowed) and "__pycache__" not in path and not path.endswith((".so", ".pth"))
    ] == []
    assert any(path.endswith("Tinos-Regular.ttf") for path in opened)
    written = [call.line.split('"')[1] for call in found if "O_WRONLY" in call.line or "O_RDWR" in call.line or "O_CREAT" in call.line]
    assert [path for path in written if not path.startswith(("build/", "/dev/")) and "/.cache/editions/" not in path] == []


def test_the_isolation_test_would_see_a_file_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("not to be read", "utf-8")

    found = calls([sys.executable, "-c", "open('private.txt').read()"], tmp_path, ("openat",))

    assert any('"private.txt"' in call.line for call in found)
    assert os.environ.get("EDITIONS_REQUIRE_TOOLS") in (None, "1")


@pytest.mark.parametrize("name", ["en.md", "statement.toml"])
def test_a_text_that_is_a_symbolic_link_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    seed = tmp_path / "seeds" / "sample"
    shutil.copytree(SAMPLE, seed)
    (tmp_path / "elsewhere").write_bytes((seed / name).read_bytes())
    (seed / name).unlink()
    (seed / name).symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)

    assert main(["build"]) == 3
    assert not (tmp_path / "build").exists()
