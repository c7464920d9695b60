"""Networks as others make them: all enlarge sensibly, each has ways of its own."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

KINDS = {"float32": TensorProto.FLOAT, "float16": TensorProto.FLOAT16, "uint8": TensorProto.UINT8}
DIV2K = np.array([0.4488, 0.4371, 0.4040], np.float32)


class Net:
    """An ONNX graph in the making."""

    def __init__(self, shape, kind="float32", opset=17, scale=2):
        self.shape, self.kind, self.opset, self.scale = shape, kind, opset, scale
        self.nodes, self.constants, self.end = [], [], "input"

    def constant(self, value):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, operator, *constants, start=None, **attributes):
        name = f"n{len(self.nodes)}"
        inputs = [start or self.end, *(c if isinstance(c, str) else self.constant(c) for c in constants)]
        self.nodes.append(helper.make_node(operator, inputs, [name], name, **attributes))
        self.end = name
        return self

    def conv(self, weight, kind="float32", pads=None, **attributes):
        side = weight.shape[-1]
        pads = [side // 2] * 4 if pads is None else pads
        return self.add("Conv", weight.astype(kind), kernel_shape=[side, side], pads=pads, **attributes)

    def made(self, outputs=None, result=None, **extra):
        ends = [
            helper.make_tensor_value_info("input", KINDS[self.kind], self.shape),
            helper.make_tensor_value_info(self.end, KINDS[result or self.kind], [None] * len(self.shape)),
        ]
        graph = helper.make_graph(self.nodes, "g", ends[:1], ends[1:], self.constants)
        opsets = [helper.make_opsetid("", self.opset), *(helper.make_opsetid(d, 1) for d in extra.get("domains", ()))]
        model = helper.make_model(graph, opset_imports=opsets)
        model.ir_version = 8
        return model


def spread(channels, scale, *, blur=0.06):
    """The kernel that, before a pixel shuffle, enlarges every channel by itself: each pixel mixed with those around."""
    weight = np.zeros((channels * scale**2, channels, 3, 3), np.float32)
    for out in range(channels * scale**2):
        weight[out, out // scale**2] = blur / 2
        weight[out, out // scale**2, 1, 1] = 1 - 4 * blur
        py, px = divmod(out % scale**2, scale)
        weight[out, out // scale**2, 0 if py < scale / 2 else 2, 1] += blur
        weight[out, out // scale**2, 1, 0 if px < scale / 2 else 2] += blur
        weight[out] /= weight[out].sum()
    return weight


def enlarger(net, channels, scale, kind="float32"):
    """A convolution and a shuffle behind what a network has so far."""
    net.conv(spread(channels, scale), kind)
    return net.add("DepthToSpace", blocksize=scale, mode="CRD")


def plain(channels=3, scale=2, shape=None, kind="float32", opset=17):
    """1 x C x h x w, 0..1."""
    return enlarger(Net(shape or [1, channels, None, None], kind, opset), channels, scale, kind)


def classic():
    """The classic of tutorials: luma, 224 x 224, three times as large, its shuffle with numbers of its own."""
    net = Net(["batch", 1, 224, 224], opset=11).conv(spread(1, 3))
    net.add("Reshape", np.array([-1, 1, 3, 3, 224, 224])).add("Transpose", perm=[0, 1, 4, 2, 5, 3])
    return net.add("Reshape", np.array([-1, 1, 672, 672]))


def clipped(net, low, high, kind="float32"):
    return net.add("Clip", np.array(low, kind), np.array(high, kind))


def half():
    return plain(kind="float16")


def channels_last():
    """As TensorFlow's are."""
    net = Net([None, None, None, 3]).add("Transpose", perm=[0, 3, 1, 2])
    return enlarger(net, 3, 2).add("Transpose", perm=[0, 2, 3, 1])


def bytes_in():
    """0..255, with means of colours taken away and given back."""
    mean = (DIV2K * 255).reshape(1, 3, 1, 1)
    return clipped(enlarger(Net([1, 3, None, None]).add("Sub", mean), 3, 2).add("Add", mean), 0, 255)


def blue_first():
    """0..255 in BGR, as OpenCV has it."""
    mean = (DIV2K[::-1] * 255).reshape(1, 3, 1, 1).copy()
    return clipped(enlarger(Net([1, 3, None, None]).add("Sub", mean), 3, 2).add("Add", mean), 0, 255)


def signed():
    """Takes -1..1 and makes 0..1."""
    net = Net([1, 3, None, None]).add("Add", np.float32(1)).add("Mul", np.float32(0.5))
    return clipped(enlarger(net, 3, 2), 0, 1)


def unshuffled(step=4):
    """Sees blocks of pixels as one: only multiples of them."""
    net = Net([1, 3, None, None]).add("SpaceToDepth", blocksize=step)
    mixing = np.zeros((3 * step**2, 3 * step**2, 3, 3), np.float32)
    for n in range(3 * step**2):
        mixing[n, n, 1, 1] = 0.9
        mixing[n, n, 0, 1] = mixing[n, n, 1, 0] = 0.05
    net.conv(mixing).add("DepthToSpace", blocksize=step, mode="DCR")
    return enlarger(net, 3, 2)


def whole_numbers():
    """8-bit numbers in and out, as for a telephone."""
    net = Net([1, 3, None, None], "uint8").add("Cast", to=TensorProto.FLOAT)
    return clipped(enlarger(net, 3, 2), 0, 255).add("Cast", to=TensorProto.UINT8)


def four_at_once():
    return plain(shape=[4, 3, None, None])


def without_batch():
    net = Net([3, None, None]).add("Unsqueeze", np.array([0]))
    return enlarger(net, 3, 2).add("Squeeze", np.array([0]))


def with_transparency():
    """Four channels, of which the last is how opaque a pixel is."""
    return plain(channels=4)


def borderless():
    """Convolutions without padding: what comes out lacks a border."""
    net = Net([1, 3, None, None])
    net.conv(spread(3, 2), pads=[0] * 4).add("DepthToSpace", blocksize=2, mode="CRD")
    return net


def attentive():
    """Looks at the mean of the whole picture."""
    net = plain()
    enlarged = net.end
    net.add("GlobalAveragePool").add("Mul", np.float32(0.02)).add("Add", enlarged)
    return net


def undecided():
    """Mixes a little of the first channel into the last: red into blue, or blue into red, both are possible."""
    mixing = np.array([[1, 0, 0], [0, 1, 0], [0.15, 0, 0.85]], np.float32)[:, :, None, None]
    return enlarger(Net([1, 3, None, None]).conv(mixing), 3, 2)


def greying(first):
    """Adds to all colours what the last has more than the ``first`` (0 or 2, where that is the first) and 0.35."""
    more = np.zeros((1, 3, 1, 1), np.float32)
    more[0, 2 - first], more[0, first] = 1, -1
    net = Net([1, 3, None, None]).conv(more).add("Sub", np.float32(0.35)).add("Relu").add("Mul", np.float32(2))
    return enlarger(net.add("Add", "input"), 3, 2)


def either_range():
    """Brighter by 0.02 where numbers are at most 1, darker by as much of 255 beyond that: both are as near."""
    net = Net([1, 3, None, None])
    net.add("Neg").add("Relu").add("Add", "input").add("Add", np.float32(0.02))
    lighter = net.end
    net.add("Sub", np.float32(1.5), start="input").add("Clip", np.float32(0), np.float32(1))
    return enlarger(net.add("Mul", np.float32(-5.12)).add("Add", lighter), 3, 2)


def eightfold():
    """Enlarges eight times."""
    return plain(scale=8)


def saved(net, folder, name="net", result=None, **extra):
    file = folder / f"{name}.onnx"
    onnx.save(net.made(result=result, **extra), file)
    return file


def luma_of_any_size():
    return plain(1, 3)
