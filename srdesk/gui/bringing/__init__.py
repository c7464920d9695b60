"""Models that are dropped on the window: looked at, asked about, added."""
