"""Tails and quantiles of the distributions, by mpmath with 60 digits, each compared with scipy on the way.

Run in this folder: python3 generate.py > distributions.json, then format it with Biome (made with scipy 1.17.1, mpmath 1.3.0)

scipy is the second opinion: cases in which the two differ by more than 1e-9 of the value are told on stderr. They are two: a normal
tail that scipy takes for 0, and Student's t of 1 degree of freedom very near 0, where scipy's beta function (Boost's) loses digits.
"""
import json
import sys

import mpmath as mp
from scipy import stats

mp.mp.dps = 60


def beta_cdf(x, a, b):
    return mp.betainc(a, b, 0, x, regularized=True)


def t_upper(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    tail = beta_cdf(df / (df + t * t), df / 2, mp.mpf(1) / 2) / 2
    return tail if t >= 0 else 1 - tail


def f_upper(f, d1, d2):
    f, d1, d2 = map(mp.mpf, (f, d1, d2))
    return beta_cdf(d2 / (d2 + d1 * f), d2 / 2, d1 / 2)


def chi2_upper(x, df):
    return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)


def binomial(ks, n, p):
    p = mp.mpf(p)
    return mp.fsum(mp.binomial(n, k) * p**k * (1 - p) ** (n - k) for k in ks)


def inverse(tail, low, high):
    """The x at which an increasing function is 0, by halving."""
    low, high = mp.mpf(low), mp.mpf(high)
    for _ in range(220):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) < 0 else (low, middle)
    middle = (low + high) / 2
    return middle if abs(middle) > mp.mpf(10) ** -25 else mp.mpf(0)


rows = {}


def case(name, arguments, exact, scipy_value):
    exact, scipy_value = float(exact), float(scipy_value)
    apart = abs(exact - scipy_value) / max(abs(exact), 1e-320)
    if apart > 1e-9:
        print(name, arguments, exact, scipy_value, apart, file=sys.stderr)
    rows.setdefault(name, []).append([*arguments, exact])


for z in (-38, -30, -8.2, -3, -1, -1e-9, 0, 0.3, 1.96, 5, 8.5, 20, 37.5):
    case("normalCdf", [z], mp.ncdf(z), stats.norm.cdf(z))
    case("normalUpperTail", [z], mp.ncdf(-mp.mpf(z)), stats.norm.sf(z))
    case("normalTwoSided", [z], mp.erfc(abs(mp.mpf(z)) / mp.sqrt(2)), 2 * stats.norm.sf(abs(z)))
for p in (1e-300, 1e-100, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.9, 0.975, 1 - 2**-40):
    x = inverse(lambda z: mp.ncdf(z) - mp.mpf(p), -40, 40)
    case("normalQuantile", [p], x, stats.norm.ppf(p))
for df in (1, 2, 3, 4.5, 9, 30, 200, 1e6):
    for t in (-40, -2, -1e-8, 0, 1e-8, 0.7, 2.1, 6, 35, 1e4, 1e10):
        case("studentTUpperTail", [t, df], t_upper(t, df), stats.t.sf(t, df))
        case("studentTTwoSided", [t, df], 2 * t_upper(abs(t), df), 2 * stats.t.sf(abs(t), df))
for df in (1, 2, 3, 4.5, 9, 30, 200):
    for p in (1e-12, 1e-6, 0.005, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999):
        reach = mp.mpf(10) ** 14
        x = inverse(lambda t: (1 - t_upper(t, df)) - mp.mpf(p) if t > 0 else t_upper(-t, df) - mp.mpf(p), -reach, reach)
        case("studentTQuantile", [p, df], x, stats.t.ppf(p, df))
for d1, d2 in ((1, 1), (1, 10), (2, 7), (5, 5), (3, 120), (40, 1000), (120, 3)):
    for f in (0, 1e-8, 0.2, 1, 3.7, 25, 400, 1e6):
        case("fUpperTail", [f, d1, d2], f_upper(f, d1, d2), stats.f.sf(f, d1, d2))
for df in (1, 2, 5, 10, 33.5, 400):
    for x in (0, 1e-8, 0.5, 3, 11, 60, 350, 1300):
        case("chiSquareUpperTail", [x, df], chi2_upper(x, df), stats.chi2.sf(x, df))
    for p in (1e-10, 0.01, 0.3, 0.5, 0.95, 0.9999):
        x = inverse(lambda v: mp.gammainc(mp.mpf(df) / 2, 0, v / 2, regularized=True) - mp.mpf(p), 0, 3000)
        case("chiSquareQuantile", [p, df], x, stats.chi2.ppf(p, df))
for a, b in ((0.5, 0.5), (1, 3), (5, 1), (4, 11), (60, 45), (2.5, 300)):
    for x in (0, 1e-12, 0.004, 0.2, 0.5, 0.77, 0.999, 1):
        case("betaCdf", [x, a, b], beta_cdf(mp.mpf(x), a, b), stats.beta.cdf(x, a, b))
    for p in (1e-9, 0.025, 0.4, 0.5, 0.9, 0.975, 0.99999):
        x = inverse(lambda v: beta_cdf(v, a, b) - mp.mpf(p), 0, 1)
        case("betaQuantile", [p, a, b], x, stats.beta.ppf(p, a, b))
for n, p in ((1, 0.3), (5, 0.5), (7, 0.62), (30, 0.03), (400, 0.55), (1000, 0.001)):
    for k in sorted({-1, 0, 1, n // 2, n - 1, n, n + 1}):
        case("binomialUpperTail", [k, n, p], binomial(range(max(k, 0), n + 1), n, p), stats.binom.sf(k - 1, n, p))
        case("binomialLowerTail", [k, n, p], binomial(range(0, min(k, n) + 1), n, p), stats.binom.cdf(k, n, p))

print(json.dumps({"made": "generate.py", **rows}, separators=(",", ":")))
