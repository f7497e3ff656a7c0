"""Prodigy (Mishchenko and Defazio 2024, Algorithm 4), with the starting point kept as it is."""

import numpy as np

from rules.vectors import inner


class Prodigy:
    def __init__(self, beta1, beta2, eps, d0, coefficient, decay):
        self.beta1, self.beta2, self.eps, self.coefficient, self.decay = beta1, beta2, eps, coefficient, decay
        self.d, self.r = d0, 0.0
        self.m = self.v = self.s = 0.0
        self.start = None
        self.telemetry = {}

    def __call__(self, theta, g, lr, loss):
        if self.start is None:
            self.start = theta.copy()
        d, root = self.d, np.sqrt(self.beta2)
        self.m = self.beta1 * self.m + (1 - self.beta1) * d * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * d**2 * g**2
        self.r = root * self.r + (1 - root) * lr * d**2 * inner(g, self.start - theta)
        self.s = root * self.s + (1 - root) * lr * d**2 * g
        change = lr * d * (self.m / (np.sqrt(self.v) + d * self.eps) + self.decay * theta)
        size = np.abs(self.s).sum()
        self.d = max(d, self.coefficient * self.r / size) if size > 0 else d
        self.telemetry = {"d": float(self.d)}
        return change
