"""Pages given as pictures: what cannot come along is said, what is not certain is refused."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from editions.assembly.taking_in import picture, purse_of
from editions.model.annexes import PagePicture, Removal
from editions.problems import Refusal
from editions.surroundings import AnnexLimits
from tests.support.annexes import producer


def _pictured(content: bytes, pages: tuple[int, ...] = (), **limits: Any) -> tuple[tuple[PagePicture, ...], tuple[Removal, ...]]:
    allowed = AnnexLimits(**limits)
    return picture(content, pages, 72, "annex.pdf", allowed, purse_of(allowed))


def _refusal(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        _pictured(content)
    return str(caught.value)


def _changed(change: Callable[[Pdf], Any], name: str = "typst-ua.pdf", **saving: Any) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(producer(name))) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def _encrypted(**forbidden: bool) -> bytes:
    leave = pikepdf.Permissions(**forbidden)
    return _changed(lambda _: None, encryption=pikepdf.Encryption(owner="owner", user="", allow=leave))


def test_scripts_and_attached_files_are_named_as_left_out() -> None:
    pictures, removals = _pictured(producer("active.pdf"))

    assert len(pictures) == 2
    assert {"a script, on opening", 'the file attached as "list.csv"', "a command that starts a program"} <= {
        removal.what for removal in removals
    }


def test_what_acts_on_other_pages_than_those_that_are_given_is_not_named() -> None:
    _, removals = _pictured(producer("active.pdf"), (1,))

    assert {removal.page for removal in removals} == {0, 1}


def test_of_a_signed_file_the_signature_is_named_as_left_out() -> None:
    pictures, removals = _pictured(producer("signed.pdf"))

    assert pictures
    assert "the signature" in {removal.what for removal in removals}


def test_an_encrypted_file_that_forbids_nothing_is_pictured_and_that_is_said() -> None:
    pictures, removals = _pictured(_encrypted())

    assert len(pictures) == 2
    assert Removal(what="the encryption") in removals


@pytest.mark.parametrize("leave", ["extract", "print_highres"])
def test_an_encrypted_file_that_forbids_to_be_copied_is_refused(leave: str) -> None:
    assert _refusal(_encrypted(**{leave: False})).startswith("annex.pdf: the file is encrypted, and forbids to copy what it shows")


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    assert _refusal(producer("locked.pdf")).startswith("annex.pdf: the file asks for a password")


def test_a_form_whose_pages_only_ask_to_wait_is_refused() -> None:
    assert _refusal(producer("xfa.pdf")).startswith("annex.pdf: the file is an XFA form, whose pages exist only in Adobe's program")


def test_a_portfolio_is_refused() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Collection = Dictionary(View=Name.D)

    assert _refusal(_changed(change)).startswith("annex.pdf: the file is a portfolio of other files")


def test_a_damaged_file_is_refused() -> None:
    assert _refusal(producer("truncated.pdf")).startswith("annex.pdf: the file is damaged")


def test_a_page_that_two_readers_see_in_different_sizes_is_refused() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[1].obj["/Rotate"] = Decimal("90.5")

    assert "page 2 has another size for one reader than for another" in _refusal(_changed(change))


def test_a_page_in_larger_units_is_as_large_as_it_says() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj["/UserUnit"] = 2

    [page] = _pictured(_changed(change), (1,))[0]

    assert (round(page.width), round(page.height)) == (1191, 1684)


def test_a_page_too_small_to_be_seen_is_refused() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj["/MediaBox"] = Array([0, 0, 0.0001, 0.0001])

    assert "annex.pdf: page 1 is too small to show anything: 0.0001 × 0.0001 points" in _refusal(_changed(change))
