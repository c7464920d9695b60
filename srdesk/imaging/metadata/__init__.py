"""What a file says of its picture besides the pixels: EXIF, XMP, IPTC, read as hostile and kept true."""
