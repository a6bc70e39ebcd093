"""The flagship study in numpy: same definition and tests (mean, median, hit rate, before the event; plain and era-centred). Prints JSON with the median of 5 timings."""
import json, sys, time
import numpy as np

folder = sys.argv[1]

def load(name):
    rows = [line.split(",") for line in open(f"{folder}/{name}.csv").read().splitlines()[1:]]
    return (np.array([r[0] for r in rows], dtype="datetime64[D]").astype(np.int64), np.array([float(r[4]) for r in rows]))

rut_d, rut = load("RUT")
btc_d, btc = load("BTC")

def study():
    record = np.maximum.accumulate(rut)
    is_record = np.concatenate([[True], rut[1:] > record[:-1]])
    at = np.flatnonzero(is_record)
    events = at[1:][np.diff(at) - 1 >= 250]
    entry = np.searchsorted(btc_d, rut_d)  # a New York close is followed by 24:00 UTC of the same date
    ok = (entry < len(btc_d)) & (rut_d >= btc_d[0]) & (rut_d + 180 <= btc_d[-1]) & (np.arange(len(rut_d)) >= 251)
    ok &= btc_d[np.minimum(entry, len(btc_d) - 1)] == rut_d
    index = np.flatnonzero(ok)
    exit_ = np.searchsorted(btc_d, rut_d[index] + 180, side="right") - 1
    y = np.log(btc[exit_] / btc[entry[index]])
    e = np.searchsorted(index, events[np.isin(events, index)])
    start = btc_d[entry[index]] - 180  # the same span before the entry
    before = np.searchsorted(btc_d, start, side="right") - 1
    has_before = before >= 0
    pre = np.log(btc[entry[index]] / btc[np.maximum(before, 0)])[has_before]
    plain, centred = shifts(y, rut_d[index], e)
    hits = shifts((y > 0).astype(float), rut_d[index], e)
    e_pre = np.searchsorted(np.flatnonzero(has_before), e)
    earlier = shifts(pre, rut_d[index][has_before], e_pre)
    median = medians(y, e), medians(y - era_mean(y, rut_d[index]), e)
    q = np.quantile(centred, [0.95, 0.2])
    effect = (q[0] - q[1]) / (1 - 180 / 730)
    counts = [standing(s) for s in (plain, centred, *median, *hits, *earlier)]
    return counts[0], counts[1], effect, counts

def era_mean(y, d):
    lo = np.searchsorted(d, d - 365, side="left")
    hi = np.searchsorted(d, d + 365, side="right")
    total = np.concatenate([[0.0], np.cumsum(y)])
    return (total[hi] - total[lo]) / (hi - lo)

def places(n, e):
    return (e[None, :] + np.arange(n)[:, None]) % n

def shifts(y, d, e):
    at = places(len(y), e)
    return y[at].mean(axis=1), (y - era_mean(y, d))[at].mean(axis=1)

def medians(y, e):
    return np.median(y[places(len(y), e)], axis=1)

def standing(s):
    return int((s >= s[0] - 1e-12).sum())

study()
times = []
for _ in range(5):
    start = time.perf_counter()
    plain, centred, effect, counts = study()
    times.append((time.perf_counter() - start) * 1000)
print(json.dumps({"milliseconds": sorted(times)[2], "countUpper": plain, "centredUpper": centred, "counts": counts}))
