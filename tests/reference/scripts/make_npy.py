#!/usr/bin/env python3
"""Makes tests/reference/data/npy: arrays written by NumPy in all types and orders that are read, and what is in them.

Run from the repository's root: python3 tests/reference/scripts/make_npy.py (needs NumPy; the tests do not).
"""
import datetime
import io
import json
import pathlib
import zipfile

import numpy as np
from numpy.lib import format as npy

folder = pathlib.Path("tests/reference/data/npy")
folder.mkdir(parents=True, exist_ok=True)
expected = {}


def put(name, array, version=None):
    with open(folder / f"{name}.npy", "wb") as file:
        npy.write_array(file, array, version=version, allow_pickle=True)
    flat = array.astype("f8").ravel(order="C").tolist()
    expected[name] = {"shape": list(array.shape), "values": flat, "fortran": bool(npy.header_data_from_array_1_0(array)["fortran_order"])}


for kind in ("b1", "i1", "u1"):
    put(f"scalar-types-{kind}", np.array([0, 1, 1, 0, 1], dtype=kind) if kind != "i1" else np.array([-128, -1, 0, 1, 127], dtype=kind))
for kind in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"):
    for order, word in (("<", "little"), (">", "big")):
        dtype = np.dtype(order + kind)
        if dtype.kind == "f":
            values = [0.0, -0.0, 1.5, -2.25, 0.1, 1e-3, 60000.0, 5.960464477539063e-08]
        else:
            limits = np.iinfo(dtype)
            values = [max(limits.min, -(2**53) + 1), 0, 1, min(limits.max, 2**53 - 1)]
        put(f"scalar-types-{kind}-{word}", np.array(values, dtype=dtype))

cube = np.arange(24, dtype="f8").reshape(2, 3, 4) * 0.5 - 3
put("cube-c", cube)
put("cube-fortran", np.asfortranarray(cube))
put("matrix-fortran-big", np.asfortranarray(np.arange(15, dtype=">f4").reshape(5, 3)))
put("zero-dimensional", np.array(2.75))
put("empty", np.zeros((0, 3)))
put("version-2", np.array([1.0, 2.0]), version=(2, 0))
put("version-3", np.array([1.0, 2.0]), version=(3, 0))

records = np.zeros(4, dtype=np.dtype([("pt", "<f8"), ("charge", "i1"), ("vertex", ">f4", (3,)), ("tagged", "?")], align=True))
records["pt"] = [10.5, 20.25, 30.0, 40.125]
records["charge"] = [1, -1, -1, 1]
records["vertex"] = np.arange(12).reshape(4, 3) / 4
records["tagged"] = [True, False, True, True]
np.save(folder / "records.npy", records)
expected["records"] = {
    "columns": {
        "pt": records["pt"].tolist(),
        "charge": records["charge"].astype("f8").tolist(),
        "vertex[0]": records["vertex"][:, 0].astype("f8").tolist(),
        "vertex[1]": records["vertex"][:, 1].astype("f8").tolist(),
        "vertex[2]": records["vertex"][:, 2].astype("f8").tolist(),
        "tagged": records["tagged"].astype("f8").tolist(),
    }
}
unicode_fields = np.zeros(2, dtype=[("µ", "f8"), ("η", "f4")])
unicode_fields["µ"] = [1, 2]
unicode_fields["η"] = [3, 4]
with open(folder / "unicode-fields.npy", "wb") as file:
    npy.write_array(file, unicode_fields, version=(3, 0))
expected["unicode-fields"] = {"columns": {"µ": [1.0, 2.0], "η": [3.0, 4.0]}}

np.save(folder / "refused-object.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
np.save(folder / "refused-text.npy", np.array(["a", "b"]))
np.save(folder / "refused-complex.npy", np.array([1 + 2j]))
np.save(folder / "refused-nested.npy", np.zeros(2, dtype=[("p", [("x", "f8"), ("y", "f8")])]))

columns = {"x": np.array([1.0, 2.5, -3.0]), "p": np.arange(6, dtype="f4").reshape(3, 2), "flag": np.array([True, False, True]), "n": np.array([1, 2, 3], dtype=">i4")}
np.savez(folder / "stored.npz", **columns)
np.savez_compressed(folder / "deflated.npz", **columns)
expected["archive"] = {
    "columns": {
        "x": columns["x"].tolist(), "p[0]": columns["p"][:, 0].tolist(), "p[1]": columns["p"][:, 1].tolist(),
        "flag": columns["flag"].astype("f8").tolist(), "n": columns["n"].astype("f8").tolist(),
    }
}
buffer = io.BytesIO()
np.save(buffer, columns["x"])
with zipfile.ZipFile(folder / "bzip2.npz", "w", zipfile.ZIP_BZIP2) as archive:
    archive.writestr("x.npy", buffer.getvalue())
with zipfile.ZipFile(folder / "duplicate.npz", "w") as archive:
    archive.writestr("x.npy", buffer.getvalue())
    archive.writestr("x.npy", buffer.getvalue())

expected["provenance"] = {"tool": f"NumPy {np.__version__}", "command": "python3 tests/reference/scripts/make_npy.py", "date": datetime.date.today().isoformat()}
(folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
