"""Names of controls for screen readers, where Qt takes them from labels alone."""

from PySide6.QtWidgets import QComboBox, QLabel, QWidget


def label_lists(parent: QWidget) -> None:
    """Give every list to choose from that has a name and no label an unseen label of that name.

    On Linux Qt calls such a list by what is chosen in it, and what it is for is told by its label only.
    """
    for chooser in parent.findChildren(QComboBox):
        home = chooser.parentWidget()
        if home is None or not chooser.accessibleName():
            continue
        if not any(label.buddy() is chooser for label in home.findChildren(QLabel)):
            label = QLabel(chooser.accessibleName(), home)
            label.setBuddy(chooser)
            label.hide()
