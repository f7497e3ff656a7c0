"""AdaBound (Luo et al. 2019) as the authors' package has it."""

import math

import numpy as np

from .vectors import clip


class AdaBound:
    """Adam's rate per coordinate, eps added before the bias correction, clipped to a corridor that closes on final_lr."""

    telemetry = {}

    def __init__(self, base_lr, final_lr=0.1, gamma=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, amsgrad=False):
        self.base_lr, self.final_lr, self.gamma = base_lr, final_lr, gamma
        self.beta1, self.beta2, self.eps, self.amsgrad = beta1, beta2, eps, amsgrad
        self.m = self.v = self.largest = 0.0
        self.t = 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        v = self.v
        if self.amsgrad:
            v = self.largest = np.maximum(self.largest, v)
        rate = lr * math.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t) / (np.sqrt(v) + self.eps)
        final_lr = self.final_lr * lr / self.base_lr  # a schedule scales the corridor too
        lower = final_lr * (1 - 1 / (self.gamma * self.t + 1))
        upper = final_lr * (1 + 1 / (self.gamma * self.t))
        return clip(rate, lower, upper) * self.m
