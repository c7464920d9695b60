"""A photo with a target: what to do, and what came of it."""
