"""LANGUAGE.md: one text of a statement, written, and read again before it is given out."""

from dataclasses import replace

from editions.model.bare import all_bare, by_number
from editions.model.statement import SourceFile, Text
from editions.problems import FaultRefusal, Problem
from editions.reading.text import read_text
from editions.writing_source.blocks import body_lines
from editions.writing_source.front import front_lines


def text_file(text: Text, *, place: str = "") -> SourceFile:
    """Return the file that says *text*, whose statement is issued at *place*.

    What the reader refuses (no signatory, a heading's level left out) is written as it is given.

    Raises:
        Refusal: Markdown has no form for something that the text says.
        FaultRefusal: what was written is not read as *text*.
    """
    name = f"{text.language}.md"
    lines = ["+++", *front_lines(text, place=place), "+++", "", *body_lines(text.body, text.footnotes, text.file or name)]
    content = "\n".join(lines) + "\n"
    again, problems = read_text(content, name, language=text.language, place=place)
    if not problems and (again is None or not is_same(again, text)):
        raise FaultRefusal(Problem(name, "what was written does not say what it should", "This is a fault of editions: report it."))
    return SourceFile(name=name, content=content.encode())


def is_same(one: Text, other: Text) -> bool:
    """Return whether two texts say the same, wherever and however they are written."""
    unplaced = replace(one, body=(), footnotes=(), file="", lines=())
    return unplaced == replace(other, body=(), footnotes=(), file="", lines=()) and all_bare(
        one.body, by_number(one.footnotes)
    ) == all_bare(other.body, by_number(other.footnotes))
