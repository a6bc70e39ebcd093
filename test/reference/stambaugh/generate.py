"""Reference numbers for Stambaugh's correction by numpy: the return is regressed on the signal and on the innovations that the corrected
root gives, by normal equations, as Amihud and Hurvich do it.

Run in this folder: python3 generate.py > stambaugh.json, then format it with Biome (made with numpy 2.4.6 and scipy 1.17.1)
"""
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(1999)


def ordinary(y, x):
    inverse = np.linalg.inv(x.T @ x)
    b = inverse @ x.T @ y
    e = y - x @ b
    return b, np.sqrt(np.diag(inverse) * (e @ e) / (len(y) - x.shape[1])), e


def case(n, root, correlation):
    error = rng.normal(size=n)
    own = correlation * error + np.sqrt(1 - correlation**2) * rng.normal(size=n)
    signal = np.round(5 + np.linalg.solve(np.eye(n) - root * np.eye(n, k=-1), own), 4)
    returns = np.round(0.05 * error, 5)
    x, following, r = signal[:-1], signal[1:], returns[1:]
    m = len(x)
    (_, plain), _, e = ordinary(r, np.column_stack([np.ones(m), x]))
    (_, rho), (_, rho_error), v = ordinary(following, np.column_stack([np.ones(m), x]))
    corrected = min(1.0, rho + (1 + 3 * rho) / m + 3 * (1 + 3 * rho) / m**2)
    level = following.mean() - corrected * x.mean()
    innovations = following - level - corrected * x
    (_, slope, loading), (_, slope_error, _), _ = ordinary(r, np.column_stack([np.ones(m), x, innovations]))
    error_c = np.sqrt(slope_error**2 + (loading * (1 + 3 / m + 9 / m**2) * rho_error) ** 2)
    return {
        "signal": signal.tolist(),
        "returns": returns.tolist(),
        "root": float(rho),
        "rootStandardError": float(rho_error),
        "correctedRoot": float(corrected),
        "uncorrected": float(plain),
        "coefficient": float(slope),
        "standardError": float(error_c),
        "p": float(2 * stats.norm.sf(abs(slope / error_c))),
        "pUpper": float(stats.norm.sf(slope / error_c)),
        "innovationCorrelation": float(np.corrcoef(e, v)[0, 1]),
        "observations": m,
    }


cases = [case(120, 0.9, -0.9), case(80, 0.99, -0.95), case(200, 0.3, 0.4), case(60, 1.0, -0.9)]
print(json.dumps({"made": "generate.py", "cases": cases}, separators=(",", ":")))
