"""What is no text in UTF-8 is named, and nothing that it is not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from editions.problems import Refusal
from editions.reading.encoding import decode, read_bytes
from editions.surroundings import Limits

_RUSSIAN = "ЗАЯВЛЕНИЕ\nпо случаю дня образцов\n\nПервый абзац стоит здесь.\n"
_LITHUANIAN = "PAREIŠKIMAS\npavyzdžių dienos proga\n\nŠis pareiškimas yra labai svarbus žmonėms.\n"


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (_RUSSIAN, "cp1251", "this looks like Windows-1251 (Cyrillic)"),
        (_RUSSIAN, "koi8_r", "this looks like KOI8-R (Cyrillic)"),
        (_RUSSIAN, "utf-16", "this looks like UTF-16 (little endian)"),
        (_LITHUANIAN, "cp1257", "byte 6 is 0xd0"),
        ("STATEMENT\n\nA café, naïve.\n", "cp1252", "byte 17 is 0xe9"),
    ],
)
def test_an_encoding_is_named_only_where_it_is_that(text: str, codec: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        decode(text.encode(codec), "received.txt", 1000)

    assert refused.value.problems[0].what == f"not UTF-8: {said}"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_is_refused_and_not_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "en.md")

    with pytest.raises(Refusal) as refused:
        read_bytes(tmp_path / "en.md", Limits())

    assert refused.value.problems[0].what == "is no file"
