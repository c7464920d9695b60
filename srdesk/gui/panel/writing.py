"""How results are written: format, quality, metadata, colours."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from srdesk.gui.panel.fields import AutoNumber, Choice, Field
from srdesk.imaging.formats import format_named, writable_formats
from srdesk.imaging.options import EncodeOptions, MetadataPolicy, ProfilePolicy

_AS_SOURCE = ""


class Writing(QWidget):
    """Shows how results are written and lets it be changed."""

    chosen = Signal(object)
    """Another way of writing: `EncodeOptions`."""

    def __init__(self, *, settled: bool = False, typed: bool = True) -> None:
        """Where the format is ``settled`` there is no choice of it; ``typed`` is whether typed names decide."""
        super().__init__()
        self._typed = typed
        self._encoding = EncodeOptions()
        self._format, self._quality = Choice(), AutoNumber(1, 100, step=1)
        self._metadata, self._profile = Choice(), Choice()
        self._provenance = QCheckBox(self.tr("Say in the file how it was made"))
        self._fields = {
            "format": Field(self.tr("F&ormat"), self._format),
            "quality": Field(self.tr("Q&uality"), self._quality),
            "metadata": Field(self.tr("Met&adata"), self._metadata),
            "profile": Field(self.tr("Co&lours"), self._profile),
            "provenance": Field(self.tr("Origin"), self._provenance),
        }
        self._fields["format"].setVisible(not settled)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self._fields.values():
            column.addWidget(field)

    def offer(self, encoding: EncodeOptions) -> None:
        """Show a way of writing."""
        self._encoding = encoding
        self._format.offer(self._formats(), encoding.format or _AS_SOURCE)
        self._fields["format"].say(self.tr("A name you type when saving counts for more.") if self._typed else "")
        lossy = encoding.format is None or format_named(encoding.format).lossy
        self._quality.setEnabled(lossy)
        self._quality.show_number(encoding.quality, automatic=self.tr("Like the photo's"))
        self._fields["quality"].say(self._quality_sentence(lossy=lossy))
        self._metadata.offer(self._policies(), encoding.metadata)
        self._fields["metadata"].say(self._metadata_sentence())
        self._profile.offer(self._profiles(), encoding.profile)
        self._fields["profile"].say(self._profile_sentence())
        said = encoding.metadata is not MetadataPolicy.STRIP_ALL
        self._provenance.setEnabled(said)
        self._provenance.setChecked(encoding.provenance and said)
        self._fields["provenance"].say(self._provenance_sentence(possible=said))

    @property
    def summary(self) -> str:
        """What is set, in a line."""
        encoding = self._encoding
        parts = [self._formats()[encoding.format or _AS_SOURCE]]
        if encoding.quality is not None and self._quality.isEnabled():
            parts.append(self.tr("quality {0}").format(encoding.quality))
        if encoding.metadata is not MetadataPolicy.KEEP:
            parts.append(self._policies()[encoding.metadata])
        if encoding.profile is not ProfilePolicy.KEEP:
            parts.append(self._profiles()[encoding.profile])
        return " · ".join(parts)

    def _connect(self) -> None:
        self._format.chosen.connect(lambda name: self._change(format=name or None))
        self._quality.chosen.connect(lambda number: self._change(quality=number))
        self._metadata.chosen.connect(lambda name: self._change(metadata=MetadataPolicy(name)))
        self._profile.chosen.connect(lambda name: self._change(profile=ProfilePolicy(name)))
        self._provenance.clicked.connect(lambda checked: self._change(provenance=checked))

    def _change(self, **changes: object) -> None:
        changed = replace(self._encoding, **changes)  # type: ignore[arg-type]
        if changed != self._encoding:
            self.offer(changed)
            self.chosen.emit(changed)

    def _formats(self) -> dict[str, str]:
        return {_AS_SOURCE: self.tr("Like the photo")} | {form.name: form.title for form in writable_formats()}

    def _policies(self) -> dict[str, str]:
        return {
            MetadataPolicy.KEEP: self.tr("Keep all"),
            MetadataPolicy.STRIP_LOCATION: self.tr("All but the place"),
            MetadataPolicy.STRIP_ALL: self.tr("None"),
        }

    def _profiles(self) -> dict[str, str]:
        return {
            ProfilePolicy.KEEP: self.tr("Keep the photo's"),
            ProfilePolicy.SRGB: self.tr("Convert to sRGB"),
            ProfilePolicy.DISPLAY_P3: self.tr("Convert to Display P3"),
        }

    def _quality_sentence(self, *, lossy: bool) -> str:
        if not lossy:
            return self.tr("{0} loses nothing.").format(format_named(self._encoding.format or "").title)
        return self.tr("More is finer and larger; from 95 on nobody sees a difference.")

    def _metadata_sentence(self) -> str:
        return {
            MetadataPolicy.KEEP: self.tr("Date, camera, captions and place go into the result."),
            MetadataPolicy.STRIP_LOCATION: self.tr("GPS and place names are left out, the rest is kept."),
            MetadataPolicy.STRIP_ALL: self.tr("Only colour profile and print resolution are kept."),
        }[self._encoding.metadata]

    def _provenance_sentence(self, *, possible: bool) -> str:
        if not possible:
            return self.tr("Without metadata the file says nothing of itself.")
        return self.tr(
            "Model, settings and a fingerprint of the original, so that it can be made again. Nothing on you."
        )

    def _profile_sentence(self) -> str:
        return {
            ProfilePolicy.KEEP: self.tr("The colour profile of the photo stays with the result."),
            ProfilePolicy.SRGB: self.tr("For the web, and for programs that know nothing of colour profiles."),
            ProfilePolicy.DISPLAY_P3: self.tr("For phones and screens that show more colours than sRGB."),
        }[self._encoding.profile]
