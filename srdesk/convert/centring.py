"""Networks that were trained around a mean colour, made to take pictures as they are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto

_PICTURE, _ENLARGED, _MEAN = "srdesk/whole", "srdesk/enlarged", "srdesk/mean"


def centre(model: "ModelProto", mean: Sequence[float]) -> None:
    """Have a network, ``1 x C x h x w`` to the same, subtract a mean colour first and add it in the end; in place."""
    from onnx import helper, numpy_helper

    graph = model.graph
    inside, end = graph.input[0].name, graph.output[0].name
    graph.initializer.append(numpy_helper.from_array(np.array(mean, np.float32)[:, None, None], _MEAN))
    graph.node.insert(0, helper.make_node("Sub", [_PICTURE, _MEAN], [inside], name=inside))
    graph.node.append(helper.make_node("Add", [end, _MEAN], [_ENLARGED], name=_ENLARGED))
    graph.input[0].name, graph.output[0].name = _PICTURE, _ENLARGED
