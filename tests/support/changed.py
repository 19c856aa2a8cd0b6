"""Statements as they were and as they became: folders with a change of every kind."""

import shutil
from pathlib import Path

from tests.support.making import EVERYTHING

#: What is written over in a file of the sample with everything, and with what.
_CHANGES = {
    "statement.toml": (("2026-03-08", "2026-03-09"), ('"typesetting"', '"typesetting", "changes"'), ("1/2026", "2/2026")),
    "en.md": (
        ("*emphasis*, **weight**", "*emphasis*, weight"),
        ("https://example.org/a?b=c&d=e", "https://example.org/other"),
        ("[^first]: The first footnote", "[^first]: The very first footnote"),
        ("Twenty words more make", "Forty words more make"),
        ("- An item with a dash", "- A new item\n- An item with a dash"),
        ("  - the first of it\n", ""),
        ("5. The fifth\n", "5. The fifth and last\n"),
        ("| Year | Event | Number |\n|------|:-----:|-------:|", "| Year | Event | Place | Number |\n|------|:-----:|---|-------:|"),
        ("emphasis* | 150 |", "emphasis* | Baku | 151 |"),
        ("of its cell | 23,000 |", "of its cell | | 23,000 |"),
        ("| 2020 | the last | 3,410 |", "| 2020 | the last | Shusha | 3,410 |\n| 2021 | one more | | 7 |"),
        ("Four bars, each higher", "Four bars, each one higher"),
        ("##### A heading of the fifth level", "#### A heading of the fifth level"),
        ("The last paragraph.", "The last paragraph.\n\nA paragraph that was not there."),
        ('name = "B. Specimen"', 'name = "C. Specimen"\noffice = "Specimen Officer"'),
        ('names = ["the Sample Council", ', 'names = ["the Press", "the Sample Council, in session", '),
    ),
    "ar.md": (("ورقم 123", "ورقم 321"), ("- البند الأول\n", ""), ("Sample Council", "Sample Councils")),
}
#: What stands elsewhere now: taken from its place, and put before other words.
_MOVED = ("1990\\. gada is a paragraph that begins like a list and is none.\n\n", "A paragraph with *emphasis*")


def was_and_is(at: Path) -> tuple[Path, Path]:
    """Return two folders in *at*: the sample with everything, and one with changes of every kind."""
    was, now = at / "was", at / "is"
    shutil.copytree(EVERYTHING, was)
    shutil.copytree(EVERYTHING, now)
    for name, changes in _CHANGES.items():
        text = (now / name).read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (now / name).write_text(text, "utf-8")
    text = (now / "en.md").read_text("utf-8")
    assert _MOVED[0] in text
    (now / "en.md").write_text(text.replace(_MOVED[0], "").replace(_MOVED[1], _MOVED[0] + _MOVED[1]), "utf-8")
    (now / "az.md").unlink()
    return was, now
