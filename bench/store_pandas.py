"""The peer of store.ts: pandas does the same on the same figures. Arguments: folder, instant, ids. Prints milliseconds and sums."""

import json
import os
import sys
import time

import numpy as np
import pandas as pd

folder, as_of, ids = sys.argv[1], float(sys.argv[2]), sys.argv[3:]


def frame_of(name):
    read = lambda part, kind: np.fromfile(os.path.join(folder, f"{name}.{part}"), dtype=kind)
    return pd.DataFrame({"date": read("dates", "<i4"), "value": read("values", "<f8"), "known": read("knownAt", "<f8")})


def median_time(task, count=5):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        result = task()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[len(times) // 2], result


def write_parquet(frame):
    path = os.path.join(folder, "peer.parquet")
    frame.to_parquet(path, index=False)
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return path


def newest(frame):
    """The newest value of each date and the instant of its first, of a frame sorted by date and known."""
    seen = frame[frame["known"] <= as_of]
    last = seen.drop_duplicates("date", keep="last")
    first = seen.drop_duplicates("date", keep="first")
    return last["date"].to_numpy(), last["value"].to_numpy(), first["known"].to_numpy()


def total(panel):
    return float(sum(values.sum() for _, values, _ in panel.values()))


long = frame_of("LONG")
parquet, _ = median_time(lambda: write_parquet(long), 3)

held = {name: frame_of(name) for name in ids}
memory, in_memory = median_time(lambda: {name: newest(held[name]) for name in ids})

names = sorted({file.rsplit(".", 1)[0] for file in os.listdir(folder) if file.startswith("S") and file.endswith(".dates")})
whole = os.path.join(folder, "whole.parquet")
if not os.path.exists(whole):
    pd.concat([frame_of(name).assign(series=name) for name in names]).to_parquet(whole, index=False, row_group_size=100_000)


def from_file():
    frame = pd.read_parquet(whole, filters=[("series", "in", ids)])
    return {name: newest(part) for name, part in frame.groupby("series")}


file, in_file = median_time(from_file)
print(json.dumps({"parquet": parquet, "memory": memory, "file": file, "sums": [total(in_memory), total(in_file)]}))
