"""What the files are by the standards, and whether they claim more than that.

The doors to page-validation, openxml-audit and veraPDF, each a module of its own.
"""
