"""The source that an edited DOCX was made from: what it carries, or the one in the folder if that is still the same."""

from dataclasses import dataclass
from datetime import date

from editions.language import place_and_date
from editions.model.statement import Statement, Text
from editions.model.word import WordDocument
from editions.preparing import source_digest
from editions.problems import Problem, Refusal
from editions.reading.text import read_text
from editions.toml_source import TomlSource


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text with what statement.toml says beside it."""

    text: Text
    day: date
    reference: str

    @property
    def place_and_date(self) -> str:
        """The line above the heading: place and date, as an edition has it."""
        return place_and_date(self.text.place, self.day, self.text.language)


def of_statement(statement: Statement, language: str) -> Source:
    """Return the text of *statement* in *language*, as a source.

    Raises:
        KeyError: there is none.
    """
    return Source(text=statement.text(language), day=statement.date, reference=statement.reference)


def base_of(document: WordDocument, statement: Statement, language: str, where: str) -> Source:
    """Return the source that *document*, an edition of *statement* in *language*, was made from.

    Raises:
        Refusal: it carries none, and *statement* is not what it was then; or what it carries cannot be read.
    """
    carried = dict(document.sources)
    if f"{language}.md" in carried and "statement.toml" in carried:
        return _read(carried["statement.toml"], carried[f"{language}.md"], language, where)
    if document.custom.get("EditionsSource") == source_digest(statement.sources):
        return of_statement(statement, language)
    what = "the source that this document was made from is no longer in it, and the folder has changed since"
    remedy = "Give that source with --base: its folder, or a revision of it as in seeds/ID@REVISION."
    raise Refusal(Problem(where, what, remedy))


def _read(statement: str, content: str, language: str, where: str) -> Source:
    header = TomlSource(statement, where=f"{where}: statement.toml")
    values = header.values
    day = header.get(values, "date", date, required=header.parsed, default=date.min)
    place, reference = header.line_of_text(values, "place"), header.line_of_text(values, "reference")
    text, problems = read_text(content, f"{where}: {language}.md", language=language, place=place)
    if text is None or problems or header.problems:
        raise Refusal(*header.problems, *problems)
    return Source(text=text, day=day, reference=reference)
