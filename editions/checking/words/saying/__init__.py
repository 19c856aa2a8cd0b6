"""What an edition says: its source, its PDF and its DOCX as sequences of paragraphs, and how they differ."""
