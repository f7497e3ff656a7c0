"""Quasi-hyperbolic momentum and Adam (Ma & Yarats 2019, Eq. 3, 4 and 15)."""

import numpy as np


class QHM:
    telemetry = {}

    def __init__(self, beta=0.999, nu=0.7):
        self.beta, self.nu, self.m = beta, nu, 0.0

    def __call__(self, theta, g, lr, loss):
        self.m = self.beta * self.m + (1 - self.beta) * g
        return lr * ((1 - self.nu) * g + self.nu * self.m)


class QHAdam:
    """Both moments corrected for their start, then blended with the present gradient."""

    telemetry = {}

    def __init__(self, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8):
        self.beta1, self.beta2, self.nu1, self.nu2, self.eps = beta1, beta2, nu1, nu2, eps
        self.m = self.v = 0.0
        self.t = 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        m, v = self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)
        return lr * ((1 - self.nu1) * g + self.nu1 * m) / (np.sqrt((1 - self.nu2) * g * g + self.nu2 * v) + self.eps)
