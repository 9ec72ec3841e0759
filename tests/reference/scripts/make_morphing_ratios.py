"""Writes tests/reference/estimators/morphing: a morphing-aware and a quadratic ratio in MadMiner's file layout, and what their formulas give.

The files have the names and shapes of MadMiner's DenseMorphingAwareRatioModel and DenseQuadraticMorphingAwareRatioModel; the numbers come from the
formulas in double precision with the weights of single precision. Run with torch 1.13: python3 make_morphing_ratios.py DIRECTORY
"""

import json
import pathlib
import sys
from collections import OrderedDict

import numpy
import torch

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
torch.manual_seed(11)
OBSERVABLES, HIDDEN, EVENTS = 3, [5, 4], 7
means, stds = numpy.array([0.3, -1.0, 2.0]), numpy.array([1.5, 0.7, 2.5])
x = numpy.random.default_rng(4).normal(size=(EVENTS, OBSERVABLES)) * stds + means


def weights(prefix):
    widths = [OBSERVABLES, *HIDDEN, 1]
    layers = OrderedDict()
    for i, (before, after) in enumerate(zip(widths, widths[1:])):
        layers[f"{prefix}.layers.{i}.weight"] = 0.8 * torch.randn(after, before)
        layers[f"{prefix}.layers.{i}.bias"] = 0.3 * torch.randn(after)
    return layers


def apply(state, prefix, values):
    for i in range(len(HIDDEN) + 1):
        values = torch.tanh(values) if i else values
        values = values @ state[f"{prefix}.layers.{i}.weight"].double().T + state[f"{prefix}.layers.{i}.bias"].double()
    return values[:, 0]


def save(name, state, settings, theta, log_ratio):
    torch.save(state, out / f"{name}_state_dict.pt")
    common = {"n_observables": OBSERVABLES, "n_parameters": len(theta[0]), "features": None, "n_hidden": HIDDEN, "activation": "tanh", "dropout_prob": 0.0}
    (out / f"{name}_settings.json").write_text(json.dumps({**common, "estimator_type": "parameterized_ratio", **settings}))
    numpy.save(out / f"{name}_x_means.npy", means)
    numpy.save(out / f"{name}_x_stds.npy", stds)
    values, scores = [], []
    for point in theta:
        points = torch.tensor(numpy.tile(point, (EVENTS, 1)), requires_grad=True)
        result = log_ratio(state, torch.tensor((x - means) / stds), points)
        values.append(result.tolist())
        scores.append(torch.autograd.grad(result.sum(), points)[0].tolist())
    return {"theta": theta, "log_likelihood_ratio": values, "score": scores}


components = [[0, 0], [0, 1], [1, 0], [0, 2], [1, 1], [2, 0]]
benchmarks = numpy.array([[0.0, 0.0], [1.0, 0.2], [-0.4, 1.1], [0.5, -0.9], [-1.0, -0.6], [0.9, 1.2]])
matrix = numpy.linalg.inv(numpy.array([[a**p * b**q for p, q in components] for a, b in benchmarks]))


def morphing(state, scaled, theta):
    c = torch.stack([theta[:, 0] ** p * theta[:, 1] ** q for p, q in components], dim=1)
    w = c @ state["morphing_matrix"].double()
    logs = torch.stack([apply(state, f"dsigma_component_estimators.{b}", scaled) for b in range(len(components))], dim=1)
    low, high = numpy.exp(-5.0), numpy.exp(5.0)
    numerator = torch.clamp((w * torch.exp(torch.clamp(logs, -5, 5))).sum(dim=1), low, high)
    denominator = torch.clamp((w * torch.exp(torch.clamp(state["log_sigma_ratio_components"].double()[:, 0], -5, 5))).sum(dim=1), low, high)
    return torch.log(torch.clamp(numerator / denominator, low, high))


def quadratic(state, scaled, theta):
    a, b = apply(state, "dsigma_a", scaled), apply(state, "dsigma_b", scaled)
    t = theta[:, 0]
    total = (1 + t * state["sigma_a"].double()) ** 2 + (t * state["sigma_b"].double()) ** 2
    return torch.log(((1 + t * a) ** 2 + (t * b) ** 2) / total + 1e-9)


state = OrderedDict(
    log_sigma_ratio_components=0.2 * torch.randn(len(components), 1),
    components=torch.tensor(components),
    morphing_matrix=torch.tensor(matrix, dtype=torch.float32),
)
for b in range(len(components)):
    state.update(weights(f"dsigma_component_estimators.{b}"))
expected = {"x": x.tolist()}
expected["morphing"] = save(
    "morphing", state, {"components": components, "morphing_matrix": matrix.tolist()}, [[0.0, 0.0], [0.3, -0.2], [-0.8, 0.9], [1.5, 1.0]], morphing)
state = OrderedDict(sigma_a=torch.tensor([0.7]), sigma_b=torch.tensor([1.2]))
state.update(weights("dsigma_a"))
state.update(weights("dsigma_b"))
expected["quadratic"] = save("quadratic", state, {}, [[0.0], [0.4], [-1.3], [2.5]], quadratic)
(out / "expected.json").write_text(json.dumps(expected, indent=1))
