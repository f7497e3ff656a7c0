"""Torque-aware momentum (Malviya et al. 2024): Algorithm 1, Eq. 7 and Eq. 8."""

from .second_moment import SecondMoment
from .vectors import cosine


class Torque:
    """Eq. 2 to 4: the smoothed cosine of momentum and gradient, brought to [0, 1]."""

    def __init__(self, gamma):
        self.gamma, self.smoothed = gamma, 0.0

    def damping(self, m, g, telemetry):
        S = cosine(m, g)
        self.smoothed = self.gamma * self.smoothed + (1 - self.gamma) * S
        k = (1 + self.smoothed) / 2
        telemetry.update(cosine=float(S), damping=float(k))
        return k


class TorqueAware:
    """Algorithm 1."""

    def __init__(self, momentum=0.9, gamma=0.9, torque_eps=1e-8):
        self.momentum, self.torque_eps = momentum, torque_eps
        self.torque = Torque(gamma)
        self.m, self.telemetry = 0.0, {}

    def remember(self, g):
        k = self.torque.damping(self.m, g, self.telemetry)
        self.m = self.momentum * self.m + (self.torque_eps + k) * g
        return self.m

    def __call__(self, theta, g, lr, loss):
        return lr * self.remember(g)


class TorqueAwareAverage(TorqueAware):
    """Eq. 8: the damping is the weight of the new gradient in a moving average."""

    def remember(self, g):
        weight = self.torque_eps + self.torque.damping(self.m, g, self.telemetry)
        self.m = (1 - weight) * self.m + weight * g
        return self.m


class AdaTAM:
    """Eq. 7: no bias correction, and c inside the root."""

    def __init__(self, memory=None, beta2=0.999, eps=1e-8):
        self.memory = memory or TorqueAware()
        self.telemetry = self.memory.telemetry
        self.scaling = SecondMoment(beta2, eps, eps_inside=True, bias_correction=False)

    def __call__(self, theta, g, lr, loss):
        return lr * self.memory.remember(g) / self.scaling.denominator(g)
