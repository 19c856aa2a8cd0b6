"""Whether an object is valid, by the Oxford Common File Layout 1.1 and 1.0; each fault has the code that OCFL gives it.

The codes are those of ocfl.io/1.1/spec/validation-codes: E… is against a MUST, W… against a SHOULD.
"""
