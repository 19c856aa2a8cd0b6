"""The support that lets LibreOffice edit: each step does what it says, as our reader sees it."""

from editions.model.word import WordDocument, WordParagraph, WordText, words
from editions.reading.word.changes import changes
from editions.reading.word.document import read_word
from tests.support.redlines import statement_with
from tests.support.returning import as_docx
from tests.support.uno_office import (
    all_edited,
    bold,
    delete,
    delete_paragraph,
    edited,
    insert,
    italic,
    move_paragraph,
    new_paragraph,
    track,
)

_BODY = "The first paragraph.\n\nThe second one.\n\nThe third of them.\n\nThe last."


def _edition() -> bytes:
    return as_docx(statement_with(_BODY))


def _lines(document: WordDocument) -> list[str]:
    found = [words(block.runs) for block in document.blocks if isinstance(block, WordParagraph)]
    return [line for line in found if line.startswith(("The ", "And "))]


def test_words_and_paragraphs_are_put_in_taken_out_and_moved() -> None:
    made = edited(
        _edition(), insert("very ", before="first paragraph"), insert(" indeed", after="second one"), delete("of them"),
        new_paragraph("And another.", after="second one"), delete_paragraph("The last"), move_paragraph("The third", up=3),
    )  # fmt: skip

    assert _lines(read_word(made, "edited.docx")) == [
        "The third .", "The very first paragraph.", "The second one indeed.", "And another.",
    ]  # fmt: skip


def test_what_is_tracked_is_tracked_by_the_author_that_is_named() -> None:
    made, plain = all_edited(
        [(_edition(), [track(), insert("very ", before="first"), delete("second")]), (_edition(), [insert("very ", before="first")])],
        author="Leyla Sample",
    )

    found = [(one.change.kind, one.change.author, one.words) for one in changes(read_word(made, "edited.docx"))]
    assert found == [("inserted", "Leyla Sample", "very "), ("deleted", "Leyla Sample", "second")]
    assert list(changes(read_word(plain, "edited.docx"))) == []


def test_words_become_bold_and_italic() -> None:
    made = edited(_edition(), bold("first"), italic("second"))

    document = read_word(made, "edited.docx")
    looks = {
        run.text: (run.look.strong, run.look.emphasis)
        for block in document.blocks
        if isinstance(block, WordParagraph)
        for run in block.runs
        if isinstance(run, WordText)
    }
    assert (looks["first"], looks["second"]) == ((True, False), (False, True))
