"""Adam (Kingma & Ba, Algorithm 1), AMSGrad as PyTorch has it, LaProp, RMSprop and rectified Adam as PyTorch has them."""

import math

import numpy as np


class SecondMoment:
    """v = beta2 v + (1 - beta2) x^2 and the denominator that it gives."""

    def __init__(self, beta2, eps, eps_inside=False, amsgrad=False, bias_correction=True):
        self.beta2, self.eps, self.eps_inside = beta2, eps, eps_inside
        self.amsgrad, self.bias_correction = amsgrad, bias_correction
        self.v = self.largest = 0.0
        self.t = 0

    def denominator(self, x):
        self.t += 1
        self.v = self.beta2 * self.v + (1 - self.beta2) * x * x
        v = self.v
        if self.amsgrad:  # the running maximum is taken before the bias correction
            v = self.largest = np.maximum(self.largest, v)
        if self.bias_correction:
            v = v / (1 - self.beta2**self.t)
        return np.sqrt(v + self.eps) if self.eps_inside else np.sqrt(v) + self.eps


class Adam:
    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-8, eps_inside=False, amsgrad=False):
        self.beta1 = beta1
        self.scaling = SecondMoment(beta2, eps, eps_inside, amsgrad)
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        return lr * (self.m / (1 - self.beta1**self.t)) / self.scaling.denominator(g)


class LaProp:
    """The gradient is normalised first, then averaged (Ziyin et al. 2020)."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-15, amsgrad=False):
        self.beta1 = beta1
        self.scaling = SecondMoment(beta2, eps, amsgrad=amsgrad)
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g / self.scaling.denominator(g)
        return lr / (1 - self.beta1**self.t) * self.m


class RootMeanSquare:
    """RMSprop: no bias correction, eps outside the root, an optional heavy ball over the normalised gradient."""

    telemetry = {}

    def __init__(self, beta2=0.99, eps=1e-8, momentum=0.0):
        self.momentum = momentum
        self.scaling = SecondMoment(beta2, eps, bias_correction=False)
        self.m = 0.0

    def __call__(self, theta, g, lr, loss):
        self.m = self.momentum * self.m + g / self.scaling.denominator(g)
        return lr * self.m


class RectifiedAdam:
    """Liu et al. 2020, Algorithm 2; eps is added to the root before the bias correction, as PyTorch does."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.999, eps=1e-8):
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.m = self.v = 0.0
        self.t = 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        m = self.m / (1 - self.beta1**self.t)
        correction = 1 - self.beta2**self.t
        longest = 2 / (1 - self.beta2) - 1
        length = longest - 2 * self.t * self.beta2**self.t / correction
        if length <= 5:
            return lr * m
        rectification = math.sqrt(
            (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
        return lr * rectification * m * math.sqrt(correction) / (np.sqrt(self.v) + self.eps)
