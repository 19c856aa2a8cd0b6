"""What changed from one statement to another, and how it is shown: on a terminal, as a page, on paper, as JSON."""
