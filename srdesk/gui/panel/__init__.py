"""The settings beside the comparison: what a photo is restored with, and the buttons that start and stop it."""
