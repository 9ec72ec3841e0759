"""Writes tests/reference/estimators/onnx: small multilayer perceptrons exported by torch.onnx, and their outputs.

Run with torch 1.13: python3 make_onnx_networks.py DIRECTORY
"""

import json
import pathlib
import sys

import torch

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
x = torch.tensor([[0.5, -1.25, 2.0], [-0.75, 0.1, 0.3], [3.0, -2.0, -1.0]])


class Normalized(torch.nn.Module):
    def __init__(self, body):
        super().__init__()
        self.body = body
        self.register_buffer("mean", torch.tensor([0.1, -0.2, 0.3]))
        self.register_buffer("std", torch.tensor([2.0, 0.5, 1.5]))

    def forward(self, value):
        return self.body((value - self.mean) / self.std)


class Residual(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(3, 3)

    def forward(self, value):
        return value + torch.tanh(self.linear(value))


def fill(model):
    with torch.no_grad():
        for k, p in enumerate(model.parameters()):
            p.copy_(torch.sin(torch.arange(p.numel(), dtype=torch.float32) * 1.7 + k).reshape(p.shape) * 0.8)
    return model.eval()


def layers(*activations):
    sizes = [3, 4, 5, 3, 2]
    modules = []
    for k, activation in enumerate(activations):
        modules += [torch.nn.Linear(sizes[k], sizes[k + 1]), activation]
    return modules + [torch.nn.Linear(sizes[len(activations)], 1)]


nn = torch.nn
models = {
    "smooth": nn.Sequential(*layers(nn.Tanh(), nn.Sigmoid(), nn.Softplus())),
    "pieces": nn.Sequential(*layers(nn.ReLU(), nn.LeakyReLU(0.2), nn.ELU(1.5)), nn.LogSigmoid()),
    "normalized": Normalized(nn.Sequential(nn.Flatten(), *layers(nn.SELU(), nn.Dropout(0.3), nn.LogSigmoid()))),
    "residual": Residual(),
}
expected = {"x": x.tolist()}
for name, model in models.items():
    fill(model)
    torch.onnx.export(model, x, str(out / f"{name}.onnx"), opset_version=13, input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}})
    expected[name] = model(x).tolist()
(out / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
