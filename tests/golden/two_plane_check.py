"""Checks the coefficient of adaptive memory against the problem that it solves.

The step minimises, over the displacement x, the larger of two planes plus two proximal terms:

    max(g.x, expected * lr + d.x)  +  |x + lr mu theta|_P^2 / (2 lr)  +  lambda |x + lr mu theta + lr d/P|_{P P}^2 / (2 lr)

(with P = 1 the plain form). A minimiser must not lose to any of many neighbours, near or far.
"""

import numpy as np

from rules.adaptive_memory import AdaptiveMemory, AdaptiveMemoryAdam


class Fixed:
    """A given denominator, for a preconditioner without memory."""

    def __init__(self, value):
        self.value = value

    def denominator(self, g):
        return self.value


def loses(objective, x, line, random):
    """How much the best neighbour improves on x: random ones, and those that other coefficients give (along `line`)."""
    best, size = objective(x), np.abs(x).max()
    directions = [*random.standard_normal((40, len(x))), line / np.abs(line).max(), -line / np.abs(line).max()]
    neighbours = (x + size * scale * direction for scale in np.geomspace(1e-6, 1, 13) for direction in directions)
    return max(0.0, best - min(objective(other) for other in neighbours)) / max(abs(best), 1e-300)


def problems():
    random = np.random.default_rng(7)
    for trial in range(40):
        lr, mu, lambda_ = random.uniform(0.01, 0.5), random.uniform(0, 0.3), random.uniform(0, 0.5)
        theta, d, g = random.standard_normal((3, 12))
        g = g + random.uniform(-2, 2) * d
        d *= random.uniform(0.3, 6)

        plain = AdaptiveMemory(lambda_, 1.0)
        plain.d, plain.lr, plain.loss = d, lr, 1.0
        loss = 1.0 - lr * random.uniform(-60, 60)
        x = -plain(theta, g, lr, loss)
        objective = model(g, d, lr, 1.0 - loss, 0 * theta, lambda_, np.ones(12))
        yield "plain", plain.telemetry["beta"], loses(objective, x, d - g, random)

        P = np.exp(random.standard_normal(12))
        scaled = AdaptiveMemoryAdam(lambda_, 1.0, mu, Fixed(P))
        scaled.product = 0.0  # the preconditioner is P itself
        scaled.d, scaled.lr = d, lr
        x = -scaled(theta, g, lr, None) - lr * mu * theta
        expected = (1 + mu * lr) * np.dot(g, d / P + mu * theta)
        objective = model(g, d, lr, lr * expected, mu * theta, lambda_, P)
        yield "preconditioned", scaled.telemetry["beta"], loses(objective, x, (d - g) / (P * (1 + lambda_ * P)), random)


def model(g, d, lr, higher, decay, lambda_, P):
    def objective(x):
        y = x + lr * decay
        near, aligned = np.sum(P * y**2), np.sum((P * y + lr * d) ** 2)
        return max(g @ x, higher + d @ x) + near / (2 * lr) + lambda_ * aligned / (2 * lr)

    return objective


def check():
    found = list(problems())
    wrong = [f"adaptive memory ({kind}, beta {beta:.3f}) misses the minimum by {loss:.1e}"
             for kind, beta, loss in found if loss > 1e-12]
    for kind in ("plain", "preconditioned"):
        betas = [beta for each, beta, _ in found if each == kind]
        if not (min(betas) == 0 and max(betas) == 1 and any(0 < beta < 1 for beta in betas)):
            wrong.append(f"the two-plane check ({kind}) does not reach both bounds and the interior")
    return wrong
