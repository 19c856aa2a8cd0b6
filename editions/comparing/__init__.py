"""Two texts, or three, held against each other: paragraph by paragraph and word by word. Pure; it knows the model alone."""
