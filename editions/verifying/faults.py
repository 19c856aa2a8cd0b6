"""What a library raises that reads what a stranger wrote, besides what it says that it raises."""

from cryptography.exceptions import UnsupportedAlgorithm

FAULTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    UnsupportedAlgorithm,
)
