"""Signed paper that was scanned, held against the edition that it prints."""
