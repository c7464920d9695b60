"""Plans: targets, verdicts, clashes, and that nothing is written."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from srdesk.errors import UsageError
from srdesk.imaging.codec import EncodeOptions
from srdesk.jobs.planning.planner import plan_batch
from srdesk.jobs.planning.selection import Reason
from srdesk.jobs.planning.spec import BatchSpec, Conflict
from srdesk.jobs.planning.table import Verdict
from srdesk.jobs.planning.template import NameTemplate
from srdesk.models.spec import Color
from srdesk.restore import RestoreOptions
from tests import fakes
from tests.imaging.pictures import exif_block, saved, scene
from tests.jobs.trees import FAKE, Tree, picture, targets


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    (tmp_path / "in").mkdir()
    return Tree(tmp_path)


def test_the_tree_is_mirrored_and_nothing_is_written(tree: Tree) -> None:
    plan = tree.add("a.png", "2020/b.png", "2020/summer/c.png").plan()
    assert targets(plan) == ["a_x2.png", "2020/b_x2.png", "2020/summer/c_x2.png"]
    assert not tree.out.exists()


def test_rows_say_what_a_photo_is(tree: Tree) -> None:
    row = tree.add("a.png").plan().rows[0]
    assert (row.kind, row.size, row.verdict, row.target) == ("PNG", (24, 16), Verdict.TODO, tree.out / "a_x2.png")
    assert row.size_bytes == row.source.stat().st_size


def test_rows_are_a_sequence(tree: Tree) -> None:
    rows = tree.add("a.png", "b.png", "c.png").plan().rows
    assert (len(rows), rows[-1].source.name) == (3, "c.png")
    assert [row.source.name for row in rows[:2]] == ["a.png", "b.png"]
    with pytest.raises(IndexError):
        rows[3]


def test_several_folders_have_folders_of_their_own(tree: Tree) -> None:
    for name in ("x/photos/a.png", "y/photos/a.png", "z/b.png"):
        picture(tree.folder / name)
    inputs = tuple(tree.folder / name for name in ("x/photos", "y/photos", "z"))
    assert targets(tree.plan(inputs=inputs)) == ["photos/a_x2.png", "photos-2/a_x2.png", "z/b_x2.png"]


def test_single_files_go_to_the_top(tree: Tree) -> None:
    tree.add("deep/er/a.png")
    assert targets(tree.plan(inputs=(tree.inside / "deep/er/a.png",))) == ["a_x2.png"]


def test_what_is_no_picture_is_passed_over_and_what_claims_to_be_one_is_not(tree: Tree) -> None:
    tree.add("a.png")
    for name, content in (("notes.txt", b"text"), ("liar.jpg", b"text"), ("empty.jpg", b""), ("x.nef", b"II*\0")):
        (tree.inside / name).write_bytes(content)
    (tree.inside / "nameless").write_bytes((tree.inside / "a.png").read_bytes())
    plan = tree.plan()
    assert targets(plan) == ["a_x2.png", "empty_x2.jpg", "liar_x2.jpg", "nameless_x2.png"]
    assert plan.passed.counts == {Reason.NO_PICTURE: 1, Reason.RAW: 1}
    assert plan.passed.examples[Reason.RAW] == [str(tree.inside / "x.nef")]


def test_names_are_made_legal_for_every_system(tree: Tree) -> None:
    tree.add("a:b/con.png", "a:b/what?.png")
    assert targets(tree.plan()) == ["a_b/con_x2.png", "a_b/what__x2.png"]


def test_a_template_with_everything(tree: Tree) -> None:
    tree.inside.mkdir(exist_ok=True)
    (tree.inside / "a.jpg").write_bytes(saved(scene(60, 40), "JPEG", exif=b"Exif\0\0" + exif_block()))
    picture(tree.inside / "b.png")
    os.utime(tree.inside / "b.png", (86400 * 365, 86400 * 365))
    plan = tree.plan(template=NameTemplate("{date}_{counter:03}_{model}_{width}x{height}"))
    assert targets(plan) == ["1999-12-31_001_fake_120x80.jpg", "1971-01-01_002_fake_48x32.png"]


@pytest.mark.parametrize("conflict", [Conflict.SKIP, Conflict.OVERWRITE])
@pytest.mark.parametrize("names", [("a.png", "A.png"), ("caf\u00e9.png", "cafe\u0301.png")])
def test_names_that_some_systems_take_for_one_are_found_before_the_start(
    names: tuple[str, str], conflict: Conflict, tree: Tree
) -> None:
    plan = tree.add(*names).plan(conflict=conflict)
    assert len(targets(plan)) == 1
    assert [row.reason for row in plan.clashes()] == ["would have a result of the same name as another photo"]


def test_unique_names_are_numbered(tree: Tree) -> None:
    tree.add("a.png", "A.png", "b.png")
    picture(tree.out / "b_x2.png")
    picture(tree.out / "b_x2-2.png")
    plan = tree.plan(conflict=Conflict.UNIQUE)
    assert sorted(targets(plan)) == ["A_x2.png", "a_x2-2.png", "b_x2-3.png"]
    assert not plan.clashes()


def test_a_template_that_names_all_alike_clashes(tree: Tree) -> None:
    assert len(tree.add("a.png", "b.png", "c.png").plan(template=NameTemplate("photo")).clashes()) == 2


def test_existing_files_are_skipped_or_replaced_as_asked(tree: Tree) -> None:
    tree.add("a.png", "b.png")
    picture(tree.out / "a_x2.png")
    plan = tree.plan()
    assert (targets(plan), targets(plan, Verdict.SKIPPED)) == (["b_x2.png"], ["a_x2.png"])
    plan = tree.plan(conflict=Conflict.OVERWRITE)
    assert targets(plan) == ["a_x2.png", "b_x2.png"]
    assert plan.job(0).encoding.overwrite


def test_a_source_is_never_overwritten(tree: Tree) -> None:
    tree.add("a.png", "a_x2.png")
    plan = tree.plan(output=tree.inside, conflict=Conflict.OVERWRITE)
    assert [row.source.name for row in plan.clashes()] == ["a.png"]
    plan = tree.plan(output=tree.inside, conflict=Conflict.OVERWRITE, template=NameTemplate("{stem}"))
    assert len(plan.clashes()) == 2


def test_a_source_is_known_behind_a_link_of_the_output(tree: Tree) -> None:
    tree.add("a.png")
    tree.out.mkdir()
    (tree.out / "a_x2.png").symlink_to(tree.inside / "a.png")
    assert len(tree.plan(conflict=Conflict.OVERWRITE).clashes()) == 1


def test_in_place_the_target_is_the_source(tree: Tree) -> None:
    tree.add("sub/a.png")
    (tree.inside / "b.gif").write_bytes(saved(scene(), "GIF"))
    plan = tree.plan(output=tree.inside, in_place=True)
    assert plan.job(0).target == plan.job(0).source == tree.inside / "sub/a.png"
    assert plan.passed.counts == {Reason.READ_ONLY: 1}


def test_the_hash_of_settings_is_about_what_results_look_like(tree: Tree) -> None:
    specs = fakes.catalogue().specs
    same = tree.spec().settings_hash(specs)
    for changes in ({"tile": 64}, {"threads": 3}, {"engine": "opencv"}, {"overlap": 20}):
        assert tree.spec(options=replace(FAKE, **changes)).settings_hash(specs) == same
    assert tree.spec(template=NameTemplate("x"), encoding=EncodeOptions(overwrite=True)).settings_hash(specs) == same
    others = [replace(FAKE, strength=0.5), replace(FAKE, precision="fp32"), replace(FAKE, scale=3)]
    hashes = {tree.spec(options=options).settings_hash(specs) for options in others}
    hashes |= {tree.spec(encoding=EncodeOptions(quality=80)).settings_hash(specs), same}
    hashes.add(tree.spec().settings_hash(fakes.catalogue(color=Color.LUMA).specs))
    assert len(hashes) == 6
    assert tree.spec().settings_hash([]) not in hashes


def test_a_batch_survives_its_journal(tree: Tree) -> None:
    spec = tree.spec(
        template=NameTemplate("{stem}-{counter}"),
        encoding=EncodeOptions(format="png", quality=70),
        options=RestoreOptions(model="edsr", strength=0.4),
        conflict=Conflict.UNIQUE,
    )
    assert BatchSpec.from_table(spec.as_table(), tree.out) == spec


def test_an_output_that_is_a_file_is_refused(tree: Tree) -> None:
    tree.add("a.png")
    tree.out.write_bytes(b"")
    with pytest.raises(UsageError):
        tree.plan()
    with pytest.raises(UsageError):
        plan_batch(tree.spec(inputs=(), output=tree.inside), fakes.catalogue().specs)
