"""Networks for other programs: a folder with everything that a port needs."""
