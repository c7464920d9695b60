"""How each format stores a picture: its reader, its writer, and what both need of its file structure."""
