"""The shelf: the networks there are, shared by all who choose among them; one may join while they look."""

from collections.abc import Iterable, Sequence
from typing import overload

from srdesk.models.spec import ModelSpec


class Shelf(Sequence[ModelSpec]):
    """Specs in the order of the catalogue. Changed in the GUI thread only."""

    def __init__(self, specs: Iterable[ModelSpec]) -> None:
        self._specs = tuple(specs)

    def put(self, spec: ModelSpec) -> None:
        """Have one more, or another in place of the one of the same name and scale."""
        others = (one for one in self._specs if (one.name, one.scale) != (spec.name, spec.scale))
        self._specs = (*others, spec)

    @overload
    def __getitem__(self, index: int) -> ModelSpec: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[ModelSpec, ...]: ...

    def __getitem__(self, index: int | slice) -> ModelSpec | tuple[ModelSpec, ...]:
        return self._specs[index]

    def __len__(self) -> int:
        return len(self._specs)
