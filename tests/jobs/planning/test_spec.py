"""A batch kept in its journal is the batch that was begun."""

import json
from pathlib import Path

import pytest

from srdesk.errors import JournalError
from srdesk.imaging.codec import EncodeOptions, MetadataPolicy, ProfilePolicy
from srdesk.jobs.planning.spec import BatchSpec
from srdesk.restore import RestoreOptions
from srdesk.restore.size import TargetSize

FULL = BatchSpec(
    (Path("in"),),
    Path("out"),
    RestoreOptions(size=TargetSize.parse("30x20cm@240"), dpi="keep", tile=64),
    EncodeOptions("PNG", metadata=MetadataPolicy.STRIP_ALL, profile=ProfilePolicy.DISPLAY_P3),
)


def test_it_comes_back_whole():
    assert BatchSpec.from_table(json.loads(json.dumps(FULL.as_table())), FULL.output) == FULL


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [("options", "size", "big"), ("options", "sparkle", 1), ("options", "tile", 1), ("encoding", "metadata", "some")],
)
def test_what_it_cannot_have_written_is_refused(part, key, value):
    table = FULL.as_table()
    table[part][key] = value
    with pytest.raises(JournalError):
        BatchSpec.from_table(table, FULL.output)


def test_another_size_is_another_batch():
    other = BatchSpec(FULL.inputs, FULL.output, RestoreOptions(size=TargetSize.parse("2x")), FULL.encoding)
    assert FULL.settings_hash(()) != other.settings_hash(())
