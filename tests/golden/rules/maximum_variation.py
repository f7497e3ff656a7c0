"""Maximum variation averaging (Zhu et al. 2021): Algorithms 1 and 2, Eq. 8, per coordinate."""

import numpy as np

from .vectors import clip


class MaximumVariation:
    def __init__(self, beta2_min=0.5, beta2_max=0.999, eps=1e-8, amsgrad=False):
        self.low, self.high, self.eps, self.amsgrad = beta2_min, beta2_max, eps, amsgrad
        self.u = self.v = self.w = self.largest = 0.0
        self.t = 0

    def denominator(self, g):
        self.t += 1
        if self.t == 1:
            beta = self.high
        else:
            U, V = self.u / self.w, self.v / self.w
            R = V - U * U
            D = (g - U) ** 2
            beta = clip((D + R) / (self.w * (D - R) + D + R + 1e-16), self.low, self.high)
        self.u = beta * self.u + (1 - beta) * g
        self.v = beta * self.v + (1 - beta) * g * g
        self.w = beta * self.w + (1 - beta)
        result = np.sqrt(self.v / self.w) + self.eps
        if self.amsgrad:  # the running maximum of the denominator
            result = self.largest = np.maximum(self.largest, result)
        return result


class MAdam:
    """Algorithm 1."""

    telemetry = {}

    def __init__(self, beta1=0.9, scaling=None):
        self.beta1 = beta1
        self.scaling = scaling or MaximumVariation()
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        return lr / (1 - self.beta1**self.t) * self.m / self.scaling.denominator(g)


class LaMAdam:
    """Algorithm 2: normalised first, averaged after."""

    telemetry = {}

    def __init__(self, beta1=0.9, scaling=None):
        self.beta1 = beta1
        self.scaling = scaling or MaximumVariation(eps=1e-15)
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g / self.scaling.denominator(g)
        return lr / (1 - self.beta1**self.t) * self.m
