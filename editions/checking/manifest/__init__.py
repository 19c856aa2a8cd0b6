"""The manifest: whole, and true of the files beside it and of what they were made from."""
