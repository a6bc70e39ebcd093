"""Cross-correlations and Granger's F of many pairs in numpy, by the means that make numpy fast (real Fourier transforms; one matrix product a pair
and one Cholesky factor for all its orders), and in numba where it is installed (direct sums; recursions of the sums over the lags; the same
factor). Reads float64 pairs from a file; prints JSON with the median of 3 timings of each."""
import json, sys, time
import numpy as np
try:
    import numba
except ImportError:
    numba = None

path, pairs, n, reach = sys.argv[1], *map(int, sys.argv[2:5])
data = np.fromfile(path).reshape(pairs, 2, n)


def cross_correlations():
    centred = data - data.mean(axis=2, keepdims=True)
    scale = n * centred.std(axis=2).prod(axis=1)
    size = 1 << int(np.ceil(np.log2(n + reach)))
    spectra = np.fft.rfft(centred, size, axis=2)
    products = np.fft.irfft(np.conj(spectra[:, 0]) * spectra[:, 1], size, axis=1)
    return np.concatenate([products[:, -reach:], products[:, : reach + 1]], axis=1) / scale[:, None]


def residual_sums(gram, regressors, target):
    """Residual sums of squares on the first 1, 2, ... regressors: the target is the last row of the factor."""
    at = np.r_[regressors, target]
    last = np.linalg.cholesky(gram[np.ix_(at, at)])[-1, :-1]
    return gram[target, target] - np.cumsum(last**2)


def granger():
    orders = np.arange(1, reach + 1)
    m = n - reach
    out = np.empty((pairs, 2, reach))
    for i, pair in enumerate(data):
        lags = np.lib.stride_tricks.sliding_window_view(pair, reach + 1, axis=1)[:, :, ::-1]
        columns = np.empty((m, 2 * reach + 3))
        columns[:, 0] = 1
        columns[:, 1::2], columns[:, 2::2] = lags[0], lags[1]
        gram = columns.T @ columns
        both = np.r_[0, 3 : 2 * reach + 3]
        for direction, (target, first) in enumerate([(2, 4), (1, 3)]):
            own = np.r_[0, first : 2 * reach + 3 : 2]
            after = residual_sums(gram, both, target)[2::2]
            before = residual_sums(gram, own, target)[1:]
            out[i, direction] = (before - after) / orders / after * (m - 2 * orders - 1)
    return out


def toda_yamamoto():
    """Wald's statistics of the orders 1 ... reach with one more lag: regressions of steps on a level of each and on steps."""
    lags = reach + 1
    m = n - lags
    orders = np.arange(1, reach + 1)
    out = np.empty((pairs, 2, reach))
    # Columns: 1, both levels at t - 1, and the steps at t, t - 1, ... of the one and of the other.
    steps = [3 + np.arange(lags), 3 + lags + np.arange(lags)]
    back = [np.zeros((lags, 3 + 2 * lags)) for _ in range(2)]
    for side in range(2):
        back[side][:, 1 + side] = 1
        for q in range(1, lags):
            back[side][q:, steps[side][q]] = -1
    places = np.arange(2, lags + 1)
    for i, pair in enumerate(data):
        levels = np.cumsum(pair, axis=1)
        levels -= levels.mean(axis=1, keepdims=True)
        moved = np.diff(levels, axis=1)
        windows = np.lib.stride_tricks.sliding_window_view(moved, lags, axis=1)[:, :, ::-1]
        columns = np.empty((m, 3 + 2 * lags))
        columns[:, 0] = 1
        columns[:, 1], columns[:, 2] = levels[0, lags - 1 : -1], levels[1, lags - 1 : -1]
        columns[:, steps[0]], columns[:, steps[1]] = windows[0], windows[1]
        gram = columns.T @ columns
        both = np.r_[0, 1, 2, np.column_stack([steps[0][1:], steps[1][1:]]).ravel()]
        for direction, (effect, cause) in enumerate([(1, 0), (0, 1)]):
            target = steps[effect][0]
            after = residual_sums(gram, both, target)[4::2]
            own = np.r_[0, 1 + effect, steps[effect][1:]]
            factor = np.linalg.cholesky(gram[np.ix_(own, own)])
            level = back[cause] @ gram
            solved = np.linalg.solve(factor, np.column_stack([gram[own, target], level[:, own].T]))
            response, rows = solved[:, 0], solved[:, 1:].T
            alone = gram[target, target] - np.cumsum(response**2)
            squares = (level * back[cause]).sum(axis=1) - np.array([r[: q + 2] @ r[: q + 2] for q, r in enumerate(rows)])
            crossed = level[:, target] - np.array([r[: q + 2] @ response[: q + 2] for q, r in enumerate(rows)])
            before = alone[places] - (crossed**2 / squares)[1:]
            out[i, direction] = (before - after) / after * (m - 2 * (orders + 1) - 1)
    return out


if numba:

    @numba.njit(parallel=True, fastmath=True)
    def cross_correlation_kernel(data, reach):
        pairs, _, n = data.shape
        out = np.empty((pairs, 2 * reach + 1))
        for i in numba.prange(pairs):
            a, b = data[i, 0] - data[i, 0].mean(), data[i, 1] - data[i, 1].mean()
            scale = np.sqrt((a * a).sum() * (b * b).sum())
            for lag in range(reach + 1):
                there, back = 0.0, 0.0
                for t in range(n - lag):
                    there += a[t] * b[t + lag]
                    back += b[t] * a[t + lag]
                out[i, reach + lag], out[i, reach - lag] = there / scale, back / scale
        return out

    @numba.njit(fastmath=True)
    def gram_of(a, b, reach):
        """Sums of products of 1, a_t, b_t, a_(t-1), b_(t-1), ...: the first rows by sums, the others from those above them."""
        n = a.shape[0]
        size = 2 * reach + 3
        gram = np.empty((size, size))
        gram[0, 0] = n - reach
        both = (a, b)
        for s in range(2):
            total = 0.0
            for t in range(reach, n):
                total += both[s][t]
            gram[0, 1 + s] = total
            for i in range(reach):
                total += both[s][reach - 1 - i] - both[s][n - 1 - i]
                gram[0, 3 + 2 * i + s] = total
            for r in range(2):
                for lag in range(reach + 1):
                    total = 0.0
                    for t in range(reach, n):
                        total += both[s][t] * both[r][t - lag]
                    gram[1 + s, 1 + 2 * lag + r] = total
        gram[2, 1] = gram[1, 2]
        for i in range(1, reach + 1):
            for j in range(i, reach + 1):
                for s in range(2):
                    for r in range(2):
                        into = both[s][reach - i] * both[r][reach - j]
                        gram[1 + 2 * i + s, 1 + 2 * j + r] = gram[2 * i - 1 + s, 2 * j - 1 + r] + into - both[s][n - i] * both[r][n - j]
        for i in range(size):
            for j in range(i):
                gram[i, j] = gram[j, i]
        return gram

    @numba.njit(parallel=True)
    def granger_kernel(data, reach):
        pairs, _, n = data.shape
        m = n - reach
        out = np.empty((pairs, 2, reach))
        for i in numba.prange(pairs):
            gram = gram_of(data[i, 0], data[i, 1], reach)
            size = 2 * reach + 1
            order = np.empty(size + 2, np.int64)
            order[0], order[size], order[size + 1] = 0, 1, 2
            order[1:size] = np.arange(3, 2 * reach + 3)
            both = np.linalg.cholesky(gram[order][:, order])
            for direction in range(2):
                target, place = 2 - direction, size + 1 - direction
                own = np.empty(reach + 2, np.int64)
                own[0], own[reach + 1] = 0, target
                own[1 : reach + 1] = np.arange(target + 2, 2 * reach + 3, 2)
                alone = np.linalg.cholesky(gram[own][:, own])[reach + 1]
                before, after = gram[target, target] - alone[0] ** 2, gram[target, target] - both[place, 0] ** 2
                for p in range(1, reach + 1):
                    before -= alone[p] ** 2
                    after -= both[place, 2 * p - 1] ** 2 + both[place, 2 * p] ** 2
                    out[i, direction, p - 1] = (before - after) / p / after * (m - 2 * p - 1)
        return out


def timed(**works):
    result = {}
    for name, work in works.items():
        work()
        times = []
        for _ in range(3):
            start = time.perf_counter()
            found = work()
            times.append(time.perf_counter() - start)
        result[name] = sorted(times)[1]
        result["last" + name[0].upper() + name[1:]] = found[-1].tolist()
    return result


results = {"numpy": timed(crossCorrelation=cross_correlations, granger=granger, todaYamamoto=toda_yamamoto)}
if numba:
    results["numba"] = timed(
        crossCorrelation=lambda: cross_correlation_kernel(data, reach), granger=lambda: granger_kernel(data, reach)
    )
print(json.dumps(results))
