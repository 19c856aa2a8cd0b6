"""The file of a text, patched: what it begins and ends with, and its line ends."""

import pytest

from editions.model.parties import Signatory
from editions.model.prose import Paragraph, Words
from editions.patching.edits import Replace
from editions.patching.files import patch_text
from editions.patching.front import Front
from editions.problems import Refusal

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
