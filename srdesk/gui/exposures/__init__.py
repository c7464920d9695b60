"""Exposures: a photo under certain options as it is shown, and what makes options differ."""
