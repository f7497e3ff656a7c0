"""Lion (Chen et al. 2023, Algorithm 2)."""

import numpy as np


class Lion:
    """The step is the sign of one average, the state is another; the sign of zero is zero."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.99):
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.narrowest = 0.0, 1.0

    def __call__(self, theta, g, lr, loss):
        c = self.beta1 * self.m + (1 - self.beta1) * g
        self._watch(c, np.abs(self.beta1 * self.m) + np.abs((1 - self.beta1) * g))
        self.m = self.beta2 * self.m + (1 - self.beta2) * g
        return lr * np.sign(c)

    def _watch(self, c, terms):
        some = terms > 0
        if some.any():
            self.narrowest = min(self.narrowest, float((np.abs(c[some]) / terms[some]).min()))
