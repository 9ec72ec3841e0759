"""Chebyshev-fitted coefficients of the polynomials in src/Pullback.Numerics (Simd/VectorMath*.cs).

Each line of the output is one polynomial: its name, the largest error of the fit relative to the stated weight,
and the coefficients from the constant term upwards, rounded to double precision.

Usage: python3 polynomial_coefficients.py [name ...]
"""
import sys

from mpmath import atan, atanh, chebyfit, cos, erf, erfc, exp, log, log1p, loggamma, mp, mpf, pi, psi, sin, sqrt, workdps

mp.dps = 60


def exp_tail(r):
    return (exp(r) - 1 - r) / r**2 if r != 0 else mpf(1) / 2


def atanh_tail(z):
    s = sqrt(z)
    return (2 * atanh(s) / s - 2) / z if z != 0 else mpf(2) / 3


def log_tail(f):
    return (log1p(f) - f + f * f / 2) / f**3 if f != 0 else mpf(1) / 3


def sin_tail(z):
    x = sqrt(z)
    return (sin(x) / x - 1) / z if z != 0 else -mpf(1) / 6


def cos_tail(z):
    x = sqrt(z)
    return (cos(x) - 1 + z / 2) / z**2 if z != 0 else mpf(1) / 24


def atan_tail(z):
    x = sqrt(z)
    return (atan(x) / x - 1) / z if z != 0 else -mpf(1) / 3


def erf_ratio(z):
    x = sqrt(z)
    return erf(x) / x if z != 0 else 2 / sqrt(pi)


def erfcx(x):
    if x > 30:
        # asymptotic series, truncated far below 60 digits only for large x: use the continued fraction instead
        value = mpf(0)
        for k in range(400, 0, -1):
            value = (mpf(k) / 2) / (x + value)
        return 1 / (sqrt(pi) * (x + value))
    return exp(x * x) * erfc(x)


ERFCX_CENTRE = mpf(3)


def erfcx_mapped(t):
    if t >= 1:
        return 2 / sqrt(pi)
    x = ERFCX_CENTRE * (1 + t) / (1 - t)
    return (1 + 2 * x) * erfcx(x)


def log_gamma_core(d):
    return loggamma(2 + d) / d if d != 0 else psi(0, 2)


DIGAMMA_ROOT = mpf("1.46163214496836234126265954232572132846819620400644629512959")


def digamma_core(d):
    x = mpf("1.5") + d
    return psi(0, x) / (x - DIGAMMA_ROOT) if abs(x - DIGAMMA_ROOT) > mpf(10)**-40 else psi(1, x)


# name: (function, interval, number of coefficients)
FITS = {
    "exp64": (exp_tail, [-log(2) / 2 * 1.001, log(2) / 2 * 1.001], 10),
    "exp32": (exp_tail, [-log(2) / 2 * 1.001, log(2) / 2 * 1.001], 5),
    "log64": (atanh_tail, [0, (sqrt(2) - 1)**2 / (sqrt(2) + 1)**2 * 1.001], 7),
    "log64dd": (lambda z: (atanh_tail(z) - mpf(2) / 3) / z if z != 0 else mpf(2) / 5, [0, mpf("0.02945")], 8),
    "log32": (log_tail, [sqrt(2) / 2 - 1, sqrt(2) - 1], 9),
    "sin64": (sin_tail, [0, (pi / 4)**2 * 1.001], 6),
    "cos64": (cos_tail, [0, (pi / 4)**2 * 1.001], 6),
    "sin32": (sin_tail, [0, (pi / 4)**2 * 1.001], 3),
    "cos32": (cos_tail, [0, (pi / 4)**2 * 1.001], 3),
    "atan64": (atan_tail, [0, 1], 20),
    "erf64": (erf_ratio, [0, 1], 13),
    "erfcx64": (erfcx_mapped, [-1, 1], 26),
    "lgamma64": (log_gamma_core, [mpf(-1) / 2, mpf(1) / 2], 20),
    "digamma64": (digamma_core, [mpf(-1) / 2, mpf(1) / 2], 22),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or FITS:
        function, interval, count = FITS[name]

        def precise(x, function=function):
            """The quotients cancel near their removable singularities: evaluate them with digits to spare."""
            with workdps(250):
                return function(x)

        coefficients, error = chebyfit(precise, interval, count, error=True)
        scale = min(abs(precise(interval[0] + (interval[1] - interval[0]) * mpf(k) / 8)) for k in range(9))
        print(f"{name}: relative error {mp.nstr(error / scale, 3)}")
        print("  " + ", ".join(repr(float(c)) for c in reversed(coefficients)))
