"""Jobs: names, and one job as one file or none."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from srdesk.errors import EngineError, OutputError
from srdesk.imaging.codec import Draft, EncodeOptions, decode
from srdesk.jobs.job import RestoreJob, Stage, develop_job, open_job, run_job, write_job
from srdesk.progress import Cancelled, CancelToken
from srdesk.restore import RestoreOptions, Restorer
from tests.fakes import FailingSession, RepeatSession, catalogue, opener

FAKE = RestoreOptions(model="fake", tile=16)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "photo.png"
    y, x = np.mgrid[0:48, 0:40]
    Image.fromarray(np.stack([y * 3, x * 5, y + x], axis=-1).astype(np.uint8)).save(path)
    return path


def restorer_of(session):
    return Restorer(catalogue(), opener=opener(session))


def test_a_job_writes_one_file_and_tells_about_it(source):
    outcome = run_job(RestoreJob(source, options=FAKE), restorer_of(RepeatSession()))
    assert outcome.target == source.with_name("photo_x2.png")
    assert decode(outcome.target).size == (80, 96)
    assert outcome.source_size == (40, 48)
    assert sorted(path.name for path in source.parent.iterdir()) == ["photo.png", "photo_x2.png"]


def test_the_name_follows_the_content_where_the_suffix_lies(source):
    liar = source.with_name("liar.jpg")
    source.rename(liar)
    outcome = run_job(RestoreJob(liar, options=FAKE), restorer_of(RepeatSession()))
    assert outcome.target.name == "liar_x2.png"


def test_a_folder_is_made(source, tmp_path):
    outcome = run_job(RestoreJob(source, folder=tmp_path / "a" / "b", options=FAKE), restorer_of(RepeatSession()))
    assert outcome.target == tmp_path / "a" / "b" / "photo_x2.png"


def test_an_occupied_target_is_refused_before_the_network_runs(source):
    source.with_name("photo_x2.png").write_bytes(b"")
    session = RepeatSession()
    with pytest.raises(OutputError):
        run_job(RestoreJob(source, options=FAKE), restorer_of(session))
    assert session.runs == 0


def test_the_source_may_be_replaced_only_when_asked(source):
    job = RestoreJob(source, source, options=FAKE)
    with pytest.raises(OutputError):
        run_job(job, restorer_of(RepeatSession()))
    run_job(replace(job, encoding=EncodeOptions(overwrite=True)), restorer_of(RepeatSession()))
    assert decode(source).size == (80, 96)


def test_the_source_is_known_through_a_link(source):
    link = source.with_name("link.png")
    link.symlink_to(source)
    with pytest.raises(OutputError):
        run_job(RestoreJob(source, link, options=FAKE), restorer_of(RepeatSession()))


def test_a_failure_leaves_no_file(source):
    with pytest.raises(EngineError):
        run_job(RestoreJob(source, options=FAKE), restorer_of(FailingSession(at=3)))
    assert list(source.parent.iterdir()) == [source]


def test_cancelling_leaves_no_file(source):
    token = CancelToken()
    with pytest.raises(Cancelled):
        run_job(
            RestoreJob(source, options=FAKE),
            restorer_of(RepeatSession()),
            progress=lambda progress: token.cancel() if progress.fraction > 0.5 else None,
            token=token,
        )
    assert list(source.parent.iterdir()) == [source]


def test_each_stage_is_told_as_it_begins(source):
    told = []
    run_job(
        RestoreJob(source, options=FAKE),
        restorer_of(RepeatSession()),
        progress=lambda progress: told.append(progress.fraction),
        entered=told.append,
    )
    assert told[:3] == [Stage.READING, Stage.LOADING, 0.0]
    assert told[-2:] == [1.0, Stage.ENCODING]


def test_a_taken_name_gets_a_number_where_that_is_wanted(source):
    source.with_name("photo_x2.png").write_bytes(b"mine")
    also_taken = source.with_name("photo_x2-2.png")
    job = RestoreJob(source, options=FAKE, numbered=True)
    outcome = run_job(job, restorer_of(RepeatSession()), taken={also_taken})
    assert outcome.target == source.with_name("photo_x2-3.png")
    assert source.with_name("photo_x2.png").read_bytes() == b"mine"


class OneEngineBroken:
    """Opens sessions of which those of ONNX Runtime fail."""

    def __init__(self, error=None):
        self.asked = []
        self.error = error or EngineError("The engine broke.", hint="Mend it.")

    def __call__(self, request):
        self.asked.append(request.engine)
        if request.engine == "onnx":
            raise self.error
        return RepeatSession()


def test_the_other_engine_is_tried_once_and_said(source):
    broken = OneEngineBroken()
    outcome = run_job(RestoreJob(source, options=FAKE), Restorer(catalogue(), opener=broken))
    assert broken.asked == ["onnx", "opencv"]
    assert outcome.restoration.plan.engine == "opencv"
    assert any("other engine" in notice for notice in outcome.notices)


def test_the_first_engine_s_failure_is_told_when_both_fail(source):
    def fail(request):
        raise EngineError(f"{request.engine} broke.")

    with pytest.raises(EngineError, match="onnx broke"):
        run_job(RestoreJob(source, options=FAKE), Restorer(catalogue(), opener=fail))


def test_a_device_asked_for_by_name_is_not_replaced(source):
    broken = OneEngineBroken()
    with pytest.raises(EngineError):
        run_job(RestoreJob(source, options=replace(FAKE, device="gpu 7")), Restorer(catalogue(), opener=broken))
    assert broken.asked == ["onnx"]


def test_what_the_draft_forbids_is_not_published(source):
    opened = open_job(RestoreJob(source, options=FAKE), restorer_of(RepeatSession()))
    developed = develop_job(opened, restorer_of(RepeatSession()))
    seen = []

    def refuse(part, report):
        seen.append((part.name, part.stat().st_size))
        assert report.size_bytes == part.stat().st_size
        raise OutputError("Not this one.")

    with pytest.raises(OutputError, match="Not this one"):
        write_job(developed, draft=Draft("mine-", refuse))
    assert seen[0][0].startswith(".srdesk-mine-")
    assert seen[0][1] > 0
    assert list(source.parent.iterdir()) == [source]
