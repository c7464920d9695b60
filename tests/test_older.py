"""What older versions wrote is read by this one, in files that they wrote (tests/older)."""

import shutil
from pathlib import Path

import pytest

from srdesk import settings
from srdesk.imaging.options import EncodeOptions
from srdesk.jobs import queue_file
from srdesk.jobs.journal import read_journal
from srdesk.jobs.places import journal_of
from srdesk.jobs.queue import State
from srdesk.jobs.records import DoneRecord, FailedRecord
from srdesk.models.catalogue import load_all
from srdesk.models.spec import Precision
from srdesk.paths import models_folder
from srdesk.restore.options import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.settings import Appearance, Preset, Settings

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        (
            "settings-first.json",
            Settings(RestoreOptions(model="edsr", scale=3, tile=128, threads=2, strength=0.7), folder="/photos"),
        ),
        (
            "settings-shortcuts.json",
            Settings(
                RestoreOptions(model="photo", size=TargetSize.parse("30x20cm@240")),
                folder="/photos",
                appearance=Appearance("zh_CN", "dark"),
                shortcuts=(("open", ("O", "F2")),),
            ),
        ),
        (
            "settings-details.json",
            Settings(
                encoding=EncodeOptions("PNG", 80),
                presets=(Preset("Prints"),),
                unfolded=("details",),
                shortcuts=(("open", ("O",)),),
            ),
        ),
    ],
)
def test_settings(file: str, meant: Settings) -> None:
    notices: list[str] = []
    assert settings.load(OLDER / file, report=notices.append) == meant
    assert notices == []


def test_a_queue() -> None:
    kept = queue_file.read(OLDER / "queue-first.jsonl")
    waiting, failed, done = kept.entries
    assert kept.damaged == 0
    assert (waiting.source, waiting.state, waiting.recipe.options.model) == (
        Path("/photos/a.jpg"),
        State.QUEUED,
        "edsr",
    )
    assert (failed.state, failed.reason.hint) == (State.FAILED, "Leave it out.")
    assert (done.state, done.made.target) == (State.DONE, Path("/photos/c_x2.jpg"))


def test_a_journal_of_a_batch(tmp_path: Path) -> None:
    shutil.copy(OLDER / "batch-first.jsonl", journal_of(tmp_path))
    with read_journal(tmp_path) as journal:
        assert journal.damaged == 0
        assert journal.last_run.precision == "auto"
        assert journal.last_run.batch == {"scale": 2}
        assert isinstance(journal.latest("/photos/a.jpg", "s1"), DoneRecord)
        assert isinstance(journal.latest("/photos/b.jpg", "s1"), FailedRecord)


def test_a_model_of_the_user() -> None:
    shutil.copytree(OLDER / "models", models_folder())
    notices: list[str] = []
    spec = load_all(report=notices.append).find("grandma", 2)
    assert notices == []
    assert (spec.title, spec.imported, spec.halo) == ("Grandma", True, 8)
    assert spec.files[Precision.FP32].path == models_folder() / "grandma_x2_fp32.onnx"
