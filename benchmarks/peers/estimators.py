"""Training steps and evaluation of neural estimators in PyTorch, written as one would without a framework around them.

usage: estimators.py FOLDER METHOD OBSERVABLES PARAMETERS HIDDEN STEPS EVENTS POINTS ALPHA THREADS, for example DIR alices 3 2 60,60 3 128 0 1 1

METHOD is alices, carl, sally, nde or scandal: a step on one batch of EVENTS events that lies ready, AMSGrad included; or evaluate or evaluate-madminer:
the log ratios of EVENTS events at one of POINTS parameter points. The latter makes the tensors as MadMiner does, one event after the other.
FOLDER holds float32 files: weights in Pullback's order, x [event, observable], theta [event, parameter] (evaluation: [point, parameter]), y and r [event], t [event,
parameter]. A line "answer" is answered with the loss of the batch at those weights, or with the sum of the log ratios at the first point.
"""

import copy
import math
import os
import sys

import torch
from torch import nn
from torch.nn import functional

from peer import serve

folder, method = sys.argv[1:3]
observables, parameters = int(sys.argv[3]), int(sys.argv[4])
hidden = [int(width) for width in sys.argv[5].split(",")]
steps, events, points = (int(a) for a in sys.argv[6:9])
alpha = float(sys.argv[9])
torch.set_num_threads(int(sys.argv[10]))


def load(name, *shape):
    return torch.from_file(os.path.join(folder, name), size=math.prod(shape), dtype=torch.float32).view(shape).clone()


def network(inputs, outputs):
    layers = []
    for width in hidden:
        layers += [nn.Linear(inputs, width), nn.Tanh()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, outputs))


class MaskedLinear(nn.Linear):
    def __init__(self, before, after, strict):
        super().__init__(len(before), len(after))
        before, after = torch.tensor(before), torch.tensor(after)
        self.register_buffer("mask", (before < after[:, None] if strict else before <= after[:, None]).float())

    def forward(self, x):
        return functional.linear(x, self.mask * self.weight, self.bias)


class Made(nn.Module):
    def __init__(self, reverse):
        super().__init__()
        order = list(range(1, observables + 1))
        degrees = order = order[::-1] if reverse else order
        self.parameters_layer = nn.Linear(parameters, hidden[0], bias=False)
        self.layers = nn.ModuleList()
        for width in hidden:
            after = [k % max(1, observables - 1) + min(1, observables - 1) for k in range(width)]
            self.layers.append(MaskedLinear(degrees, after, strict=False))
            degrees = after
        self.mean = MaskedLinear(degrees, order, strict=True)
        self.log_precision = MaskedLinear(degrees, order, strict=True)

    def forward(self, x, theta):
        h = torch.tanh(self.parameters_layer(theta) + self.layers[0](x))
        for layer in self.layers[1:]:
            h = torch.tanh(layer(h))
        return self.mean(h), self.log_precision(h)


class Flow(nn.Module):
    def __init__(self):
        super().__init__()
        self.mades = nn.ModuleList(Made(step % 2 == 1) for step in range(steps))

    def forward(self, x, theta):
        total = 0
        for made in self.mades:
            mean, log_precision = made(x, theta)
            x = torch.exp(0.5 * log_precision) * (x - mean)
            total = total + log_precision
        return 0.5 * (total - x * x).sum(1) - 0.5 * observables * math.log(2 * math.pi)


flow = method in ("nde", "scandal")
model = Flow() if flow else network(observables, parameters) if method == "sally" else network(parameters + observables, 1)
flat = load("weights", sum(p.numel() for p in model.parameters()))
for parameter in model.parameters():
    part, flat = flat[: parameter.numel()], flat[parameter.numel() :]
    # Ours are [input, output].
    parameter.data.copy_(part.view(parameter.shape[::-1]).T if parameter.dim() == 2 else part)

x = load("x", events, observables)
theta = load("theta", points or events, parameters)


def training():
    y, r, t = load("y", events, 1), load("r", events, 1), load("t", events, parameters)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, amsgrad=True)

    def loss():
        if method == "sally":
            return (model(x) - t).square().mean()
        if method == "carl":
            log_r = model(torch.cat([theta, x], 1))
            return functional.binary_cross_entropy_with_logits(-log_r, y)
        if method == "nde":
            return -model(x, theta).mean()
        point = theta.clone().requires_grad_(True)
        value = model(x, point) if method == "scandal" else model(torch.cat([point, x], 1))
        score = torch.autograd.grad(value.sum(), point, create_graph=True)[0]
        if method == "scandal":
            return -value.mean() + alpha * (score - t).square().mean()
        s = 1 / (1 + r)
        return functional.binary_cross_entropy_with_logits(-value, s) + alpha * ((1 - y) * (score - t)).square().mean()

    first = copy.copy(loss().item())

    def step():
        value = loss()
        optimizer.zero_grad()
        value.backward()
        optimizer.step()

    return step, lambda: repr(first)


def evaluation():
    rows, grid = list(x.numpy()), list(theta.numpy())

    @torch.no_grad()
    def bare(point):
        return model(torch.cat([theta[point].expand(events, parameters), x], 1))

    @torch.no_grad()
    def madminer(point):
        thetas = torch.stack([torch.tensor(grid[point]) for _ in range(events)])
        return model(torch.cat([thetas, torch.stack([torch.tensor(row) for row in rows])], 1))

    ask = madminer if method == "evaluate-madminer" else bare
    return lambda: ask(0), lambda: repr(ask(0).double().sum().item())


run, answer = training() if not method.startswith("evaluate") else evaluation()
serve(f"PyTorch {torch.__version__}", run, seconds=0.1, unmeasured=1, answer=answer)
