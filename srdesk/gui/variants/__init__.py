"""Variants in the window: the actions that choose and compare them, and the strip that shows them."""
