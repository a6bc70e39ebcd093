"""Reference numbers for belief, calibration and e-processes by other routes: scipy's distributions, mpmath's quadrature at 30 digits,
statsmodels' meta-analysis and plain numpy recursions.

Run in this folder: python3 generate.py > belief.json, then format it with Biome
(made with numpy 2.4.6, scipy 1.17.1, mpmath 1.3.0, statsmodels 0.15.0)

Public data: the eight schools (Rubin 1981); first 45 at bats and rest of season of 18 players (Efron and Morris 1975).
All other data are made up.
"""
import json

import mpmath as mp
import numpy as np
from scipy import optimize, stats
from statsmodels.stats.meta_analysis import combine_effects

mp.mp.dps = 30
rng = np.random.default_rng(20261121)


# beta-binomial


def hit_forecast(b, n, h, m=10.0, level=0.8):
    a, c = m * b + h, m * (1 - b) + n - h
    beta = stats.beta(a, c)
    k = 7
    counts = stats.betabinom(k, a, c)
    return {
        "record": {"baseRate": b, "clusters": n, "clusterHits": h},
        "pseudoEvents": m,
        "level": level,
        "probability": float(beta.mean()),
        "lower": float(beta.ppf((1 - level) / 2)),
        "upper": float(beta.ppf((1 + level) / 2)),
        "future": k,
        "probabilities": counts.pmf(np.arange(k + 1)).tolist(),
        "mean": float(counts.mean()),
        "countLower": int(counts.ppf((1 - level) / 2)),
        "countUpper": int(counts.ppf((1 + level) / 2)),
    }


forecasts = [
    hit_forecast(0.62, 5, 5.0),
    hit_forecast(0.31, 0, 0.0),
    hit_forecast(0.55, 7, 2.75),
    hit_forecast(0.04, 12, 1.5, m=4.0, level=0.9),
    hit_forecast(0.9, 150, 120.5),
]


# sceptical prior: the posterior by quadrature of prior times likelihood, what it would take by search


def sceptic(volatility, effect, error, clusters, q=0.95):
    tau = mp.mpf(volatility) / mp.mpf(stats.norm.ppf(0.975))
    y, s = mp.mpf(effect), mp.mpf(error)
    f = lambda x: mp.exp(-((x / tau) ** 2) / 2 - ((y - x) / s) ** 2 / 2)
    ends = sorted([-12 * tau, mp.mpf(0), y, 12 * tau])
    area = lambda g, pts: mp.quad(g, pts)
    total = area(f, ends)
    mean = area(lambda x: x * f(x), ends) / total
    deviation = mp.sqrt(area(lambda x: (x - mean) ** 2 * f(x), ends) / total)
    positive = area(f, [e for e in ends if e > 0] if min(ends) >= 0 else [mp.mpf(0)] + [e for e in ends if e > 0]) / total

    def p(mean_effect, n):
        v = s * s * clusters / n
        w = 1 / (1 / v + 1 / tau**2)
        return mp.ncdf(mean_effect / v * w / mp.sqrt(w))

    further = None
    if effect > 0:
        further = 0
        while p(y, clusters + further) < q:
            further += 1
    needed = optimize.brentq(lambda e: float(p(mp.mpf(e), clusters)) - q, -100, 100, xtol=1e-15, rtol=1e-15)
    return {
        "volatility": volatility,
        "evidence": {"effect": effect, "standardError": error, "observations": clusters, "effectiveObservations": clusters},
        "tau": float(tau),
        "mean": float(mean),
        "deviation": float(deviation),
        "positive": float(positive),
        "furtherClusters": further,
        "effectNeeded": float(needed),
    }


sceptics = [
    sceptic(0.6, 0.45, 0.22, 5),
    sceptic(0.6, 0.05, 0.22, 5),
    sceptic(0.25, -0.1, 0.3, 4),
    sceptic(1.1, 0.9, 0.12, 9),
]


# hierarchical model: mpmath over log tau


def shrinkage(name, y, s, tau_scale=None):
    ym, sm = [mp.mpf(float(v)) for v in y], [mp.mpf(float(v)) for v in s]
    k = len(ym)

    def at(tau):
        w = [1 / (si**2 + tau**2) for si in sm]
        total = mp.fsum(w)
        mu = mp.fsum([wi * yi for wi, yi in zip(w, ym)]) / total
        q = mp.fsum([wi * (yi - mu) ** 2 for wi, yi in zip(w, ym)])
        density = mp.sqrt(mp.fprod(w) / total) * mp.exp(-q / 2)
        if tau_scale is not None:
            density /= 1 + (tau / tau_scale) ** 2
        return mu, 1 / total, density

    unit = mp.mpf(float(np.median(s)))
    # tau = unit u / (1 - u), Gauss-Legendre on pieces of (0, 1)
    pieces = [mp.mpf(i) / 16 for i in range(17)]
    nodes = []
    rule = mp.calculus.quadrature.GaussLegendre(mp.mp).get_nodes(pieces[0], pieces[1], degree=4, prec=110)
    for left in pieces[:-1]:
        for node, weight in rule:
            u = left + node
            tau = unit * u / (1 - u)
            mu, var, density = at(tau)
            nodes.append((tau, mu, var, density * weight * unit / (1 - u) ** 2))
    total = mp.fsum(n[3] for n in nodes)
    nodes = [(t, mu, var, w / total) for t, mu, var, w in nodes]

    def quantile(parts, p):
        cdf = lambda v: mp.fsum(w * mp.ncdf((v - m) / mp.sqrt(var)) for w, m, var in parts)
        low = min(m for _, m, _ in parts) - 60 * max(sm)
        high = max(m for _, m, _ in parts) + 60 * max(sm)
        for _ in range(70):
            mid = (low + high) / 2
            if cdf(mid) < p:
                low = mid
            else:
                high = mid
        return float(low)

    def describe(parts):
        return {
            "effect": float(mp.fsum(w * m for w, m, _ in parts)),
            "lower": quantile(parts, mp.mpf("0.05")),
            "upper": quantile(parts, mp.mpf("0.95")),
            "probabilityPositive": float(mp.fsum(w * mp.ncdf(m / mp.sqrt(var)) for w, m, var in parts)),
        }

    claims = []
    for yi, si in zip(ym, sm):
        b = [si**2 / (si**2 + t**2) for t, *_ in nodes]
        parts = [(w, bi * mu + (1 - bi) * yi, (1 - bi) * si**2 + bi**2 * var) for bi, (_, mu, var, w) in zip(b, nodes)]
        mean = mp.fsum(w * m for w, m, _ in parts)
        claims.append(
            {
                **describe(parts),
                "deviation": float(mp.sqrt(mp.fsum(w * (v + (m - mean) ** 2) for w, m, v in parts))),
                "shrinkage": float(mp.fsum(bi * n[3] for bi, n in zip(b, nodes))),
            }
        )
    # A tighter tolerance lets rounding overshoot the root, and statsmodels then answers 0.
    fit = combine_effects(np.array(y, float), np.array(s, float) ** 2, method_re="iterated", atol=1e-11, maxiter=500)
    y, s = np.array(y, float), np.array(s, float)

    def q_at(v):
        w = 1 / (s**2 + v)
        return float((w * (y - (w * y).sum() / w.sum()) ** 2).sum())

    def bound(p):
        target = stats.chi2.ppf(p, len(y) - 1)
        if q_at(0) <= target:
            return 0.0
        return optimize.brentq(lambda t: q_at(t * t) - target, 0, 1e4, xtol=1e-14, rtol=1e-14)

    return {
        "name": name,
        "effects": y.tolist(),
        "standardErrors": s.tolist(),
        "tauScale": tau_scale,
        "commonMean": describe([(w, mu, var) for _, mu, var, w in nodes]),
        "claims": claims,
        "heterogeneity": {
            "cochranQ": float(fit.q),
            "pValue": float(stats.chi2.sf(fit.q, len(y) - 1)),
            "tau": float(np.sqrt(max(0.0, fit.tau2))),
            "lower": bound(0.95),
            "upper": bound(0.05),
        },
    }


schools = ([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18])
pack = np.round(rng.normal(0.1, 0.25, 6), 3), np.round(rng.uniform(0.08, 0.3, 6), 3)
packs = [
    shrinkage("eight schools", *schools),
    shrinkage("eight schools, half-Cauchy", *schools, tau_scale=5.0),
    shrinkage("six made-up claims", *pack),
    shrinkage("three made-up claims", [0.5, -0.2, 0.1], [0.2, 0.1, 0.3], tau_scale=0.3),
    shrinkage("far apart", [1.0, -1.5, 0.2, 2.2, -0.7], [0.1, 0.05, 0.2, 0.15, 0.1]),
]

baseball = {
    "hits": [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7],
    "atBats": 45,
    "rest": [0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269, 0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.285, 0.316, 0.200],
}


# e-processes


def mixture_constant(y, b):
    """Closed form: integral of the likelihood ratio over q uniform on (b, 1)."""
    out = []
    for n in range(len(y) + 1):
        h = int(sum(y[:n]))
        log = stats.beta.logsf(b, h + 1, n - h + 1) + mp.log(mp.beta(h + 1, n - h + 1))
        log -= h * mp.log(b) + (n - h) * mp.log(1 - b) + mp.log(1 - b)
        out.append(float(log))
    return out


def mixture_varying(y, b, a, c):
    out = [0.0]
    for n in range(1, len(y) + 1):
        f = lambda u: mp.fprod(1 - u + u * mp.mpf(yt) / mp.mpf(bt) for yt, bt in zip(y[:n], b[:n])) * u ** (a - 1) * (1 - u) ** (c - 1)
        out.append(float(mp.log(mp.quad(f, [0, 0.25, 0.5, 0.75, 1]) / mp.beta(a, c))))
    return out


def betting(x, m, low, high, c=0.5):
    g = (np.array(x) - m) / (high - low)
    mm = (np.broadcast_to(m, g.shape) - low) / (high - low)
    n = np.arange(1, len(g) + 1)
    d = np.cumsum(g) / (n + 1)
    v = (0.25 + np.cumsum((g - d) ** 2)) / (n + 1)
    d, v = np.append(0, d[:-1]), np.append(0.25, v[:-1])
    bet = np.clip(d / (v + d**2), 0, c / mm)
    return np.append(0, np.cumsum(np.log1p(bet * g))).tolist()


hits = (rng.random(40) < 0.7).astype(int).tolist()
shares = np.round(rng.beta(3, 2, 14), 3)
shares[[2, 9]] = 1
shares[5] = 0
rates = np.round(rng.uniform(0.2, 0.6, 14), 3)
values = np.round(rng.uniform(-0.5, 1.5, 60) + 0.4, 3).clip(-1, 2)
means = np.round(rng.uniform(0.3, 0.7, 60), 3)
processes = {
    "hits": {"outcomes": hits, "baseRate": 0.55, "logWealth": mixture_constant(hits, 0.55)},
    "shares": {
        "outcomes": shares.tolist(),
        "baseRates": rates.tolist(),
        "bets": {"alpha": 2, "beta": 1.5},
        "logWealth": mixture_varying(shares.tolist(), rates.tolist(), 2, mp.mpf("1.5")),
    },
    "betting": {
        "values": values.tolist(),
        "lower": -1,
        "upper": 2,
        "constant": {"nullMean": 0.5, "logWealth": betting(values, 0.5, -1, 2)},
        "varying": {"nullMeans": means.tolist(), "logWealth": betting(values, means, -1, 2)},
        "less": {"nullMean": 1.2, "logWealth": betting(-values, -1.2, -2, 1)},
    },
}

print(
    json.dumps(
        {"made": "generate.py", "forecasts": forecasts, "sceptics": sceptics, "packs": packs, "baseball": baseball, "processes": processes},
        separators=(",", ":"),
    )
)
