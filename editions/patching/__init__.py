"""Sources, patched: what is changed changes, and everything else survives byte for byte."""
