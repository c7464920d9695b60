"""The messages of a TensorFlow graph, as far as frozen networks use them, declared for the protobuf package."""

from functools import cache
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_PACKAGE = "srdesk.convert.tensorflow"
_TYPE = descriptor_pb2.FieldDescriptorProto

# Name, number, type; "*" in front of a type: repeated. Numbers are those of TensorFlow's .proto files, which later
# versions may only add to. A graph holds its nodes as bytes, so that each is read on its own and their number is
# known before the first.
_MESSAGES: dict[str, dict[str, tuple[int, str]]] = {
    "GraphDef": {"node": (1, "*bytes")},
    "NodeDef": {"name": (1, "string"), "op": (2, "string"), "input": (3, "*string"), "attr": (5, "*Attribute")},
    "Attribute": {"key": (1, "string"), "value": (2, "Value")},
    "Value": {
        "list": (1, "List"),
        "s": (2, "bytes"),
        "i": (3, "int64"),
        "f": (4, "float"),
        "b": (5, "bool"),
        "type": (6, "int32"),
        "shape": (7, "Shape"),
        "tensor": (8, "Tensor"),
    },
    "List": {"s": (2, "*bytes"), "i": (3, "*int64"), "f": (4, "*float"), "b": (5, "*bool")},
    "Shape": {"dim": (2, "*Dimension"), "unknown_rank": (3, "bool")},
    "Dimension": {"size": (1, "int64")},
    "Tensor": {
        "dtype": (1, "int32"),
        "shape": (2, "Shape"),
        "content": (4, "bytes"),
        "float_val": (5, "*float"),
        "double_val": (6, "*double"),
        "int_val": (7, "*int32"),
        "int64_val": (10, "*int64"),
        "bool_val": (11, "*bool"),
        "half_val": (13, "*int32"),
    },
}


def message(name: str) -> Any:
    """An empty message of that name."""
    return _classes()[name]()


@cache
def _classes() -> dict[str, Any]:
    """A class for each message, in a pool of their own: TensorFlow may be loaded beside."""
    file = descriptor_pb2.FileDescriptorProto(name="srdesk/graph.proto", package=_PACKAGE, syntax="proto3")
    for name, fields in _MESSAGES.items():
        declared = file.message_type.add(name=name)
        for field, (number, kind) in fields.items():
            _declare(declared.field.add(name=field, number=number), kind)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}")) for name in _MESSAGES
    }


def _declare(field: Any, kind: str) -> None:
    field.label = _TYPE.LABEL_REPEATED if kind.startswith("*") else _TYPE.LABEL_OPTIONAL
    kind = kind.removeprefix("*")
    if kind in _MESSAGES:
        field.type, field.type_name = _TYPE.TYPE_MESSAGE, f".{_PACKAGE}.{kind}"
    else:
        field.type = getattr(_TYPE, f"TYPE_{kind.upper()}")
