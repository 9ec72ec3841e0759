"""The chain of forty operations in PyTorch: two Breit-Wigner amplitudes with energy-dependent widths and an exponential background.

usage: chain.py value|gradient|hessian|rows EVENTS (hessian: torch.autograd.functional.hessian; rows: one gradient of each gradient by hand)
"""

import sys

import torch

from peer import serve

torch.set_num_threads(1)
what, events = sys.argv[1], int(sys.argv[2])
index = torch.arange(events, dtype=torch.float64)
mass = 0.6 + 0.8 * torch.remainder(index * 0.6180339887, 1)
time = torch.remainder(index * 0.7548776662, 1)
point = [0.77, 0.15, 1.0, 0.2, 1.2, 0.3, 0.5, -0.3, 0.4, 1.1]
vector = torch.tensor(point, dtype=torch.float64)
parameters = [torch.tensor(p, dtype=torch.float64, requires_grad=what != "value") for p in point]


def breit_wigner(s, momentum, m0, g0, c, d):
    width = g0 * momentum * m0 / mass
    real = m0 * m0 - s
    imaginary = m0 * width
    inverse = 1 / (real * real + imaginary * imaginary)
    a = real * inverse
    b = imaginary * inverse
    return c * a - d * b, c * b + d * a


def nll(p):
    s = mass * mass
    momentum = torch.sqrt(0.25 * s - 0.0195)
    r1, i1 = breit_wigner(s, momentum, p[0], p[1], p[2], p[3])
    r2, i2 = breit_wigner(s, momentum, p[4], p[5], p[6], p[7])
    intensity = ((r1 + r2) ** 2 + (i1 + i2) ** 2) * torch.sqrt(s - 0.1)
    return -torch.log(intensity + p[8] * torch.exp(-p[9] * time)).sum()


def rows():
    gradient = torch.autograd.grad(nll(parameters), parameters, create_graph=True)
    return [torch.autograd.grad(g, parameters, retain_graph=True, allow_unused=True) for g in gradient]


runs = {
    "value": lambda: nll(parameters),
    "gradient": lambda: torch.autograd.grad(nll(parameters), parameters),
    "hessian": lambda: torch.autograd.functional.hessian(nll, vector),
    "rows": rows,
}
serve(f"PyTorch {torch.__version__}", runs[what])
