"""Networks that others trained: read with suspicion, tried out, and made alike."""
