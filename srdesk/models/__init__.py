"""What networks there are, and what is known about them before they are loaded."""
