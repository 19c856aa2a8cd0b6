"""Addressees kept on the disk, to be gone through again and again: a hundred thousand of them would be most of the memory."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator

from editions.model.directory import Addressee

#: Addressees that are read at a time.
_TOGETHER = 200


class Spool:
    """Addressees in their order, in a file that is gone with this."""

    def __init__(self, addressees: Iterable[Addressee]) -> None:
        """Write *addressees* down."""
        self._file = tempfile.TemporaryFile(prefix="editions-")  # noqa: SIM115 - kept as long as this
        #: How many copies they get together.
        self.copies = 0
        group: list[Addressee] = []
        for one in addressees:
            self.copies += one.copies
            group.append(one)
            if len(group) == _TOGETHER:
                self._write(group)
                group = []
        self._write(group)
        self._file.flush()

    def _write(self, group: list[Addressee]) -> None:
        if group:
            content = pickle.dumps(group)
            self._file.write(len(content).to_bytes(8, "big") + content)

    def __iter__(self) -> Iterator[Addressee]:
        place = 0
        while True:
            # Each goes through it at a place of its own: several may do so at a time.
            self._file.seek(place)
            length = int.from_bytes(self._file.read(8), "big")
            if not length:
                return
            group: list[Addressee] = pickle.loads(self._file.read(length))  # noqa: S301 - from _write alone
            place += 8 + length
            yield from group
