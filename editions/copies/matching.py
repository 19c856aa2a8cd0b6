"""Who in the directory a statement's recipients are: by id, by name, or as a group; what cannot be found is said, not dropped."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from editions.copies.rows import tidy
from editions.model.directory import Addressee, Directory, Found

#: An article before a name, as a sentence has it: "the UN Secretary-General".
_ARTICLE = re.compile(r"^the ")
_COMPARED = 5_000
#: The dot of İ, which stands by itself once it is small, and ı, whose capital is that of i.
_DOTS = {0x0307: None, ord("ı"): "i"}
#: Apostrophes and hyphens, as they are typed and as they are printed.
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


class Matching:
    """Finds recipients in one directory; built once for many statements."""

    def __init__(self, directory: Directory) -> None:
        self._ids: dict[str, list[Addressee]] = defaultdict(list)
        self._names: dict[str, list[Addressee]] = defaultdict(list)
        self._groups: dict[str, list[Addressee]] = defaultdict(list)
        for one in directory.addressees.values():
            self._ids[one.id.casefold()].append(one)
            self._names[_key(one.name)].append(one)
            for group in one.groups:
                self._groups[_key(group)].append(one)

    def find(self, named: str) -> Found:
        """Return what *named*, a recipient as the statement has it, stands for."""
        key = _key(named)
        by_id, by_name = self._ids.get(tidy(named).casefold(), []), self._names.get(key, [])
        meant = list({one.id: one for one in (*by_id, *by_name)}.values())
        if len(meant) > 1:
            ids = " and ".join(f'"{one.id}"' for one in meant[:3])
            return Found(named=named, why_not=f"several have this name: {ids}")
        if meant:
            return Found(named=named, addressees=tuple(meant), by="id" if by_id else "name")
        if found := self._groups.get(key):
            return Found(named=named, addressees=tuple(found), by="group")
        return Found(named=named, why_not=self._nearest(key))

    def all(self, names: Iterable[str]) -> tuple[Found, ...]:
        """Return what each of *names* stands for, in order."""
        return tuple(map(self.find, names))

    def _nearest(self, key: str) -> str:
        known = [*self._names, *self._groups]
        # What is compared with each of a hundred thousand takes a minute.
        close = get_close_matches(key, known, n=1, cutoff=0.75) if len(known) <= _COMPARED else []
        if not close:
            return "neither an id, nor a name, nor a group of the directory"
        one = (
            self._names[close[0]][0].name
            if close[0] in self._names
            else next(group for group in self._groups[close[0]][0].groups if _key(group) == close[0])
        )
        return f'not in the directory; nearest is "{one}"'


def _key(name: str) -> str:
    """Return *name* as it is compared: without an article before it, capitals, or kinds of apostrophes and hyphens."""
    return _ARTICLE.sub("", tidy(name).translate(_ALIKE).casefold().translate(_DOTS))
