"""The proof: one HTML page that shows an edition's pages and what every check says of them. Door to its own templates."""
