"""Reading a statement: from its folder, or from one text file, with nothing dropped unsaid."""
