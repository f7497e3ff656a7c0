"""Critical gradients (McRae et al. 2022) and critical momenta (Malviya et al. 2024, Algorithm 1)."""

from .second_moment import SecondMoment
from .vectors import norm


class Buffer:
    """At most `capacity` vectors, each with the decayed norm of the gradient of the step that stored it."""

    def __init__(self, capacity=5, decay=0.7, average="capacity"):
        self.capacity, self.decay, self.average = capacity, decay, average
        self.vectors, self.priorities = [], []
        self.narrowest = 1.0  # how close an admission came to being decided by rounding; the generator checks it

    def mean(self):
        if not self.vectors:
            return 0.0
        return sum(self.vectors) / (len(self.vectors) if self.average == "count" else self.capacity)

    def offer(self, vector, priority):
        if len(self.vectors) < self.capacity:
            self.vectors.append(vector)
            self.priorities.append(priority)
        else:
            smallest = min(self.priorities)
            self._watch(priority, smallest)
            if priority > smallest:
                place = self.priorities.index(smallest)  # the first of equals
                self.vectors[place], self.priorities[place] = vector, priority
        self.priorities = [self.decay * value for value in self.priorities]

    def _watch(self, priority, smallest):
        others = [value for value in (priority, *self.priorities) if value != smallest]
        if others:
            self.narrowest = min([self.narrowest, *(abs(value - smallest) / max(value, smallest) for value in others)])


class AdamCriticalMomenta:
    """Eq. 4 to 7: both moments see the aggregate; eps inside the root."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.99, eps=1e-8, buffer=None):
        self.beta1 = beta1
        self.buffer = buffer or Buffer()
        self.scaling = SecondMoment(beta2, eps, eps_inside=True)
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        M = self.m + self.buffer.mean()
        denominator = self.scaling.denominator(M)
        self.buffer.offer(self.m, norm(g))
        return lr * (M / (1 - self.beta1**self.t)) / denominator


class AdamCriticalGradients:
    """Eq. 3: Adam on the aggregated gradient; eps inside the root."""

    telemetry = {}

    def __init__(self, beta1=0.9, beta2=0.99, eps=1e-8, buffer=None):
        self.beta1 = beta1
        self.buffer = buffer or Buffer()
        self.scaling = SecondMoment(beta2, eps, eps_inside=True)
        self.m, self.t = 0.0, 0

    def __call__(self, theta, g, lr, loss):
        self.t += 1
        G = g + self.buffer.mean()
        self.buffer.offer(g, norm(g))
        self.m = self.beta1 * self.m + (1 - self.beta1) * G
        return lr * (self.m / (1 - self.beta1**self.t)) / self.scaling.denominator(G)


class CriticalGradients:
    """SGD along the aggregated gradient."""

    telemetry = {}

    def __init__(self, buffer=None):
        self.buffer = buffer or Buffer()

    def __call__(self, theta, g, lr, loss):
        G = g + self.buffer.mean()
        self.buffer.offer(g, norm(g))
        return lr * G


class CriticalMomenta:
    """Eq. 8: a step along the aggregated moving average, without bias correction."""

    telemetry = {}

    def __init__(self, beta1=0.9, buffer=None):
        self.beta1 = beta1
        self.buffer = buffer or Buffer()
        self.m = 0.0

    def __call__(self, theta, g, lr, loss):
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        M = self.m + self.buffer.mean()
        self.buffer.offer(self.m, norm(g))
        return lr * M
