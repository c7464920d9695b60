"""Optimised networks on disk: used when they are what they say, made again when they are not, never needed."""

import os
import shutil
from dataclasses import replace

import numpy as np
import pytest

from srdesk.engines import SessionRequest, onnx, open_session, optimised
from srdesk.engines.optimised import Shelf, mark_of
from srdesk.errors import ModelError
from srdesk.models.catalogue import load
from srdesk.models.spec import Precision
from srdesk.progress import CancelToken

EDSR = load().find("edsr", 2)
MARK = mark_of("a network", "a runtime")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.fixture
def shelf(srdesk_home):
    return optimised.shelf()


def keep(shelf, content=b"optimised", mark=MARK):
    with shelf.room(mark) as path:
        path.write_bytes(content)
    return next(shelf.folder.glob(f"{mark}.*"))


def request(precision=Precision.INT8, spec=EDSR):
    return SessionRequest(spec, precision, "onnx", "cpu", 1)


def run(session):
    return session.run(np.random.default_rng(0).random((3, 24, 20), dtype=np.float32), CancelToken())


def kept(shelf):
    return sorted(shelf.folder.glob("*"))


@pytest.mark.parametrize("precision", [Precision.FP32, Precision.INT8])
def test_a_network_loaded_from_what_was_kept_makes_the_same_bits(shelf, precision, monkeypatch):
    first = run(open_session(request(precision)))
    (path,) = kept(shelf)
    monkeypatch.setattr(onnx, "_optimised", lambda *_all: pytest.fail("was optimised again"))
    np.testing.assert_array_equal(run(open_session(request(precision))), first)
    assert kept(shelf) == [path]


def test_a_network_that_takes_no_time_to_load_is_not_kept(shelf):
    open_session(request(Precision.FP32, load().find("fsrcnn", 2)))
    assert not shelf.folder.exists()


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, None], ids=["empty", "zeros", "one bit"])
def test_what_was_damaged_is_made_again(shelf, content):
    first = run(open_session(request()))
    (path,) = kept(shelf)
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 1
    path.write_bytes(bytes(damaged) if content is None else content)
    np.testing.assert_array_equal(run(open_session(request())), first)
    (again,) = kept(shelf)
    assert shelf.find(mark_of_file(again)) == again


def test_what_the_runtime_refuses_is_made_again_even_if_its_checksum_is_right(shelf):
    open_session(request())
    (path,) = kept(shelf)
    path.unlink()
    bad = keep(shelf, b"no network", mark_of_file(path))
    assert np.isfinite(run(open_session(request()))).all()
    assert bad not in kept(shelf)


def test_another_runtime_or_processor_has_files_of_its_own(shelf, monkeypatch):
    open_session(request())
    for name, other in (("version", "9.9"), ("instructions", "mmx")):
        monkeypatch.setattr(onnx, name, lambda other=other: other)
        open_session(request())
    assert len(kept(shelf)) == 3


def test_damaged_weights_are_an_error_even_where_an_optimised_copy_is_kept(shelf, tmp_path):
    open_session(request())
    path = tmp_path / "weights.onnx"
    path.write_bytes(b"damaged")
    files = {Precision.INT8: replace(EDSR.files[Precision.INT8], path=path)}
    with pytest.raises(ModelError, match="damaged"):
        open_session(request(spec=replace(EDSR, files=files)))


def test_nothing_is_kept_where_that_is_switched_off(monkeypatch, srdesk_home):
    monkeypatch.setenv(optimised.SWITCH, "no")
    open_session(request())
    assert not (srdesk_home / "cache").exists()


def test_a_folder_that_cannot_be_written_only_means_that_nothing_is_kept(shelf):
    shelf.folder.parent.mkdir(parents=True)
    shelf.folder.write_text("a file in its place")
    assert np.isfinite(run(open_session(request()))).all()
    with shelf.room(MARK) as path:
        assert path is None


def test_a_runtime_that_cannot_write_still_loads(shelf, monkeypatch):
    import onnxruntime

    class Full(onnxruntime.InferenceSession):
        def __init__(self, content, options, **rest):
            if options.optimized_model_filepath:
                raise RuntimeError("No space left on device")
            super().__init__(content, options, **rest)

    monkeypatch.setattr(onnxruntime, "InferenceSession", Full)
    assert np.isfinite(run(open_session(request()))).all()
    assert kept(shelf) == []


def test_what_was_kept_is_found_by_its_mark_alone(shelf):
    path = keep(shelf)
    assert shelf.find(MARK) == path
    assert shelf.find(mark_of("another network", "a runtime")) is None


def test_a_file_under_a_name_that_is_not_its_own_is_removed(shelf):
    path = keep(shelf)
    shutil.copyfile(path, shelf.folder / f"{MARK}.{'0' * 64}.ort")
    assert shelf.find(MARK) == path
    assert kept(shelf) == [path]


@posix
def test_links_and_files_that_others_may_write_are_not_believed(shelf, tmp_path):
    path = keep(shelf)
    elsewhere = path.replace(tmp_path / path.name)
    path.symlink_to(elsewhere)
    assert shelf.find(MARK) is None
    keep(shelf).chmod(0o666)
    assert shelf.find(MARK) is None
    assert kept(shelf) == []


def test_a_block_that_raises_leaves_nothing(shelf):
    with pytest.raises(KeyError), shelf.room(MARK) as path:
        path.write_bytes(b"half")
        raise KeyError
    assert list(shelf.folder.iterdir()) == []


def test_the_least_recently_used_go_when_there_is_too_much(srdesk_home):
    shelf = Shelf(srdesk_home / "shelf", budget=250)
    first, second, third = (mark_of(str(n)) for n in range(3))
    for age, mark in enumerate((first, second)):
        os.utime(keep(shelf, bytes(100), mark), (1000 + age, 1000 + age))
    assert shelf.find(first) is not None  # used: now the second is the older one
    keep(shelf, bytes(100), third)
    assert [shelf.find(mark) is not None for mark in (first, second, third)] == [True, False, True]


def test_what_a_process_never_finished_is_cleared_away_after_a_day(shelf):
    keep(shelf)
    old, young = shelf.folder / ".old.part", shelf.folder / ".young.part"
    old.touch()
    young.touch()
    os.utime(old, (1000, 1000))
    keep(shelf, mark=mark_of("another"))
    assert not old.exists()
    assert young.exists()


def mark_of_file(path):
    return path.name.partition(".")[0]
