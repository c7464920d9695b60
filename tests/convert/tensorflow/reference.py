"""What TensorFlow's operators are documented to compute, written plainly, N x H x W x C."""

import numpy as np


def same_pads(size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int, int]:
    """Pixels before, pixels after, and how many windows there are."""
    count = -(-size // stride)
    total = max((count - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2, count


def convolved(image, filters, padding="SAME", stride=1, dilation=1):
    height, width = filters.shape[:2]
    pads = [
        same_pads(size, side, stride, dilation) for size, side in zip(image.shape[1:3], (height, width), strict=True)
    ]
    if padding == "VALID":
        pads = [
            (0, 0, (size - (side - 1) * dilation - 1) // stride + 1)
            for size, side in zip(image.shape[1:3], (height, width), strict=True)
        ]
    padded = np.pad(image, [(0, 0), pads[0][:2], pads[1][:2], (0, 0)])
    out = np.zeros((image.shape[0], pads[0][2], pads[1][2], filters.shape[3]))
    for y in range(out.shape[1]):
        for x in range(out.shape[2]):
            rows = slice(y * stride, y * stride + (height - 1) * dilation + 1, dilation)
            columns = slice(x * stride, x * stride + (width - 1) * dilation + 1, dilation)
            out[:, y, x] = np.tensordot(padded[:, rows, columns], filters, axes=3)
    return out


def transposed(image, filters, stride):
    """The gradient of a SAME convolution of that stride: every pixel puts down its filter (h x w x out x in)."""
    _, high, wide, _ = image.shape
    height, width = filters.shape[:2]
    top, left = (max(side - stride, 0) // 2 for side in (height, width))
    out = np.zeros((1, high * stride + height, wide * stride + width, filters.shape[2]))
    for y in range(high):
        for x in range(wide):
            put = filters @ image[0, y, x]
            out[0, y * stride : y * stride + height, x * stride : x * stride + width] += put
    return out[:, top : top + high * stride, left : left + wide * stride]


def shuffled(image, block):
    n, high, wide, channels = image.shape
    deep = channels // block**2
    parts = image.reshape(n, high, wide, block, block, deep)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(n, high * block, wide * block, deep)
