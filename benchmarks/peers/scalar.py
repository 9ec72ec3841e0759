"""Forward and backward pass of 220 operations on single numbers in PyTorch."""

import torch

from peer import serve

torch.set_num_threads(1)
a = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
b = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)


def run():
    value = a
    for _ in range(220 // 4):
        value = torch.tanh(value * b + a) * a
    torch.autograd.grad(value, [a, b])


serve(f"PyTorch {torch.__version__}", run)
