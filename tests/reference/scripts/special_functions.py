"""Reference tables of special functions: tests/reference/data/special-functions/*.csv.

Every argument is a double, written with the digits that identify it. The value is computed by mpmath with at least 80 digits
of working precision and written with 50; `low` is the value minus its nearest double, so a test can measure errors far below one unit
in the last place.

Usage: python3 special_functions.py [table ...]
"""
import math
import pathlib
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 80
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data" / "special-functions"
TINY = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-17, 1e-16, 1e-15, 1e-12, 1e-10, 1e-8, 1e-6,
        1e-5, 1e-4, 1e-3, 0.01]


def signed(values):
    return [v for x in values for v in (x, -x)]


def spread(low, high, count):
    """Points of a golden-section sequence: evenly spread, no regular bits."""
    return [low + (high - low) * ((i * 0.6180339887498949) % 1.0) for i in range(1, count + 1)]


def powers(low, high, count):
    return [math.exp(v) for v in spread(math.log(low), math.log(high), count)]


def around(centre, count=6):
    """Neighbours of a point where an implementation is likely to change its formula, or a function its sign."""
    result = [centre]
    for step in range(1, count):
        for width in (2.0**-50, 2.0**-30, 2.0**-12):
            result += [centre * (1 + step * width), centre * (1 - step * width)]
    return result


def erfcx(x):
    """exp(x²) erfc x: by its continued fraction where the product would lose digits."""
    if x > 1e3:
        value = mpf(0)
        for k in range(200, 0, -1):
            value = (mpf(k) / 2) / (x + value)
        return 1 / (mpmath.sqrt(mpmath.pi) * (x + value))
    with mpmath.workdps(110):
        return mpmath.exp(x * x) * mpmath.erfc(x)


def log_erfc(x):
    if x > 1:
        return mpmath.log(erfcx(x)) - x * x
    return mpmath.log1p(-mpmath.erf(x))


def phi_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def log_phi(x):
    if x < -1:
        return mpmath.log(erfcx(-x / mpmath.sqrt(2)) / 2) - x * x / 2
    return mpmath.log1p(-mpmath.erfc(x / mpmath.sqrt(2)) / 2)


def hazard(x):
    if x < 0:
        return mpmath.sqrt(2 / mpmath.pi) / erfcx(-x / mpmath.sqrt(2))
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi) / phi_cdf(x)


def erfc_hazard(x):
    return 2 / mpmath.sqrt(mpmath.pi) / erfcx(x)


def quantile(p):
    """Newton's iteration on ln Φ of the smaller tail."""
    if p == mpf(1) / 2:
        return mpf(0)
    tail = min(p, 1 - p)
    target = mpmath.log(tail)
    x = -mpmath.sqrt(2) * mpmath.erfinv(1 - 2 * tail) if tail > mpf(10)**-10 else -mpmath.sqrt(-2 * target)
    for _ in range(60):
        step = (log_phi(x) - target) / hazard(x)
        x -= step
        if abs(step) < abs(x) * mpf(10)**-70:
            break
    return x if p < mpf(1) / 2 else -x


def digamma(x):
    return mpmath.psi(0, x)


def polygamma(order):
    return lambda x: mpmath.psi(order, x)


def big(function, digits):
    def evaluate(*arguments):
        with mpmath.workdps(digits):
            return function(*arguments)
    return evaluate


GAMMA_POINTS = (TINY + spread(0.01, 3, 60) + spread(3, 30, 40) + powers(30, 1e17, 30) + around(1.0) + around(2.0) + around(0.5)
                + around(1.5) + around(2.5) + around(8.0) + around(10.0) + [1e100, 1e300, 1.0e305])

PAIRS = ([(a, b) for a in (0.5, 0.999, 1.0000001, 1.7, 3.0, 10.0, 1e-5, 1e5, 1e-300, 1e300, 5e-324) for b in
          (0.5, -0.5, 1.0, 2.0, -3.0, 7.25, 1e-10, 0.9, -0.99)]
         + list(zip(powers(1e-8, 1e8, 150), spread(-30, 30, 150))) + list(zip(spread(0.9, 1.1, 60), spread(-5000, 5000, 60)))
         + [(-2.5, 3.0), (-2.5, 4.0), (-0.1, -5.0)])

# name: (function of mpmath numbers, arguments)
TABLES = {
    "exp": (mpmath.exp, signed(TINY) + spread(-745, 709.7, 120) + spread(-2, 2, 60) + [709.782712893384, -708.4, -745.0, -740.123]),
    "expm1": (mpmath.expm1, signed(TINY) + spread(-45, 709.7, 60) + spread(-3, 3, 120) + around(0.34657) + around(-0.34657) + [-1000.0]),
    "log": (mpmath.log, TINY + powers(1e-300, 1e300, 100) + spread(0.5, 2.0, 120) + around(1.0) + around(1.4142135623730951)
            + around(0.7071067811865476) + [1.7976931348623157e308, 3e-312]),
    "log1p": (mpmath.log1p, signed(TINY) + spread(-0.9999, 3, 150) + powers(1, 1e300, 50) + around(0.41421356) + around(-0.29289)
              + [-0.9999999999999999, 9007199254740993.0]),
    "tanh": (mpmath.tanh, signed(TINY) + spread(-22, 22, 100) + spread(-1, 1, 100) + [19.0, 20.0, 20.1, 300.0, -1e10]),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), signed(TINY) + spread(-740, 40, 100) + spread(-3, 3, 60) + [-744.0, 1000.0]),
    "softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), signed(TINY) + spread(-740, 40, 100) + spread(-5, 5, 100) + [-700.0, -20.0, 1000.0, 1e300]),
    "sin": (big(mpmath.sin, 400), signed(TINY) + spread(-10, 10, 120) + powers(1, 9e5, 60) + powers(1e6, 1e300, 80) + around(math.pi) + around(1.5707963267948966)
            + [6381956970095103.0 * 2.0**797, 1.7976931348623157e308, 355.0, 1e22, 710.0, 102943.70807279]),
    "cos": (big(mpmath.cos, 400), signed(TINY) + spread(-10, 10, 120) + powers(1, 9e5, 60) + powers(1e6, 1e300, 80) + around(math.pi) + around(1.5707963267948966)
            + [6381956970095103.0 * 2.0**797, 1.7976931348623157e308, 355.0, 1e22, 11.0, 105414.35718196]),
    "atan": (mpmath.atan, signed(TINY) + spread(-3, 3, 120) + powers(1, 1e20, 40) + around(1.0)),
    "erf": (mpmath.erf, signed(TINY) + spread(-6.5, 6.5, 120) + spread(-1.2, 1.2, 80) + around(1.0) + [30.0, -1e10]),
    "erfc": (mpmath.erfc, signed(TINY) + spread(-6, 27, 150) + spread(-1, 1, 60) + around(0.5) + around(-0.5) + [26.5, -30.0, 27.2]),
    "erfcx": (erfcx, signed(TINY) + spread(-26, 30, 100) + spread(-2, 5, 80) + powers(30, 1e20, 40) + [1e100, 1e150, 1e300, 1.7e308]),
    "log-erfc": (log_erfc, signed(TINY) + spread(-8, 30, 120) + spread(-1.5, 1.5, 80) + powers(30, 1e12, 40) + around(0.5) + around(-1.0) + [-30.0, 1e8, 1e150]),
    "erfc-hazard": (erfc_hazard, signed(TINY) + spread(-26, 30, 150) + powers(30, 1e12, 40) + [1e8, 1e150, 1e300]),
    "normal-pdf": (lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi), signed(TINY) + spread(-37, 37, 120) + spread(-3, 3, 60) + [38.5, 37.6, -38.3]),
    "normal-cdf": (phi_cdf, signed(TINY) + spread(-37.5, 9, 150) + spread(-2, 2, 80) + around(0.7071067) + around(-0.7071067) + [-38.4, 40.0, -37.6]),
    "log-normal-cdf": (log_phi, signed(TINY) + spread(-40, 38, 150) + spread(-2, 2, 80) + [-v for v in powers(40, 1e12, 40)] + around(-0.7) + around(0.7071067)
                       + [10.0, 38.0, 38.4, -1e8, -1e150, 8.3]),
    "normal-hazard": (hazard, signed(TINY) + spread(-40, 38, 200) + [-v for v in powers(40, 1e12, 40)] + [-1e8, -1e150, -1e300]),
    "normal-quantile": (quantile, [v for v in TINY] + spread(0.0001, 0.9999, 120) + powers(1e-300, 1e-3, 60) + around(0.075) + around(0.925) + around(0.5)
                        + [1 - 2.0**-k for k in range(2, 54, 3)]),
    "log-gamma": (mpmath.loggamma, GAMMA_POINTS),
    "digamma": (digamma, GAMMA_POINTS + around(1.4616321449683622)),
    "trigamma": (polygamma(1), [x for x in GAMMA_POINTS if x > 1e-150]),
    "polygamma-2": (polygamma(2), [x for x in GAMMA_POINTS if 1e-90 < x < 1e90]),
    "polygamma-5": (polygamma(5), [x for x in GAMMA_POINTS if 1e-45 < x < 1e45]),
    "polygamma-20": (polygamma(20), [x for x in GAMMA_POINTS if 1e-12 < x < 1e10]),
    "pow": (lambda x, y: mpmath.power(x, int(y)) if y == int(y) and x < 0 else mpmath.power(x, y), PAIRS),
    "atan2": (mpmath.atan2, [(math.sin(t) * r, math.cos(t) * r) for t, r in zip(spread(-3.1415, 3.1415, 150), powers(1e-100, 1e100, 150))]
              + [(1e-300, 1.0), (1.0, 1e-300), (-1e-10, -1.0), (5e-324, 3.0), (-3.0, 5e-324), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)]),
    "log-add-exp": (lambda a, b: mpmath.log(mpmath.exp(a) + mpmath.exp(b)),
                    list(zip(spread(-50, 50, 100), [v + d for v, d in zip(spread(-50, 50, 100), spread(-30, 30, 100))]))
                    + [(1000.0, 1000.0), (-1000.0, -1001.0), (0.0, -800.0), (700.0, 0.0), (1e8, 1e8 - 1.0)]),
}


def text(x):
    return mp.nstr(x, 50, strip_zeros=True)


def write(name):
    function, points = TABLES[name]
    rows = []
    for point in dict.fromkeys(points):
        arguments = point if isinstance(point, tuple) else (point,)
        value = function(*[mpf(a) for a in arguments])
        nearest = float(value)
        if math.isinf(nearest):
            continue
        rows.append(",".join([*(repr(float(a)) for a in arguments), text(value), repr(float(value - mpf(nearest)))]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = "x,y" if isinstance(points[0], tuple) else "x"
    with open(FOLDER / f"{name}.csv", "w", newline="\n") as file:
        file.write(f"# {name}: {len(rows)} values by mpmath {mpmath.__version__}, written by tests/reference/scripts/special_functions.py\n")
        file.write("# value: 50 digits of the exact result for the given double; low: value minus its nearest double\n")
        file.write(f"{names},value,low\n")
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    for table in sys.argv[1:] or TABLES:
        write(table)
