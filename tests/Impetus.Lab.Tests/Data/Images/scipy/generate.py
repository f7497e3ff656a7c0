"""Makes digits.mat beside it with SciPy: five images in the form of SVHN, whose pixels and labels SvhnTests computes again."""
import numpy
import scipy.io

row, column, colour, image = numpy.mgrid[0:32, 0:32, 0:3, 0:5]
pixels = ((row * 3 + column * 5 + colour * 50 + image * 31) % 256).astype(numpy.uint8)
labels = numpy.array([[1], [10], [9], [2], [10]], dtype=numpy.uint8)
scipy.io.savemat("digits.mat", {"X": pixels, "y": labels}, do_compression=True)
