"""The recorded gradient streams. Every number is exactly a float32, so float and double runs see the same input."""

from dataclasses import dataclass

import numpy as np

STEPS = 50
SHAPES = {"gain": (), "layer.bias": (17,), "layer.weight": (3, 13)}
SIZE = sum(int(np.prod(shape)) for shape in SHAPES.values())


def segments():
    """Name, slice of the flat vector, and shape of each parameter tensor."""
    start = 0
    for name, shape in SHAPES.items():
        length = int(np.prod(shape))
        yield name, slice(start, start + length), shape
        start += length


@dataclass(frozen=True)
class Stream:
    description: str
    parameters: np.ndarray  # SIZE: the initial values
    gradients: np.ndarray  # STEPS x SIZE
    rates: np.ndarray | None = None  # STEPS: the learning rate of each step
    losses: np.ndarray | None = None  # STEPS: the loss before each step

    def tensors(self):
        result = {}
        for name, part, shape in segments():
            result[f"param/{name}"] = self.parameters[part].reshape(shape)
            result[f"grad/{name}"] = self.gradients[:, part].reshape((STEPS, *shape))
        if self.rates is not None:
            result["lr"] = self.rates
        if self.losses is not None:
            result["loss"] = self.losses
        return result


def single(values):
    """Rounds to float32 and returns to float64."""
    return np.asarray(values, dtype=np.float64).astype(np.float32).astype(np.float64)


def initial(random):
    return single(random.standard_normal(SIZE))


def turning(random, noise):
    """A direction that turns slowly in a plane (a full turn in 32 steps), plus noise."""
    first, second = random.standard_normal((2, SIZE))
    angle = 2 * np.pi * np.arange(STEPS)[:, None] / 32
    return np.cos(angle) * first + np.sin(angle) * second + noise * random.standard_normal((STEPS, SIZE))


def correlated():
    random = np.random.default_rng(101)
    return Stream("a direction that turns slowly, plus noise", initial(random), single(turning(random, 1.2)))


def flipping(random):
    """Coordinates that change sign with periods of their own."""
    size = np.exp(0.7 * random.standard_normal(SIZE))
    period = random.integers(1, 4, SIZE)  # a coordinate flips at every, every second or every third step
    sign = np.where((np.arange(STEPS)[:, None] // period) % 2 == 0, 1.0, -1.0)
    sign *= np.where(random.random((STEPS, 1)) < 0.1, -1.0, 1.0)  # now and then the whole pattern turns over
    return sign * size * (1 + 0.4 * random.standard_normal((STEPS, SIZE)))


def sign_flipping():
    random = np.random.default_rng(202)
    gradients = flipping(random)
    return Stream("coordinates that change sign with periods of one, two and three steps",
                  initial(random), single(gradients))


def sparse():
    random = np.random.default_rng(303)
    rate = random.choice([0.05, 0.1, 0.3], SIZE)
    touched = random.random((STEPS, SIZE)) < rate
    touched |= (np.arange(STEPS)[:, None] + np.arange(SIZE)) % 23 == 0  # a diagonal pattern on top of the random one
    never = np.arange(SIZE) % 9 == 4
    touched[:, never] = False
    touched[:3, 0] = False  # the scalar tensor starts with three zero gradients
    touched[3, 0] = True
    touched[20] = False  # one step without any gradient
    touched[30, 1:18] = False  # one tensor without gradient at one step
    gradients = np.where(touched, random.standard_normal((STEPS, SIZE)), 0.0)
    return Stream("most coordinates exactly zero at a step, some at every step, and one step of zeros",
                  initial(random), single(gradients))


def exploding():
    random = np.random.default_rng(404)
    step = np.arange(STEPS)
    exponent = np.interp(step, [0, 34, 38, STEPS - 1], [-4, 4, -1, -3]) + 0.15 * random.standard_normal(STEPS)
    gradients = 10.0 ** exponent[:, None] * turning(random, 1.0)
    return Stream("a norm that grows by eight orders of magnitude and falls by seven", initial(random), single(gradients))


def scheduled(with_loss):
    random = np.random.default_rng(505)
    parameters, gradients = initial(random), single(0.6 * turning(random, 0.7) + flipping(random))
    step = np.arange(STEPS)
    shape = np.minimum((step + 1) / 8, 1) * (0.55 + 0.45 * np.cos(np.pi * step / STEPS))
    rates = single(0.05 * shape * (1 + 0.2 * random.random(STEPS)))
    # a loss whose fall per unit of learning rate is, most of the time, a part of the squared gradient norm
    fall = rates * (gradients**2).sum(axis=1) * random.uniform(-0.2, 1.0, STEPS)
    losses = single(200 - np.cumsum(fall))
    described = "learning rates that warm up and fall, " + ("with" if with_loss else "without") + " the loss of each step"
    return Stream(described, parameters, gradients, rates, losses if with_loss else None)


STREAMS = {
    "correlated": correlated(),
    "sign-flipping": sign_flipping(),
    "sparse": sparse(),
    "exploding": exploding(),
    "scheduled": scheduled(with_loss=True),
    "scheduled-stochastic": scheduled(with_loss=False),
}
