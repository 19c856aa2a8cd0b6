"""From one revision of a file to the next, since it was first signed: what each has added, and whether it may."""

from collections.abc import Sequence
from dataclasses import replace

from editions.model.signatures import Remark
from editions.verifying.changes import Step, step
from editions.verifying.increments import increments
from editions.verifying.marks import Mark
from editions.verifying.revision import Revision, Unreadable

_EMPTY = Remark(kind="empty-revision", sentence="something was added that is neither revocation data nor a time stamp nor a signature")


def steps_of(content: bytes, marks: Sequence[Mark], final: Revision) -> dict[int, Step]:
    """Return each step that *content* took since the first of *marks*, by the byte behind which it was written."""
    known = {mark.end: mark.revision for mark in marks if mark.revision}
    if not known:
        return {}
    start = min(known)
    before = known[start]
    found: dict[int, Step] = {}
    for one in increments(content, start, final):
        try:
            after = final if one.end == len(content) else known.get(one.end) or Revision(content[: one.end])
        except Unreadable:
            remark = Remark(kind="bytes-between", sentence="what was added once cannot be read on its own")
            found[start] = Step(additions=(), changes=(*one.remarks, remark))
        else:
            made = step(before, after)
            empty = () if made.additions or made.changes or one.remarks else (_EMPTY,)
            found[start] = replace(made, changes=(*one.remarks, *made.changes, *empty))
            before = after
        start = one.end
    return found
