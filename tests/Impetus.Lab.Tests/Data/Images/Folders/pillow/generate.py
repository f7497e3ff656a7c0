"""Makes the files beside it with Pillow: one picture as JPEG of several kinds, each with what Pillow decodes from it as PNG."""
import numpy
from PIL import Image

y, x = numpy.mgrid[0:11, 0:13]
picture = Image.fromarray(numpy.stack([x * 19, y * 23, (x + y) * 10], -1).astype(numpy.uint8))
kinds = {
    "baseline": (picture, {}),
    "progressive": (picture, {"progressive": True}),
    "full-chroma": (picture, {"subsampling": 0}),
    "half-chroma": (picture, {"subsampling": 1}),
    "half-chroma-even": (picture.crop((0, 0, 12, 11)), {"subsampling": 1}),
    "half-chroma-narrow": (picture.crop((8, 0, 13, 11)), {"subsampling": 1}),
    "grey": (picture.convert("L"), {}),
    "cmyk": (picture.convert("CMYK"), {}),
}
for name, (image, options) in kinds.items():
    image.save(f"{name}.jpg", quality=92, **options)
    decoded = Image.open(f"{name}.jpg")
    decoded.convert("L" if name == "grey" else "RGB").save(f"{name}.png")
