"""LARS (You et al. 2017, Algorithm 1, its rate outside the momentum) and LAMB (You et al. 2020, Algorithm 2): a ratio for every tensor."""

import numpy as np

from rules.second_moment import SecondMoment
from rules.vectors import norm
from streams import segments


def ratio(upper, lower):
    return upper / lower if upper > 0 and lower > 0 else 1.0


class Layerwise:
    def __init__(self, decay):
        self.decay = decay
        self.telemetry = {}

    def each(self, theta, g, lr):
        change, ratios = np.empty_like(theta), []
        for number, (_, part, _) in enumerate(segments()):
            change[part], one = self.tensor(number, theta[part], g[part], lr)
            ratios.append(float(one))
        self.telemetry = {self.key: float(np.mean(ratios))}
        return change


class LARS(Layerwise):
    """Coupled decay is the rule's business: the local rate sees the gradient without it."""

    key = "local-rate"

    def __init__(self, momentum, trust, decay):
        super().__init__(decay)
        self.momentum, self.trust = momentum, trust
        self.m = [0.0] * 3

    def __call__(self, theta, g, lr, loss):
        return self.each(theta, g, lr)

    def tensor(self, number, theta, g, lr):
        weights, gradients = norm(theta), norm(g)
        local = self.trust * weights / (gradients + self.decay * weights) if weights > 0 and gradients > 0 else 1.0
        self.m[number] = self.momentum * self.m[number] + local * (g + self.decay * theta)
        return lr * self.m[number], local


class LAMB(Layerwise):
    key = "trust-ratio"

    def __init__(self, beta1, beta2, eps, decay):
        super().__init__(decay)
        self.beta1, self.t = beta1, 0
        self.m = [0.0] * 3
        self.scalings = [SecondMoment(beta2, eps) for _ in range(3)]

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        return self.each(theta, g, lr)

    def tensor(self, number, theta, g, lr):
        self.m[number] = self.beta1 * self.m[number] + (1 - self.beta1) * g
        u = self.m[number] / (1 - self.beta1**self.t) / self.scalings[number].denominator(g) + self.decay * theta
        trust = ratio(norm(theta), norm(u))
        return lr * trust * u, trust
