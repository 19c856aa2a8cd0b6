"""Pictures of which nobody has said what they show: kept with the words near them, until somebody does."""

from dataclasses import dataclass

from editions.model.word import WordBlock, WordDocument, WordImage, paragraphs, words
from editions.reading.word.inlines import Inlines

_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """A picture without an alternative text: its *file*, what Word calls it, and the words of its block, or of the one before."""

    file: str
    name: str
    near: str


class SeenInlines(Inlines):
    """Turns runs into inlines, and keeps the pictures that cannot be shown yet."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document, None, {})
        self.unseen: list[Unseen] = []
        self._open: list[tuple[str, str]] = []
        self._before = ""

    def miss_alt(self, image: WordImage, file: str) -> None:
        """Keep *image*, which is to be *file*, until it is known what it stands at."""
        self._open.append((file, image.name or image.part))

    def near(self, block: WordBlock) -> None:
        """Note that *block* was read: its words, or those before it, tell where its pictures stand."""
        said = " ".join(part for paragraph in paragraphs((block,)) for part in words(paragraph.runs).split())
        self._before = (said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…") or self._before
        self.unseen += [Unseen(file=file, name=name, near=self._before) for file, name in self._open]
        self._open = []
