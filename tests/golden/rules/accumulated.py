"""Adagrad (Duchi et al. 2011) and Adadelta (Zeiler 2012, Algorithm 1), both as PyTorch has them."""

import numpy as np


class Adagrad:
    """The sum of squares is never forgotten; the rate may fall with the step besides."""

    telemetry = {}

    def __init__(self, lr_decay=0.0, initial_accumulator_value=0.0, eps=1e-10):
        self.lr_decay, self.sum, self.eps, self.t = lr_decay, initial_accumulator_value, eps, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.sum = self.sum + g * g
        return lr / (1 + (self.t - 1) * self.lr_decay) * g / (np.sqrt(self.sum) + self.eps)


class Adadelta:
    """The root mean square of past updates over that of past gradients takes the place of a rate."""

    telemetry = {}

    def __init__(self, rho=0.9, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.gradients = self.updates = 0.0

    def __call__(self, theta, g, lr, loss):
        self.gradients = self.rho * self.gradients + (1 - self.rho) * g * g
        update = np.sqrt(self.updates + self.eps) / np.sqrt(self.gradients + self.eps) * g
        self.updates = self.rho * self.updates + (1 - self.rho) * update * update
        return lr * update
