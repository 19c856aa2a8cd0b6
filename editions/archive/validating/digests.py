"""The digests of a file, all that are asked for in one reading."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_NAMES = {"blake2b-512": "blake2b"}
#: Bytes that are read at once: enough to keep the disk busy, little enough to stay near the processor.
_CHUNK = 2**18


def digests_of(path: Path, algorithms: Iterable[str]) -> dict[str, str]:
    """Return the digest of the file *path* by each of *algorithms*, in small letters; unknown ones are left out.

    Raises:
        OSError: it cannot be read.
    """
    sums = {name: hashlib.new(_NAMES.get(name, name), usedforsecurity=False) for name in algorithms if name in _KNOWN}
    buffer = bytearray(_CHUNK)
    view = memoryview(buffer)
    with path.open("rb", buffering=0) as stream:
        while size := stream.readinto(buffer):
            for one in sums.values():
                one.update(view[:size])
    return {name: one.hexdigest() for name, one in sums.items()}


_KNOWN = {"sha512", "sha256", "sha1", "md5", "blake2b-512"}
