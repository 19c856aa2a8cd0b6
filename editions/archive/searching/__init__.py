"""Finding what is archived: an index in SQLite (FTS5) of the words in the archive, which can be thrown away at any time.

The archive is the truth. The index lies in the user's cache, not in the archive; it is brought up to date whenever it is asked.
"""
