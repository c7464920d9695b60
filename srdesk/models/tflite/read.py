"""A TensorFlow Lite file as a network, every part of it checked."""

from contextlib import suppress

from srdesk.errors import ModelError
from srdesk.models.tflite.flat import Table, damaged
from srdesk.models.tflite.network import OPTIONS, Kind, Network, Op, Operator, Quantization, Tensor
from srdesk.models.tflite.write import IDENTIFIER
from srdesk.texts import Text

MOST = 20_000
"""Tensors or operators of a network; the largest for pictures have some hundreds."""
RANK = 6


def is_tflite(content: bytes) -> bool:
    """Whether that looks like a TensorFlow Lite file."""
    return content[4:8] == IDENTIFIER


def parsed(content: bytes) -> Network:
    """The network of a file.

    Raises `ModelError` for a file that is damaged or that contains what srdesk does not know, and names it: operators
    (all that there are), types of tensor, several subgraphs, weights outside the file.
    """
    if not is_tflite(content):
        raise damaged("it does not begin like one")
    model = Table.root(content)
    graphs = list(_few(model, 2, 8))
    if len(graphs) != 1:
        raise ModelError(
            Text("The network consists of {0} subgraphs.", len(graphs)), hint="Export it without loops and conditions."
        )
    buffers = list(_few(model, 4, MOST + 1))
    tensors = tuple(_tensor(table, buffers) for table in _few(graphs[0], 0, MOST))
    operators = _operators(graphs[0], model, len(tensors))
    ends = [_indices(graphs[0].numbers(slot, "i"), len(tensors)) for slot in (1, 2)]
    return Network(tensors, operators, *ends)


def _few(table: Table, slot: int, most: int) -> list[Table]:
    found = []
    for inner in table.tables(slot):
        found.append(inner)
        if len(found) > most:
            raise damaged(f"it has more than {most} parts of a kind")
    return found


def _tensor(table: Table, buffers: list[Table]) -> Tensor:
    number, index = table.whole(1, "b"), table.whole(2, "I")
    try:
        kind = Kind(number)
    except ValueError:
        raise ModelError(Text("The network has tensors of a type that is not known ({0}).", number)) from None
    if index >= len(buffers):
        raise damaged("a tensor's content is missing")
    if table.whole(10, "I") or buffers[index].whole(1, "Q") > 1:
        raise ModelError("The network keeps its weights outside the file.", hint="Export it with the weights inside.")
    content = buffers[index].blob(0) or None
    shape, signature = (tuple(map(int, table.numbers(slot, "i"))) for slot in (0, 7))
    tensor = Tensor(table.text(3), kind, shape, content, _quantization(table.table(4)), signature)
    _check(tensor)
    return tensor


def _check(tensor: Tensor) -> None:
    if len(tensor.shape) > RANK or any(length < 0 for length in tensor.shape):
        raise damaged("a tensor has an impossible shape")
    if tensor.content is not None and (tensor.elements * tensor.kind.dtype.itemsize != len(tensor.content)):
        raise damaged("a tensor's content has another size than the tensor")
    quantization = tensor.quantization
    if quantization and len(quantization.scale) > 1:
        axis = quantization.axis
        if not 0 <= axis < len(tensor.shape) or tensor.shape[axis] != len(quantization.scale):
            raise damaged("a tensor's scales do not fit it")


def _quantization(table: Table | None) -> Quantization | None:
    scale = table.numbers(2, "f") if table else ()
    if not table or not scale:
        return None
    zero = tuple(map(int, table.numbers(3, "q"))) or (0,) * len(scale)
    if len(zero) != len(scale) or not all(0 < number < float("inf") for number in scale):
        raise damaged("a tensor's scales make no sense")
    return Quantization(scale, zero, table.whole(6, "i"))


def _operators(graph: Table, model: Table, tensors: int) -> tuple[Operator, ...]:
    codes = [_code(table) for table in _few(model, 1, MOST)]
    unknown = sorted({code for code in codes if isinstance(code, str)})
    if unknown:
        raise ModelError(
            Text("The network has operators that srdesk does not know: {0}.", ", ".join(unknown)),
            hint="Networks of convolutions, activations and rearrangements of pixels can be read.",
        )
    known = [code for code in codes if isinstance(code, Op)]
    return tuple(_operator(table, known, tensors) for table in _few(graph, 3, MOST))


def _code(table: Table) -> Op | str:
    """The operator, or what to call it if it is not known."""
    number = max(table.whole(0, "b"), table.whole(3, "i"))
    with suppress(ValueError):
        return Op(number)
    return table.text(1)[:64] or f"number {number}"


def _operator(table: Table, codes: list[Op], tensors: int) -> Operator:
    index = table.whole(0, "I")
    if index >= len(codes):
        raise damaged("an operator is of a kind that is not there")
    op = codes[index]
    inputs = _indices(table.numbers(1, "i"), tensors, optional=True)
    outputs = _indices(table.numbers(2, "i"), tensors)
    if not inputs or not outputs:
        raise damaged("an operator has no input or no output")
    return Operator(op, inputs, outputs, _options(op, table))


def _options(op: Op, table: Table) -> dict[str, float]:
    known, options = OPTIONS.get(op), table.table(4)
    if known is None:
        return {}
    if options is None:
        return {field.name: field.default for field in known.fields}
    if table.whole(3, "B") != known.number:
        raise damaged("an operator has the options of another")
    return {field.name: options.number(field.slot, field.form, field.default) for field in known.fields}


def _indices(numbers: tuple[float, ...], tensors: int, *, optional: bool = False) -> tuple[int, ...]:
    indices = tuple(map(int, numbers))
    if not all((-1 if optional else 0) <= index < tensors for index in indices):
        raise damaged("it names a tensor that is not there")
    return indices
