"""Combinations that no paper has. The README says how each follows from its two parts."""

from .critical import Buffer
from .torque_aware import TorqueAware
from .maximum_variation import MaximumVariation
from .second_moment import SecondMoment
from .vectors import norm


class TorqueAwareScaled:
    """The torque-aware memory takes in the gradient, the scaling sees the gradient; the memory has no bias correction."""

    def __init__(self, memory=None, scaling=None):
        self.memory, self.scaling = memory or TorqueAware(), scaling or MaximumVariation()
        self.telemetry = self.memory.telemetry

    def __call__(self, theta, g, lr, loss):
        return lr * self.memory.remember(g) / self.scaling.denominator(g)


class TorqueAwareScaleFirst:
    """The torque-aware memory takes in the normalised gradient: cosine and momentum are of that vector."""

    def __init__(self, memory=None, scaling=None):
        self.memory = memory or TorqueAware()
        self.scaling = scaling or SecondMoment(beta2=0.999, eps=1e-8)
        self.telemetry = self.memory.telemetry

    def __call__(self, theta, g, lr, loss):
        return lr * self.memory.remember(g / self.scaling.denominator(g))


class CriticalMomentaMaximumVariation:
    """As Adam with critical momenta: the scaling sees the aggregate, the memory's bias correction is 1 - beta1^t."""

    telemetry = {}

    def __init__(self, beta1=0.9, buffer=None, scaling=None):
        self.beta1 = beta1
        self.buffer, self.scaling = buffer or Buffer(), scaling or MaximumVariation()
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        M = self.m + self.buffer.mean()
        denominator = self.scaling.denominator(M)
        self.buffer.offer(self.m, norm(g))
        return lr * (M / (1 - self.beta1**self.t)) / denominator
