"""Pictures in and out: decoded pixels, their metadata and their colour."""
