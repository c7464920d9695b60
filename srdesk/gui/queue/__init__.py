"""Many photos in the window: what waits, what is being done, and what became of it."""
