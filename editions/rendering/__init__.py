"""Writing a prepared statement down: the same value as PDF and as DOCX, neither from the other."""
