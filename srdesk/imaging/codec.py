"""Pictures in and out: the front door of `srdesk.imaging`."""

from srdesk.imaging.decode import decode
from srdesk.imaging.encode import Draft, EncodeReport, encode
from srdesk.imaging.formats import Format, readable_suffixes, writable_formats
from srdesk.imaging.limits import MAX_PIXELS
from srdesk.imaging.options import EncodeOptions, MetadataPolicy, ProfilePolicy
from srdesk.imaging.target import check_target, default_suffix, named_format

__all__ = [
    "MAX_PIXELS",
    "Draft",
    "EncodeOptions",
    "EncodeReport",
    "Format",
    "MetadataPolicy",
    "ProfilePolicy",
    "check_target",
    "decode",
    "default_suffix",
    "encode",
    "named_format",
    "readable_suffixes",
    "writable_formats",
]
