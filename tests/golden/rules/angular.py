"""AngularGrad (Roy et al. 2021), as published."""

import numpy as np

from .second_moment import Adam


class AngularGrad:
    """Adam's step times a coefficient from the smaller of the last two angles between successive gradients."""

    telemetry = {}

    def __init__(self, function, adam=None):
        self.function, self.adam = function, adam or Adam()
        self.g = self.A = 0.0

    def __call__(self, theta, g, lr, loss):
        A = np.arctan(np.abs((g - self.g) / (1 + g * self.g)))
        smallest = np.minimum(A, self.A)
        phi = np.tanh(np.abs(self.function(smallest))) / 2 + 0.5
        self.g, self.A = g, A
        return phi * self.adam(theta, g, lr, loss)
