# The largest standardised statistic over all hypotheses at each of the first so many shifts, plain outcomes alone: numba on all cores, and numpy with
# scipy's sparse matrices on one. Reads outcomes (float64, hypotheses' targets by days) and events (int32, triggers by events); prints JSON.
import json
import sys
import time

import numpy as np
import scipy.sparse as sp

try:
    import numba
except ImportError:
    numba = None

outcome_file, event_file, days, outcomes, triggers, events, shifts, rounds = sys.argv[1:3] + [int(v) for v in sys.argv[3:9]]
y = np.fromfile(outcome_file).reshape(outcomes, days)
e = np.fromfile(event_file, dtype=np.int32).reshape(triggers, events)


def moments():
    """Mean and deviation over all shifts, from the circular autocovariance."""
    mean = y.mean(axis=1)
    f = np.fft.fft(y - mean[:, None], axis=1)
    c = np.fft.ifft(f * np.conj(f), axis=1).real / days
    lags = (e[:, :, None] - e[:, None, :]) % days
    deviation = np.empty((triggers, outcomes))
    for o in range(outcomes):
        deviation[:, o] = np.sqrt(c[o][lags].sum(axis=(1, 2))) / events
    return mean, deviation


mean, deviation = moments()
found = {}

if numba is not None:

    @numba.njit(parallel=True, fastmath=False)
    def largest(y2, e, mean, deviation, shifts):
        outcomes, triggers, events = y2.shape[0], e.shape[0], e.shape[1]
        parts = np.full((outcomes, shifts), -np.inf)
        for o in numba.prange(outcomes):
            sums = np.empty(shifts)
            for t in range(triggers):
                sums[:] = 0.0
                for i in range(events):
                    at = e[t, i]
                    for k in range(shifts):
                        sums[k] += y2[o, at + k]
                m, s = mean[o], 1.0 / deviation[t, o]
                for k in range(shifts):
                    z = (sums[k] / events - m) * s
                    if z > parts[o, k]:
                        parts[o, k] = z
        return parts

    y2 = np.concatenate([y, y], axis=1)
    largest(y2[:2], e[:8], mean, deviation, 8)
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        parts = largest(y2, e, mean, deviation, shifts)
        top = parts.max(axis=0)
        times.append(time.perf_counter() - begun)
    found["numba"] = {"seconds": times, "top": top.tolist()}

a = sp.csr_matrix((np.full(triggers * events, 1.0 / events), e.ravel(), np.arange(0, triggers * events + 1, events)), shape=(triggers, days))
times = []
for _ in range(rounds):
    begun = time.perf_counter()
    top = np.empty(shifts)
    doubled = np.ascontiguousarray(np.concatenate([y, y], axis=1).T)
    for k in range(shifts):
        z = (a @ doubled[k : k + days] - mean) / deviation
        top[k] = z.max()
    times.append(time.perf_counter() - begun)
found["numpy"] = {"seconds": times, "top": top.tolist()}
print(json.dumps(found))
