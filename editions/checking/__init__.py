"""Judging an edition by its bytes: rules are small functions that yield findings."""
