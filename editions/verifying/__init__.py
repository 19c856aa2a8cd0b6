"""Who signed a PDF, whether anybody vouches for it, and what was done to the file since (doors to pyHanko and pikepdf).

The revisions of a file are taken apart and compared here, object by object; what cryptography has to say of a signature,
a certificate or a time stamp, pyHanko says.
"""
