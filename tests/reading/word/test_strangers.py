"""The tool that runs strangers' documents: what it calls read, left, refused, and a fault."""

from pathlib import Path

import pytest

from editions.model.word import WordDocument
from tests.benchmarks import word_strangers
from tests.support.letters import said_by
from tests.support.word_parts import paragraph, parts, read, text, zipped


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        ("said", "whole", ""),
        ('<w:bookmarkStart w:id="1"/>', "marks left", "a bookmark"),
        (text("a") + f"<w:ins>{text('b')}</w:ins>", "whole", "1 tracked changes"),
        ("<w:r><w:drawing><a:t>drawn</a:t></w:drawing></w:r>", "words left", "words drawn in a picture"),
    ],
)
def test_a_document_is_read_whole_or_with_what_was_left(tmp_path: Path, body: str, kind: str, why: str) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(parts(paragraph(body))))

    found = word_strangers.run(tmp_path / "a.docx")

    assert (found.kind, found.why, found.faults) == (kind, why, ())


def test_a_refusal_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.7")

    found = word_strangers.run(tmp_path / "a.docx")

    assert (found.kind, found.why, found.faults) == ("refused", "it is no DOCX: it is a PDF", ())


def test_words_that_are_lost_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(parts(paragraph("said"))))

    def forgetful(path: Path) -> WordDocument:
        del path
        return read(paragraph("sad"))

    monkeypatch.setattr(word_strangers, "read_word_file", forgetful)

    assert word_strangers.run(tmp_path / "a.docx").faults == ("unaccounted for: i",)


def test_an_exception_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> WordDocument:
        raise KeyError(path.name)

    monkeypatch.setattr(word_strangers, "read_word_file", broken)

    assert word_strangers.run(tmp_path / "a.docx").faults == ("KeyError: 'a.docx'",)


def test_words_that_no_statement_says_and_nobody_names_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(parts(paragraph("said"))))

    monkeypatch.setattr(word_strangers, "said_by", lambda _: said_by(read(paragraph("sad"))))

    assert word_strangers.run(tmp_path / "a.docx").faults == ("neither said nor named: i",)
