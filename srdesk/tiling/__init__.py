"""Pure geometry of tiles, and their blending."""
