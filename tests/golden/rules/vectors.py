"""Inner products in at least double precision, and the cosine that is 0 where it is undefined."""

import numpy as np


def inner(a, b):
    return np.sum(np.multiply(a, b, dtype=np.result_type(a, b, np.float64)))


def norm(a):
    return np.sqrt(inner(a, a))


def cosine(a, b):
    lengths = norm(a) * norm(b)
    return inner(a, b) / lengths if lengths > 0 else 0.0


def clip(value, low, high):
    return np.minimum(np.maximum(value, low), high)
