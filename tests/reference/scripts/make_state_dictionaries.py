"""Writes tests/reference/estimators/torch: small files of torch.save in several number types, layouts and kinds.

Run with torch 1.13: python3 make_state_dictionaries.py DIRECTORY
"""

import json
import pathlib
import sys
import zipfile
from collections import OrderedDict

import torch

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def numbers(tensor):
    return {
        "shape": list(tensor.shape),
        "dtype": str(tensor.dtype).removeprefix("torch."),
        "values": tensor.to(torch.float64).flatten().tolist(),
    }


def save(name, tensors, value=None, **options):
    torch.save(tensors if value is None else value, out / f"{name}.pt", **options)
    return {key: numbers(tensor) for key, tensor in tensors.items()}


expected = {}
base = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 8
expected["kinds"] = save("kinds", OrderedDict(
    float32=torch.tensor([[1.5, -2.25], [3e-40, 7e30]]),
    float64=torch.tensor([0.1, -1e300], dtype=torch.float64),
    float16=torch.tensor([0.5, -65504.0, 6e-8], dtype=torch.float16),
    bfloat16=torch.tensor([1.0, -3.140625, 1e38], dtype=torch.bfloat16),
    int64=torch.tensor([2**53, -(2**40)]),
    int32=torch.tensor([[2**31 - 1], [-(2**31)]], dtype=torch.int32),
    int16=torch.tensor([-32768, 32767], dtype=torch.int16),
    int8=torch.tensor([-128, 127], dtype=torch.int8),
    uint8=torch.tensor([0, 255], dtype=torch.uint8),
    bool=torch.tensor([True, False, True]),
    scalar=torch.tensor(2.5, dtype=torch.float64),
    empty=torch.zeros(3, 0),
))
expected["views"] = save("views", OrderedDict(
    whole=base,
    transposed=base.permute(2, 0, 1),
    part=base[1, :, 1:3],
    every_second=base.reshape(-1)[1::2],
    column=base[:, 1:2, 2],
    again=base,
))
model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
with torch.no_grad():
    for k, p in enumerate(model.parameters()):
        p.copy_(torch.linspace(-1, 1, p.numel()).reshape(p.shape) * (k + 1))
state = model.state_dict()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model(torch.ones(4, 2)).sum().backward()
optimizer.step()
state = model.state_dict()
expected["checkpoint"] = save("checkpoint", state, {"epoch": 3, "loss": 0.25, "state_dict": state, "optimizer": optimizer.state_dict()})
expected["parameters"] = save("parameters", OrderedDict(model.named_parameters()))
expected["protocol4"] = save("protocol4", state, pickle_protocol=4)
save("legacy", state, _use_new_zipfile_serialization=False)
torch.save(model, out / "module.pt")
torch.jit.script(model).save(str(out / "script.pt"))
with zipfile.ZipFile(out / "checkpoint.pt") as source, zipfile.ZipFile(out / "deflated.pt", "w", zipfile.ZIP_DEFLATED) as target:
    for entry in source.infolist():
        target.writestr(zipfile.ZipInfo("other/" + entry.filename.split("/", 1)[1]), source.read(entry), zipfile.ZIP_DEFLATED)
(out / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
