"""A graph as a whole: what comes after what, where the picture goes in, and what is known without one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from srdesk.convert.tensorflow.folding import fold
from srdesk.convert.tensorflow.graphdef import Array, Node
from srdesk.errors import ModelError
from srdesk.texts import Text

PLACEHOLDER = "Placeholder"

# Operators that hand on their first input, and sinks that compute nothing.
_PASSED_ON = ("Identity", "PlaceholderWithDefault")
_SILENT = ("NoOp", "Assert")


class Graph:
    """Nodes by name, without those that only hand something on.

    ``order`` has all that the results need, each after its inputs; ``results`` are those that nothing else needs;
    ``picture`` is where the picture goes in; ``constants`` are the values that do not depend on it.

    Raises `ModelError` for a graph that goes round in circles, lacks a node, has no picture or more than one, or
    computes something from constants that is not known.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = {node.name: node for node in nodes}
        uses = Counter(self._origin(name) for node in nodes for name in node.inputs)
        sinks = [node for node in nodes if not uses[node.name] and node.op not in _SILENT]
        self.order = tuple(self._sorted([self._origin(node.name) for node in sinks]))
        self.picture = self._only_placeholder()
        self.constants: dict[str, Array] = {}
        changing = self._fold()
        self.order = tuple(node for node in self.order if node.name in changing)
        last = [self._origin(node.name) for node in sinks]
        self.results = tuple(name for name in dict.fromkeys(last) if name in changing and name != self.picture.name)

    def inputs(self, node: Node) -> tuple[str, ...]:
        """Names of the nodes that really make the inputs of a node."""
        return tuple(self._origin(name) for name in node.inputs)

    def _origin(self, name: str) -> str:
        """The node that makes what goes by a name, past those that hand it on."""
        for _ in range(len(self._nodes) + 1):
            node = self._nodes.get(name)
            if node is None:
                raise ModelError(Text("The graph lacks {0!r}, which another operator of it needs.", name))
            if node.op not in _PASSED_ON or len(node.inputs) != 1:
                return name
            name = node.inputs[0]
        raise _circle(name)

    def needed(self, node: Node) -> tuple[str, ...]:
        """As `inputs`, without the size of a transposed convolution where it is worked out from the picture's."""
        names = self.inputs(node)
        if node.op == "Conv2DBackpropInput" and names and self._nodes[names[0]].op != "Const":
            return names[1:]
        return names

    def _sorted(self, ends: Sequence[str]) -> Iterator[Node]:
        """Depth first, without recursion: graphs may be deep."""
        done: set[str] = set()
        open_: dict[str, Iterator[str]] = {}
        for end in ends:
            stack = [end]
            while stack:
                name = stack[-1]
                if name in done:
                    stack.pop()
                    continue
                following = open_.setdefault(name, iter(self.needed(self._nodes[name])))
                needed = next((other for other in following if other not in done), None)
                if needed is None:
                    done.add(stack.pop())
                    yield self._nodes[name]
                elif needed in open_:
                    raise _circle(needed)
                else:
                    stack.append(needed)

    def _only_placeholder(self) -> Node:
        found = [node for node in self.order if node.op == PLACEHOLDER]
        if len(found) != 1:
            names = ", ".join(repr(node.name) for node in found[:5])
            raise ModelError(
                Text("The graph takes {0} inputs, not one picture: {1}.", len(found), names)
                if found
                else Text("The graph takes no picture: it has no {0}.", PLACEHOLDER)
            )
        return found[0]

    def _fold(self) -> set[str]:
        """Work out what is constant; return the names of the rest."""
        changing = {self.picture.name}
        for node in self.order:
            names = self.needed(node)
            if changing.intersection(names) or (node.op == "Conv2DBackpropInput" and names != self.inputs(node)):
                changing.add(node.name)
            elif node.op == "Const":
                self.constants[node.name] = _constant(node)
            elif node.name not in changing:
                self.constants[node.name] = fold(node, tuple(self.constants[name] for name in names))
        return changing


def _constant(node: Node) -> Array:
    value = node.attributes.get("value")
    if value is None or not hasattr(value, "dtype"):
        raise ModelError(Text("The constant {0!r} has no value.", node.name))
    return value  # type: ignore[no-any-return]


def _circle(name: str) -> ModelError:
    return ModelError(Text("The graph goes round in a circle at {0!r}.", name))
