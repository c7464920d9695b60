"""Networks as ncnn takes them: layers as lines of text, and their weights behind each other."""
