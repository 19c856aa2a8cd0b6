"""A statement's folder, written: statement.toml and one Markdown file a language, as a person would write them."""
