"""openxml-audit, asked of one document after another."""

from editions.checking.openxml import check_openxml
from tests.support.making import EVERYTHING, SAMPLE, content


def test_what_one_document_holds_is_not_looked_for_in_another() -> None:
    # Footnotes in one, none in the other; in 0.8.0 a validator that is used again mixes them up at the second round.
    documents = [content(EVERYTHING, "en", "docx"), content(SAMPLE, "en", "docx"), content(EVERYTHING, "ar", "docx")]

    found = [finding.message for _ in range(4) for document in documents for finding in check_openxml(document, "x.docx")]

    assert found == []


def test_what_is_no_package_is_a_finding() -> None:
    [finding] = check_openxml(b"PK\x03\x04 and no more", "x.docx")

    assert finding.severity == "error"
    assert finding.where == "x.docx"
