"""GIF, which is only read."""

import io

from PIL.GifImagePlugin import GifImageFile

from srdesk.imaging.codecs.decoded import Decoded, pixels_of
from srdesk.imaging.formats import COMMENT
from srdesk.imaging.limits import check_size
from srdesk.imaging.photo import Metadata, Origin


def read(data: bytes) -> Decoded:
    """Decode the first frame of a GIF; raises `Unreadable` and what Pillow raises."""
    image = GifImageFile(io.BytesIO(data))
    check_size(*image.size, sample_bytes=8)
    comment = image.info.get("comment")
    texts = ((COMMENT, comment.decode("utf-8", "replace")),) if isinstance(comment, bytes) and comment else ()
    image.load()
    pixels = pixels_of(image, None)
    return Decoded(pixels, Metadata(texts=texts), Origin("GIF", pages=image.n_frames))
