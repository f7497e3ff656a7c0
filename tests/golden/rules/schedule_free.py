"""Schedule-free learning (Defazio et al. 2024, Algorithm 1) around plain gradient descent and Adam without momentum."""

import numpy as np


class ScheduleFree:
    """theta is y, where gradients are taken. Decay is taken at y; the weights of the average are squares of the step sizes."""

    telemetry = {}

    def __init__(self, beta, decay, scaling=None):
        self.beta, self.decay, self.scaling = beta, decay, scaling
        self.z = self.x = None
        self.weights, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        if self.z is None:
            self.z, self.x = theta.copy(), theta.copy()
        self.t += 1
        step, weight = g, lr**2
        if self.scaling is not None:
            step = g / self.scaling.denominator(g)
            weight = lr**2 * (1 - self.scaling.beta2**self.t)
        self.weights += weight
        share = weight / self.weights if weight > 0 else 0.0
        self.z = self.z - lr * (step + self.decay * theta)
        self.x = (1 - share) * self.x + share * self.z
        return theta - ((1 - self.beta) * self.z + self.beta * self.x)
