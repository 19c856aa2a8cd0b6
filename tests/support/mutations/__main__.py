"""``python -m tests.support.mutations``: which damages by rote a check notices, and which it does not."""

from tests.support.cases import sample_case
from tests.support.mutations import mutations, outcomes

if __name__ == "__main__":
    seen = list(outcomes(mutations(sample_case())))
    missed = [one for one in seen if not one.noticed_by]
    for one in missed:
        print(f"not noticed: {one.name}")
    print(f"{len(seen) - len(missed)} of {len(seen)} damages are noticed: {100 * (1 - len(missed) / len(seen)):.1f} %")
