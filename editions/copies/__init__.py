"""Copies of an edition, one for each recipient: the office's directory, and who in it a statement's recipients are."""
