"""The report: one file that says all, is well formed, and says nothing that was not found."""

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from srdesk.errors import ModelError, OutputError
from srdesk.evaluation import Score
from srdesk.feasibility.page import page
from srdesk.feasibility.plots import Bar, Series, _steps, bars, lines
from srdesk.feasibility.report import chosen, table, with_quality, write
from srdesk.feasibility.sheet import Cell, sheet
from srdesk.models.catalogue import load
from tests.feasibility.examples import QUALITY, findings, subject, trial

VOID = {"meta", "br", "img"}


class Outline(HTMLParser):
    """Fails where a tag is closed that was not open; collects what tables say, and addresses."""

    def __init__(self, text):
        super().__init__()
        self.open, self.rows, self.addresses = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.addresses += [value for name, value in attributes if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag, attributes):
        self.addresses += [value for name, value in attributes if name in ("src", "href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data.strip()


def outline(found):
    return Outline("".join(page(found)))


def test_it_is_whole_and_loads_nothing():
    found = outline(findings(subject(quality=(QUALITY,)), subject(trial(problem="It broke.", paces=()), name="edsr")))
    assert found.addresses == []


def test_the_answer_comes_with_its_reason():
    rows = outline(findings()).rows
    assert rows[0][-3:] == ["live video", "viewfinder still", "photo in background"]
    assert rows[1][1:4] == ["12,645", "3,000", "0.05 MB"]
    assert rows[1][-1] == "✓ yestakes 12 s of 120 s (ONNX Runtime fp32)"


def test_figures_have_their_spread():
    (row,) = (row for row in outline(findings()).rows if row[0].startswith("ONNX Runtime fp32"))
    assert row[2] == "2 ms2, 2"
    assert row[-1] == "10 ms10, 20"


def test_what_went_wrong_is_told_where_figures_would_be():
    rows = outline(findings(subject(trial(paces=(), load=None, problem="It <broke>.")))).rows
    assert ["ONNX Runtime fp321.0", "0.05 MB", "It <broke>."] in rows
    assert rows[1][-1] == "nothing could be measured"


def test_names_cannot_break_out():
    text = "".join(page(findings(subject(title="<script>x</script>"))))
    assert "<script" not in text
    assert "A &lt;processor&gt;" in text


def test_fsrcnn_is_said_to_be_as_small_as_it_is():
    assert "12,645 (x2)" in "".join(page(findings()))
    assert "million parameters" not in "".join(page(findings(subject(name="edsr"))))


def test_processor_time_is_named_as_such():
    assert "processor time" in "".join(page(findings(processor_time=True)))
    assert "processor time of one thread" not in "".join(page(findings()))


def test_quality_is_measured_by_precision_and_not_without_enlargement(tmp_path):
    def evaluate(folder, *, models, scales, precision):
        assert folder == tmp_path
        yield Score("bicubic", scales[0], "-", 30.0, 0.8, 5)
        yield Score(models[0], scales[0], precision, 33.0 if precision == "fp32" else 32.9, 0.9, 5)

    both = subject(trial(), trial("int8"), trial(engine="opencv"))
    found = with_quality(findings(both, subject(scale=1)), tmp_path, evaluate=evaluate)
    assert [(one.precision, one.psnr, one.bicubic) for one in found.subjects[0].quality] == [
        ("fp32", 33.0, 30.0),
        ("int8", 32.9, 30.0),
    ]
    assert found.subjects[1].quality == ()
    assert "33.00 dB / 0.9000" in "".join(page(found))


def test_programs_get_all_of_it(tmp_path):
    target = tmp_path / "report.json"
    write(findings(), target, kind="json")
    read = json.loads(target.read_text(encoding="utf-8"))
    assert read == json.loads(json.dumps(table(findings())))
    (network,) = read["networks"]
    assert network["trials"][0]["paces"][0]["ms"] == {"best": 10.0, "median": 10.0, "worst": 20.0, "runs": 3}
    assert network["places"][0]["place"] == "this computer"
    assert set(read) == {"machine", "phones", "uses", "networks"}
    assert set(network) == {
        *("name", "title", "scale", "parameters", "operations", "halo", "trials", "quality", "places"),
    }
    assert set(network["trials"][0]) == {
        *("engine", "version", "precision", "bytes", "load", "paces", "held", "loss", "problem"),
    }
    assert set(network["places"][0]) == {
        *("place", "measured", "trial", "microseconds_per_source_pixel", "verdicts"),
    }
    assert network["places"][2]["verdicts"]["photo in background"]["answer"] == "yes"


def test_a_report_replaces_the_last_one_in_whole(tmp_path):
    target = tmp_path / "report.html"
    target.write_text("old", encoding="utf-8")
    write(findings(), target, kind="html")
    assert target.read_text(encoding="utf-8") == "".join(page(findings()))
    with pytest.raises(OutputError):
        write(findings(), tmp_path / "nowhere" / "report.html", kind="html")


def test_networks_are_chosen_by_name_and_scale():
    catalogue = load()
    assert chosen(catalogue, (), ()) == catalogue.specs
    assert [(one.name, one.scale) for one in chosen(catalogue, ("EDSR", "fsrcnn", "edsr"), (3,))] == [
        ("edsr", 3),
        ("fsrcnn", 3),
    ]
    for names, scales in ((("nonesuch",), ()), (("photo",), (3,))):
        with pytest.raises(ModelError):
            chosen(catalogue, names, scales)


def rectangles(svg):
    return [float(one.get("width")) for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")]


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ((0.3, 0.7), [0.2, 0.5, 1]),
        ((1, 1), [1, 2]),
        ((12, 480), [10, 20, 50, 100, 200, 500]),
        ((0.012, 900), [0.01, 0.1, 1, 10, 100, 1000]),
    ],
)
def test_an_axis_reaches_just_around_its_values(values, steps):
    assert _steps(values) == pytest.approx(steps)


def test_every_engine_and_precision_has_a_line_of_its_own():
    engines, precisions = ("onnx", "opencv", "tflite", "openvino", "ncnn"), ("fp32", "fp16", "int8")
    trials = [trial(precision, engine=engine) for engine in engines for precision in precisions]
    text = "".join(page(findings(subject(*trials))))
    strokes = re.findall(r'stroke="(#\w+)" stroke-width="2"( stroke-dasharray="[^"]+")?', text)
    assert len(set(strokes)) == len(trials)


def test_numbers_stand_below_their_heads():
    found = "".join(sheet(("Name", "Size"), [[Cell("a"), Cell("1", kind="n")]]))
    assert '<th>Name</th><th class="n">Size</th>' in found


def test_bars_are_as_long_as_their_values():
    rows = [Bar("a", 1.0, "1 & more"), Bar("b", 4.0, "4"), Bar("nothing", 0.0, "0")]
    short, long, none = rectangles(bars("Bars", rows))
    assert long == pytest.approx(4 * short, abs=0.2)
    assert none == 1


def test_logarithmic_bars_grow_by_equal_steps():
    one, ten, hundred = rectangles(
        bars("Bars", [Bar("x", value, "") for value in (1.0, 10.0, 100.0)], logarithmic=True)
    )
    assert hundred - ten == pytest.approx(ten - one, abs=0.2)


def test_lines_stay_inside_their_frame():
    svg = lines("Lines", "pixels", [Series("one", ((64, 1.0, 2.0, 3.0), (256, 0.5, 0.5, 900.0)))])
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(circle.get("cx")) < width
        assert 0 < float(circle.get("cy")) < height


def test_one_point_is_a_line_too():
    ElementTree.fromstring(lines("Lines", "pixels", [Series("one", ((64, 1.0, 1.0, 1.0),))]))
