"""The keymap: keys belong to one command at a time, whatever the user does."""

from hypothesis import given
from hypothesis import strategies as st

from srdesk.gui.actions import command_table
from srdesk.gui.keymap import FIXED, Keymap, is_fixed, portable

BUILT_IN = {"open": ("Ctrl+O",), "save": ("Ctrl+S", "F2"), "about": ()}
KEYS = ("Ctrl+O", "Ctrl+S", "F2", "F3", "A", "Space", "nonsense key")


def test_built_in_keys_until_the_user_chooses():
    keymap = Keymap(BUILT_IN)
    assert keymap.keys("save") == ("Ctrl+S", "F2")
    assert keymap.owner("ctrl+s") == "save"
    assert keymap.owner("F9") is None
    assert keymap.changes == ()


def test_a_key_that_is_given_away_is_lost_by_its_owner():
    keymap = Keymap(BUILT_IN).assigned("about", ["F2", "F3"])
    assert keymap.keys("about") == ("F2", "F3")
    assert keymap.keys("save") == ("Ctrl+S",)
    assert keymap.changes == (("about", ("F2", "F3")), ("save", ("Ctrl+S",)))
    assert Keymap.of(BUILT_IN, keymap.changes) == keymap


def test_resetting_takes_keys_back():
    keymap = Keymap(BUILT_IN).assigned("about", ["F2"]).reset("save")
    assert keymap.keys("save") == ("Ctrl+S", "F2")
    assert keymap.keys("about") == ()
    assert keymap.changes == ()


def test_fixed_keys_and_nonsense_are_not_given():
    assert Keymap(BUILT_IN).assigned("about", ["Space", "", "F3"]).keys("about") == ("F3",)
    assert all(is_fixed(key) for key in FIXED)


def test_what_is_stored_of_commands_that_are_gone_is_left_out():
    assert Keymap.of(BUILT_IN, [("levitate", ("F3",))]) == Keymap(BUILT_IN)


def test_no_built_in_key_is_fixed():
    assert not [key for command in command_table().values() for key in command.keys if is_fixed(key)]


steps = st.lists(st.tuples(st.sampled_from(sorted(BUILT_IN)), st.lists(st.sampled_from(KEYS), max_size=3)), max_size=6)


@given(steps, st.lists(st.sampled_from(sorted(BUILT_IN)), max_size=2))
def test_no_key_ever_belongs_to_two_commands(assignments, resets):
    keymap = Keymap(BUILT_IN)
    for name, keys in assignments:
        keymap = keymap.assigned(name, keys)
    for name in resets:
        keymap = keymap.reset(name)
        assert keymap.keys(name) == BUILT_IN[name]
    owned = [portable(key) for name in BUILT_IN for key in keymap.keys(name)]
    assert len(owned) == len(set(owned))
    assert Keymap.of(BUILT_IN, keymap.changes) == keymap
