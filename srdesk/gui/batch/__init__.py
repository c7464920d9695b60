"""Folders of photos in the window: a plan, a run that can be looked at and held up, a report."""
