"""Makes the files beside it: one picture in every kind of PNG, with every filter. Pillow must read what ImageFileTests expects."""
import struct
import zlib

import numpy
from PIL import Image

WIDTH, HEIGHT = 13, 11
KINDS = {"grey": (0, 1, (1, 2, 4, 8, 16)), "rgb": (2, 3, (8, 16)), "palette": (3, 1, (1, 2, 4, 8)), "grey-alpha": (4, 2, (8, 16)), "rgba": (6, 4, (8, 16))}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
COLOURS = {1: 2, 2: 3, 4: 16, 8: 200}
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]


def samples(channels, levels):
    return numpy.stack([(x * x * 37 + y * 101 + x * y * 7 + channel * 59) * 263 // 16 % levels for channel in range(channels)], -1)


def packed(part, bits):
    """The bytes of every row."""
    rows = part.reshape(len(part), -1)
    if bits == 16:
        return rows.astype(">u2").view(numpy.uint8)
    expanded = (rows[..., None] >> numpy.arange(bits - 1, -1, -1)) & 1
    return numpy.packbits(expanded.reshape(len(rows), -1).astype(numpy.uint8), axis=1)


def filtered(rows, distance):
    result, above = b"", numpy.zeros(rows.shape[1], int)
    for number, row in enumerate(rows.astype(int)):
        left, corner = (numpy.concatenate([numpy.zeros(distance, int), each[:-distance]])[:len(each)] for each in (row, above))
        estimate = left + above - corner
        near = numpy.argmin([abs(estimate - left), abs(estimate - above), abs(estimate - corner)], 0)
        guess = [0 * row, left, above, (left + above) // 2, numpy.choose(near, [left, above, corner])][number % 5]
        result += bytes([number % 5]) + ((row - guess) % 256).astype(numpy.uint8).tobytes()
        above = row
    return result


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


for kind, (number, channels, depths) in KINDS.items():
    for bits in depths:
        stored = samples(channels, COLOURS[bits] if kind == "palette" else 1 << bits)
        palette = numpy.array([[i * 5 % 256, (i * 3 + 7) % 256, 255 - i] for i in range(COLOURS.get(bits, 0))], numpy.uint8)
        expected = palette[stored[..., 0]] if kind == "palette" else stored * 255 // ((1 << bits) - 1) if bits < 8 else stored >> (bits - 8)
        for interlaced in (False, True):
            parts = [stored[top::down, left::across] for left, top, across, down in PASSES] if interlaced else [stored]
            pixels = b"".join(filtered(packed(part, bits), max(1, channels * bits // 8)) for part in parts if part.size)
            path = f"{kind}-{bits}{'-interlaced' if interlaced else ''}.png"
            with open(path, "wb") as file:
                file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, bits, number, 0, 0, interlaced))
                           + (chunk(b"PLTE", palette.tobytes()) if kind == "palette" else b"")
                           + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b""))
            image = Image.open(path)
            read = numpy.asarray(image.convert("RGB") if kind == "palette" else image).astype(int).reshape(HEIGHT, WIDTH, -1)
            if image.mode == "1":
                read = read * 255
            elif image.mode.startswith("I"):
                read = read >> 8
            if kind == "grey" and bits in (2, 4) and image.mode == "L" and read.max() < 1 << bits:
                read = read * 255 // ((1 << bits) - 1)
            # Of grey with transparency and 16 bits Pillow makes colours.
            read = read[..., [0, 3]] if kind == "grey-alpha" and read.shape[-1] == 4 else read
            assert (read == expected).all(), path
