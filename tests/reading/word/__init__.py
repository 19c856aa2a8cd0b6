"""Tests of reading Word documents; all documents are made part by part in tests/support/word_parts.py."""
