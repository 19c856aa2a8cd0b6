"""The archive: an OCFL storage root (Oxford Common File Layout 1.1, ocfl.io/1.1/spec), in which nothing is changed or removed.

A statement is an object, an addition a version of it. An object is a plain folder with its files, an inventory in JSON and
the inventory's digest: it can be read, and looked over, without this program.
"""
