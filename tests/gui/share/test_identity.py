"""The window writes the same bytes as the library, record included, with a real network."""

from dataclasses import replace

from srdesk.imaging.codec import decode, encode
from srdesk.models.catalogue import load
from srdesk.restore import RestoreOptions, Restorer
from tests.gui.test_main_window import opened, restored, saved

OPTIONS = RestoreOptions(model="espcn", precision="fp32", tile=64)


def test_the_window(qtbot, open_window, sample, tmp_path):
    source = tmp_path / "photo.jpg"
    source.write_bytes(sample.read_bytes())
    encode(Restorer().restore(decode(source), OPTIONS).photo, tmp_path / "library.jpg")
    window = open_window(options=OPTIONS, restorer=Restorer(load()))
    opened(qtbot, window, source)
    restored(qtbot, window)
    path = saved(qtbot, window)
    assert path.read_bytes() == (tmp_path / "library.jpg").read_bytes()
    assert decode(path).provenance.option("model") == "espcn"


def test_what_was_changed_after_the_network_had_run(qtbot, open_window, sample, tmp_path):
    source = tmp_path / "photo.jpg"
    source.write_bytes(sample.read_bytes())
    softer = replace(OPTIONS, strength=0.5, grain=0.25)
    encode(Restorer().restore(decode(source), softer).photo, tmp_path / "library.jpg")
    window = open_window(options=OPTIONS, restorer=Restorer(load()))
    opened(qtbot, window, source)
    restored(qtbot, window)
    window.panel.take(softer)
    qtbot.waitUntil(lambda: window.workbench.document.result.made_with(softer))
    path = saved(qtbot, window)
    assert path.read_bytes() == (tmp_path / "library.jpg").read_bytes()
    made = decode(path).provenance
    assert (made.option("strength"), made.option("grain")) == ("0.5", "0.25")
