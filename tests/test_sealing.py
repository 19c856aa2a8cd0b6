"""Whether the certificate is the signatory's, by name."""

import pytest

from editions.sealing.naming import note_on_name


@pytest.mark.parametrize("certificate", ["Sabina Aliyeva", "ALİYEVA  Sabina", "Aliyeva, Sabina", "Səbinə Əliyeva", "SABINA ALÍYEVA"])
def test_case_accents_blanks_and_order_make_no_other_name(certificate: str) -> None:
    assert note_on_name(certificate, "Sabina Aliyeva") == ""


@pytest.mark.parametrize("certificate", ["TEST Key", "Sabina", "Sabina Sabina Aliyeva", "Sabina Aliyev", ""])
def test_another_name_is_said(certificate: str) -> None:
    assert note_on_name(certificate, "Sabina Aliyeva") == f'the certificate is of "{certificate}", the signatory is "Sabina Aliyeva"'
