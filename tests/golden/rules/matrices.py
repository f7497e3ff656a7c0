"""Muon (Jordan et al. 2024): matrices along their orthogonalised momentum, everything else by AdamW."""

import numpy as np

from rules.second_moment import Adam
from rules.vectors import norm
from streams import segments

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonal(x, steps, eps):
    """The Newton-Schulz iteration as printed: X = aX + b(XX')X + c(XX')^2 X, from X over its norm."""
    a, b, c = (x.dtype.type(number) for number in COEFFICIENTS)
    x = x / (norm(x).astype(x.dtype) + x.dtype.type(eps))
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def by_singular_values(x, steps, eps):
    """The same by what it does to singular values: each goes through p(s) = as + bs^3 + cs^5 as often."""
    a, b, c = COEFFICIENTS
    left, values, right = np.linalg.svd(x / (norm(x) + eps), full_matrices=False)
    for _ in range(steps):
        values = a * values + b * values**3 + c * values**5
    return left @ np.diag(values) @ right


class Matrix:
    """One matrix: momentum, one step ahead, orthogonalised, scaled by its shape."""

    def __init__(self, shape, momentum, nesterov, steps, eps, rate):
        self.shape, self.momentum, self.nesterov, self.steps, self.eps = shape, momentum, nesterov, steps, eps
        rows, columns = shape
        self.factor = 0.2 * np.sqrt(max(shape)) if rate == "match-rms-adamw" else np.sqrt(max(1.0, rows / columns))
        self.m = 0.0

    def __call__(self, g, lr):
        self.m = self.m + (1 - self.momentum) * (g - self.m)
        d = g + self.momentum * (self.m - g) if self.nesterov else self.m
        return lr * self.factor * orthogonal(d.reshape(self.shape), self.steps, self.eps).ravel()


class Muon:
    """Decoupled decay is the rule's business, as both learning rates take part in it."""

    telemetry = {}

    def __init__(self, lr, matrix, adam, adam_lr, decay):
        self.lr, self.adam_lr, self.decay = lr, adam_lr, decay
        self.parts = [(part, matrix(shape) if len(shape) == 2 else adam(), len(shape) == 2) for _, part, shape in segments()]

    def __call__(self, theta, g, lr, loss):
        change = np.empty_like(theta)
        for part, rule, is_matrix in self.parts:
            own = lr if is_matrix else lr / self.lr * self.adam_lr
            step = rule(g[part], own) if is_matrix else rule(theta[part], g[part], own, loss)
            change[part] = own * self.decay * theta[part] + step
        return change


def muon(s, decay):
    return Muon(
        s.number("lr", None),
        lambda shape: Matrix(shape, s.number("momentum", 0.95), s.word("nesterov", "true") == "true", int(s.number("steps", 5)),
                             s.number("eps", 1e-7), s.word("adjust-lr", "original")),
        lambda: Adam(s.number("adamw-beta1", 0.9), s.number("adamw-beta2", 0.95), s.number("adamw-eps", 1e-10)),
        s.number("adamw-lr", 3e-4),
        decay)


def check():
    """Both forms of the iteration agree, on wide and tall matrices and one of rank 1."""
    random = np.random.default_rng(7)
    wrong = []
    for x in (random.standard_normal((3, 13)), random.standard_normal((9, 4)), np.outer(np.arange(1.0, 6.0), np.arange(2.0, 5.0))):
        apart = np.abs(orthogonal(x, 5, 1e-7) - by_singular_values(x, 5, 1e-7)).max()
        if apart > 1e-13:
            wrong.append(f"the Newton-Schulz iteration is {apart:.1e} from its singular values on {x.shape}")
    return wrong
