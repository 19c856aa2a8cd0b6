"""Whatever lies in a folder: a statement comes out of it, or a Refusal; never another exception."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from editions.checking.characters import check_characters
from editions.layouts import load_layout
from editions.preparing import prepare
from editions.problems import Refusal
from editions.reading.folder import read_folder
from editions.reading.plaintext import read_plaintext
from editions.rendering.docx import to_docx
from editions.rendering.html import to_css, to_html
from editions.surroundings import Limits
from tests.support.making import EVERYTHING, SAMPLE, around, layout
from tests.support.tools import ROOT

_TOML = (EVERYTHING / "statement.toml").read_bytes()
_TEXT = (EVERYTHING / "en.md").read_bytes()
_LAYOUT = (ROOT / "layouts" / "plain" / "layout.toml").read_bytes()
_RECEIVED = next((SAMPLE / "received").iterdir()).read_text("utf-8")
_PIECES = st.sampled_from(
    [b"", b"\n", b'"', b"[", b"]", b"=", b"+++\n", b"\xff", b"\x00", b"1", b"{}", b"| a |\n|---|\n", b"![x](y)", b"[^1]", b"> - 1. "]
)


@st.composite
def _damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return *whole* with up to three stretches cut out or exchanged."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(whole)))
        end = draw(st.integers(start, min(len(whole), start + 60)))
        whole = whole[:start] + draw(_PIECES | st.binary(max_size=6)) + whole[end:]
    return whole


@settings(max_examples=150)
@given(_damaged(_TOML), _damaged(_TEXT))
def test_a_damaged_folder_is_read_or_refused(toml: bytes, text: bytes) -> None:
    with TemporaryDirectory() as name, suppress(Refusal):
        folder = Path(name)
        (folder / "statement.toml").write_bytes(toml)
        (folder / "en.md").write_bytes(text)
        (folder / "images").symlink_to(EVERYTHING / "images")
        statement = read_folder(folder, Limits()).statement
        ready = prepare(statement, "en", layout("plain"))
        found = list(check_characters(statement, ready, layout("plain"), around().fonts))
        if not found:
            assert to_html(ready, layout("plain"))
            assert to_css(ready, layout("plain"))
            assert to_docx(ready, layout("plain"))


@settings(max_examples=150)
@given(_damaged(_LAYOUT))
def test_a_damaged_layout_is_loaded_or_refused(toml: bytes) -> None:
    with TemporaryDirectory() as name, suppress(Refusal):
        (Path(name) / "house").mkdir()
        (Path(name) / "house" / "layout.toml").write_bytes(toml)
        assert load_layout("house", (Path(name),), ("Tinos", "Arimo", "Amiri")).name == "house"


@settings(max_examples=150)
@given(_damaged(_RECEIVED.encode()))
def test_a_damaged_plain_text_is_read_or_refused(text: bytes) -> None:
    with suppress(Refusal):
        assert read_plaintext(text.decode("utf-8", "replace"), "s.txt", []).heading
