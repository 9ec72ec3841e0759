"""Value and gradient of minus the expected significance of Gaussian-mixture categories in PyTorch, all events at once.

usage: categories.py FOLDER WAY TYPE EVENTS SIGNAL SCORES CATEGORIES TEMPERATURE SIGMA DAMPING THREADS

FOLDER holds float64 files: scores [event, score], weights [event], the first SIGNAL events being signal, and parameters (logits [category], means
[category, score] through a sigmoid, Cholesky factors [category, score, score]). TYPE is float64 or float32. WAY is how the logits are made:

  rows      forward substitution, tables [event, category], the layout of the formulas
  columns   the same with tables [category, event], for which PyTorch has the faster softmax
  products  the quadratic form around the middle of the range multiplied out: one matrix product of coefficients and monomials, tables [category, event];
            the fewest passes over memory, and the fewest correct digits

A line "answer" is answered with the loss and its derivative by every parameter.
"""

import math
import os
import sys

import torch

from peer import serve

folder, way, kind = sys.argv[1:4]
events, signal, scores, categories = (int(a) for a in sys.argv[4:8])
temperature, sigma, damping = (float(a) for a in sys.argv[8:11])
torch.set_num_threads(int(sys.argv[11]))
dtype = {"float64": torch.float64, "float32": torch.float32}[kind]
count = categories * (1 + scores + scores * scores)


def load(name, *shape):
    size = math.prod(shape)
    return torch.from_file(os.path.join(folder, name), size=size, dtype=torch.float64).view(shape).to(dtype, copy=True)


parameters = load("parameters", count).requires_grad_()
middle = 0.5
columns = [column.contiguous() for column in load("scores", events, scores).unbind(1)]
weights = load("weights", events)
# Signal and background of each event, so that all counts are one product.
table = torch.zeros(events, 2, dtype=dtype)
table[:signal, 0] = weights[:signal]
table[signal:, 1] = weights[signal:]
pairs = [(i, j) for i in range(scores) for j in range(i + 1)]
centered = [column - middle for column in columns]
monomials = torch.stack([centered[i] * centered[j] for i, j in pairs] + centered) if way == "products" else None
norm = -scores * 0.5 * math.log(2 * math.pi)


def components():
    """Norms [category] with the temperature taken in, means [score][category], factors L/sqrt(1/T) as [score, score][category]."""
    logits, means, raw = parameters.split([categories, categories * scores, categories * scores * scores])
    means = torch.sigmoid(means).view(categories, scores)
    raw = raw.view(categories, scores, scores)
    log_diagonal = raw.diagonal(dim1=1, dim2=2) + math.log(sigma)
    norms = (torch.log_softmax(logits, 0) - log_diagonal.sum(1) + norm) / temperature
    # Scaled so that logit = norm - |z|².
    unit = math.sqrt(0.5 / temperature)
    return norms, means, unit * torch.exp(-log_diagonal), damping / unit * raw


def substitution(axis):
    """Logits with events along the other axis than the categories' `axis`."""
    norms, means, inverse, lower = components()
    z = []
    logits = norms.unsqueeze(1 - axis)
    for i in range(scores):
        mean, scale = means[:, i].unsqueeze(1 - axis), inverse[:, i].unsqueeze(1 - axis)
        if i == 0:
            # One pass over the table instead of two.
            each = torch.addcmul(-mean * scale, columns[i].unsqueeze(axis), scale)
        else:
            each = columns[i].unsqueeze(axis) - mean
            for j in range(i):
                each = torch.addcmul(each, lower[:, i, j].unsqueeze(1 - axis), z[j], value=-1)
            each = each * scale
        z.append(each)
        logits = torch.addcmul(logits, each, each, value=-1)
    return logits


def products():
    norms, means, inverse, lower = components()
    means = means - middle
    # Rows of the inverse factor, by substitution on the unit vectors.
    rows = []
    for i in range(scores):
        row = [-sum(lower[:, i, m] * rows[m][j] for m in range(j, i)) * inverse[:, i] for j in range(i)]
        rows.append(row + [inverse[:, i]])
    metric = {(i, j): sum(rows[m][i] * rows[m][j] for m in range(max(i, j), scores)) for i in range(scores) for j in range(scores)}
    pulled = [sum(metric[i, j] * means[:, j] for j in range(scores)) for i in range(scores)]
    coefficients = [-metric[i, j] if i == j else -2 * metric[i, j] for i, j in pairs] + [2 * p for p in pulled]
    constant = norms - sum(means[:, i] * pulled[i] for i in range(scores))
    return torch.addmm(constant.unsqueeze(1), torch.stack(coefficients, 1), monomials)


def loss():
    if way == "rows":
        signals, background = (table.T @ torch.softmax(substitution(1), 1)).unbind(0)
    else:
        logits = substitution(0) if way == "columns" else products()
        signals, background = (torch.softmax(logits, 0) @ table).unbind(1)
    b = background.clamp(min=1e-9)
    ratio = signals / b
    large = ratio.clamp(min=0.1)
    exact = 2 * b * ((1 + large) * torch.log1p(large) - large)
    return -torch.where(ratio < 0.1, signals * signals / b, exact).sum().sqrt()


def run():
    value = loss()
    return value, torch.autograd.grad(value, parameters)[0]


def answer():
    value, gradient = run()
    return " ".join(repr(number) for number in [value.item(), *gradient.tolist()])


serve(f"PyTorch {torch.__version__}", run, unmeasured=1, answer=answer)
