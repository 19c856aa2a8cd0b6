"""Lists: by a paragraph's own numbering, by its style, taken out of a list, and started anew."""

from dataclasses import replace

import pytest

from editions.model.word import Numbering
from tests.support.word_parts import first, paragraph, read


def _level(level: int, form: str, more: str = "", pattern: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def _list(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_level(0, "bullet", pattern="•")}{_level(1, "bullet", pattern="–")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "decimal", pattern="Article %1.")}'
    f"""{_level(1, "lowerLetter", '<w:pStyle w:val="Second"/>', "%2)")}</w:abstractNum>"""
    '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="ListStyle"/></w:abstractNum>'
    + _list(1, 0) + _list(2, 1) + _list(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    + _list(4, 1, f'<w:lvlOverride w:ilvl="0">{_level(0, "upperRoman", pattern="%1")}</w:lvlOverride>')
    + _list(5, 2) + _list(6, 99)
)  # fmt: skip
_STYLES = """
<w:style w:type="paragraph" w:styleId="Bulleted"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Bulleted"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Second"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="ListStyle"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
"""


def _numbers(number: int | None = None, level: int | None = None) -> str:
    inner = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    inner += f'<w:numId w:val="{number}"/>' if number is not None else ""
    return f"<w:numPr>{inner}</w:numPr>"


def _style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ("", None),
        (_numbers(1, 0), Numbering(list=1, level=0, form="bullet", pattern="•")),
        (_numbers(1), Numbering(list=1, level=0, form="bullet", pattern="•")),
        (_numbers(2, 1), Numbering(list=2, level=1, form="lowerLetter", pattern="%2)")),
        (_numbers(3, 0), Numbering(list=3, level=0, form="decimal", start=5, pattern="Article %1.")),
        (_numbers(4, 0), Numbering(list=4, level=0, form="upperRoman", pattern="%1")),
        (_numbers(4, 1), Numbering(list=4, level=1, form="lowerLetter", pattern="%2)")),
        (_numbers(5, 0), Numbering(list=5, level=0, form="decimal", pattern="Article %1.")),
        (_numbers(6, 0), Numbering(list=6, level=0, form="bullet")),
        (_numbers(7, 0), None),
        (_numbers(0, 0), None),
        (_numbers(1, 99), Numbering(list=1, level=8, form="bullet")),
        (_numbers(1, -1), Numbering(list=1, level=0, form="bullet", pattern="•")),
        (_style("Bulleted"), Numbering(list=1, level=0, form="bullet", pattern="•")),
        (_style("Bulleted") + _numbers(level=1), Numbering(list=1, level=1, form="bullet", pattern="–")),
        (_style("Bulleted") + _numbers(0), None),
        (_style("Bulleted") + _numbers(2), Numbering(list=2, level=0, form="decimal", pattern="Article %1.")),
        (_style("Plain"), None),
        (_style("Deep"), Numbering(list=1, level=1, form="bullet", pattern="–")),
        (_style("Second"), Numbering(list=2, level=1, form="lowerLetter", pattern="%2)")),
    ],
)
def test_a_paragraph_stands_in_the_list_that_it_or_its_style_names(properties: str, found: Numbering | None) -> None:
    number = first(read(paragraph("said", properties), numbering=_NUMBERING, styles=_STYLES)).number

    assert (replace(number, definition="", restarts=False) if number else None) == found


def test_a_list_in_a_document_without_lists_is_none() -> None:
    assert first(read(paragraph("said", _numbers(1, 0)))).number is None


def test_a_paragraph_put_into_a_list_as_a_tracked_change_was_in_none_before() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:author="A"/></w:numPr>'

    found = first(read(paragraph("said", numbers), numbering=_NUMBERING))

    assert found.number is not None
    assert found.before is not None
    assert found.before.number is None
