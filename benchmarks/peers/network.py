"""A training step of a dense network in PyTorch, Adam included.

usage: network.py SIZES BATCH tanh|relu plain|score THREADS, for example network.py 42,100,100,1 128 tanh plain 1
"""

import sys

import torch

from peer import serve

sizes = [int(size) for size in sys.argv[1].split(",")]
batch, activation, loss_kind = int(sys.argv[2]), sys.argv[3], sys.argv[4]
torch.set_num_threads(int(sys.argv[5]))
torch.manual_seed(1)
layers = []
for i, (rows, columns) in enumerate(zip(sizes, sizes[1:])):
    layers.append(torch.nn.Linear(rows, columns))
    if i + 2 < len(sizes):
        layers.append(torch.nn.Tanh() if activation == "tanh" else torch.nn.ReLU())
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
x = torch.randn(batch, sizes[0], requires_grad=loss_kind == "score")
y = torch.zeros(batch, sizes[-1])


def step():
    optimizer.zero_grad()
    output = model(x)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(output, y, reduction="sum")
    if loss_kind == "score":
        slope = torch.autograd.grad(output.sum(), x, create_graph=True)[0]
        loss = loss + (slope * slope).sum()
    loss.backward()
    optimizer.step()


serve(f"PyTorch {torch.__version__}", step)
