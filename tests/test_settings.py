"""Settings: kept, and never a reason not to start."""

import json

import pytest

from srdesk.comparison import Channel, Comparison, Mode
from srdesk.errors import OutputError, UsageError
from srdesk.imaging.options import EncodeOptions, MetadataPolicy, ProfilePolicy
from srdesk.restore import RestoreOptions
from srdesk.restore.size import TargetSize
from srdesk.settings import Appearance, Preset, Settings, load, save


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "settings.json"


def reading(file):
    notices = []
    return load(file, report=notices.append), notices


def test_what_is_saved_is_loaded(file):
    options = RestoreOptions(model="edsr", size=TargetSize.parse("30x20cm@240"), dpi=300.0, tile=64, strength=0.5)
    appearance = Appearance("zh_CN", "dark", still=True)
    encoding = EncodeOptions("PNG", 80, metadata=MetadataPolicy.STRIP_LOCATION, profile=ProfilePolicy.SRGB)
    settings = Settings(
        options,
        encoding,
        presets=(Preset("Prints 中", options, encoding), Preset("Web")),
        measured=True,
        folder="/é 中",
        appearance=appearance,
        comparison=Comparison(Mode.DIFFERENCE, position=0.25, gain=32, channel=Channel.LUMA, probe=True),
        shortcuts=(("open", ("O", "F2")),),
    )
    save(settings, file)
    assert reading(file) == (settings, [])
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_no_file_means_the_built_in_ones(file):
    assert reading(file) == (Settings(), [])


def test_the_place_is_the_user_s_own(srdesk_home):
    save(Settings(folder="x"))
    assert load().folder == "x"
    assert list(srdesk_home.rglob("settings.json"))


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '"x"', "\x00", "[" * 100_000])
def test_a_damaged_file_is_kept_and_said(file, text):
    file.parent.mkdir()
    file.write_text(text)
    settings, notices = reading(file)
    assert settings == Settings()
    assert "damaged" in notices[0]
    assert [path.read_text() for path in file.parent.iterdir()] == [text]
    assert not file.exists()


def test_bytes_that_are_no_text_are_damage_too(file):
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\xff")
    assert reading(file)[0] == Settings()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tile", 3),
        ("tile", "x"),
        ("strength", 7),
        ("strength", True),
        ("model", 5),
        ("threads", 1.5),
        ("engine", "bogus"),
        ("size", "huge"),
        ("size", 3840),
        ("dpi", "fine"),
        ("dpi", None),
        ("dpi", -1),
        ("what", 1),
    ],
)
def test_one_wrong_value_spoils_nothing_else(file, key, value):
    file.parent.mkdir()
    file.write_text(json.dumps({"version": 1, "options": {"scale": 3, key: value}}))
    settings, notices = reading(file)
    assert settings.options == RestoreOptions(scale=3)
    assert key in notices[0]


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("appearance", {"scheme": "pink"}),
        ("appearance", {"still": 1}),
        ("comparison", {"gain": 3}),
        ("comparison", {"mode": "mirror"}),
        ("shortcuts", {"open": "F2"}),
    ],
)
def test_a_look_or_a_shortcut_that_makes_no_sense_is_reported(file, section, value):
    file.parent.mkdir()
    file.write_text(json.dumps({section: value}))
    settings, notices = reading(file)
    assert settings == Settings()
    assert next(iter(value)) in notices[0]


def test_unknown_keys_are_reported(file):
    file.parent.mkdir()
    file.write_text('{"colour": "red", "options": []}')
    settings, notices = reading(file)
    assert settings == Settings()
    assert "colour" in notices[0]


def test_a_place_that_cannot_be_written_is_an_error_with_a_hint(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as caught:
        save(Settings(), tmp_path / "file" / "settings.json")
    assert caught.value.hint


def test_one_odd_preset_spoils_no_other(file):
    file.parent.mkdir()
    presets = [{"name": "Good", "options": {"scale": 3}}, {"name": " ", "encoding": {"quality": 900}}, {"name": "Last"}]
    file.write_text(json.dumps({"presets": presets}))
    settings, notices = reading(file)
    assert settings.presets == (Preset("Good", RestoreOptions(scale=3)), Preset(), Preset("Last"))
    assert [notice.split()[2] for notice in notices] == ["presets.1.name", "presets.1.encoding.quality"]


def test_a_preset_has_a_name():
    with pytest.raises(UsageError) as caught:
        Preset("  ")
    assert caught.value.hint
