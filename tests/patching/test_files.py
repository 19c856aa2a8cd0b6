"""The file of a text, patched: what it begins and ends with, and its line ends."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editions.model.bare import by_number
from editions.model.parties import Signatory
from editions.model.prose import Paragraph, Words
from editions.patching.body import patch_body
from editions.patching.edits import Replace
from editions.patching.files import patch_statement, patch_text
from editions.patching.front import Front
from editions.problems import Refusal
from editions.reading.markdown import read_markdown
from tests.patching.making import edits, sources

_FILE = b'+++\nheading = "A" # comment\n\n[signatory]\nname = "B"\n+++\n\nOne _two_\nthree.\n\nFour.'
_FRONT = Front(heading="AA", subject="", signatories=(Signatory(name="B"),))
_EDIT = Replace(number=1, block=Paragraph(inlines=(Words(text="Five."),)))


def _patched(content: bytes) -> bytes:
    return patch_text(content, [_EDIT], _FRONT, where="en.md", language="en")


def test_what_is_not_changed_stays_byte_for_byte() -> None:
    assert _patched(_FILE) == _FILE.replace(b'"A"', b'"AA"').replace(b"Four", b"Five")
    assert patch_text(_FILE, [], None, where="en.md", language="en") == _FILE


def test_line_ends_of_windows_and_a_byte_order_mark_survive() -> None:
    content = b"\xef\xbb\xbf" + _FILE.replace(b"\n", b"\r\n")

    assert _patched(content) == content.replace(b'"A"', b'"AA"').replace(b"Four", b"Five")


@pytest.mark.parametrize("end", [b"\r", b"\r\n"])
def test_line_ends_of_two_kinds_are_refused(end: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        _patched(_FILE.replace(b"\n", end, 1))

    assert str(refused.value).startswith("en.md: line ends of two kinds")


def test_a_file_that_has_problems_is_not_patched() -> None:
    with pytest.raises(Refusal) as refused:
        _patched(_FILE + b"\n\n<b>")

    assert str(refused.value).startswith("en.md:13: raw HTML")


def test_a_statement_keeps_its_line_ends_too() -> None:
    content = b'date = 2022-01-20 # a Thursday\r\noriginal = "en"\r\n'

    patched = patch_statement(content, day=date(2022, 1, 21), reference="", place="", where="statement.toml")

    assert patched == content.replace(b"01-20", b"01-21")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_front_matter_and_body_are_patched_together(data: Any) -> None:
    source = data.draw(sources())
    body = read_markdown(source, "en.md")
    assume(body.blocks and not body.problems)
    wishes = data.draw(edits(body.blocks, by_number(body.footnotes)))
    content = b"\xef\xbb\xbf" + f"{_FILE.decode().partition('One')[0]}{source}".replace("\n", "\r\n").encode()
    try:
        wanted = patch_body(source, wishes)
    except Refusal:
        return
    assume(wanted.strip())

    patched = patch_text(content, wishes, _FRONT, where="en.md", language="en")

    assert patched.startswith(b'\xef\xbb\xbf+++\r\nheading = "AA" # comment\r\n')
    assert patched.endswith(wanted.replace("\n", "\r\n").encode())
