"""Net income of four quarters as known at dates, straight from company facts files, by another route than the program's:

every quarter by itself (reported, or a longer period less what comes before it in the same fiscal year), each with the figure that was
filed last by then; then the last four quarters in a row. Where a company files years only, the year.

A filing counts from the day after its date, which is when New York's day ends in UTC. Proxy statements do not count.

Run in this folder: python3 generate.py > trailing-income.json, then format it with Biome (made with Python 3.11.7, standard library only).
The folder of recorded bodies beside the repository is read where it is there; without it only the made-up companies are written.
"""
import datetime as dt
import glob
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
OWN = os.path.join(HERE, "../../recordings/sec/unprofitable")
SHARED = os.path.join(HERE, "../../../../shared/api/sec")
day = dt.date.fromisoformat


def facts_of(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    for taxonomy, concept in (("us-gaap", "NetIncomeLoss"), ("ifrs-full", "ProfitLoss")):
        units = data["facts"].get(taxonomy, {}).get(concept, {}).get("units", {})
        if units:
            return units
    return {}


def known_periods(rows, at):
    """The figure filed last, of each period, by the evening before a date."""
    periods = {}
    for row in sorted(rows, key=lambda row: row["filed"]):
        if day(row["filed"]) < at and not row["form"].startswith(("DEF", "PRE")):
            periods[(day(row["start"]), day(row["end"]))] = row["val"]
    return periods


def quarters_of(periods):
    """Quarters by their end: reported, or a longer period less the one that begins with it and ends a quarter earlier."""
    quarters = {}
    for (start, end), value in periods.items():
        if 80 <= (end - start).days + 1 <= 100:
            quarters[end] = (start, value)
    for (start, end), value in periods.items():
        for (other, earlier), part in periods.items():
            if other == start and earlier < end and 80 <= (end - earlier).days <= 100:
                # A year that was restated as a whole says more than quarters that were not.
                if end not in quarters or (end - start).days > 350:
                    quarters[end] = (earlier + dt.timedelta(1), value - part)
    return quarters


def last_four(rows, at):
    periods = known_periods(rows, at)
    quarters = quarters_of(periods)
    found = []
    for end in quarters:
        total, upto, count = 0, end, 0
        while upto in quarters and count < 4:
            start, value = quarters[upto]
            total, upto, count = total + value, start - dt.timedelta(1), count + 1
        if count == 4:
            found.append((end, total))
    for (start, end), value in periods.items():
        if 350 <= (end - start).days + 1 <= 380:
            found = [(e, v) for e, v in found if e != end] + [(end, value)]
    return max(found) if found else None


def table(path, dates):
    units = facts_of(path)
    if list(units) != ["USD"]:
        return {"units": sorted(units), "known": []}
    known = []
    for at in dates:
        got = last_four(units["USD"], day(at))
        known.append([at, got[0].isoformat(), got[1]] if got else [at, None, None])
    return {"units": ["USD"], "known": known}


def by_month(first, last):
    return [dt.date(y, m, d).isoformat() for y in range(first, last) for m in range(1, 13) for d in (10, 25)]


# Around filings of Alphabet: between the end of a quarter and its filing, on the day of the filing, and on the day after.
ALPHABET = ["2016-02-11", "2016-02-12", "2018-01-15", "2018-02-06", "2018-02-07", "2020-04-29", "2020-04-30", "2022-10-10", "2023-02-04"]
ALPHABET += ["2024-09-30", "2024-10-31", "2025-12-31", "2026-02-05", "2026-02-06", "2026-04-25", "2026-04-30", "2026-05-01"]

made = {}
for path in sorted(glob.glob(os.path.join(OWN, "CIK*.json"))):
    made[re.search(r"CIK(\d{10})", path).group(1)] = table(path, by_month(2023, 2026))
recorded = {}
for path in sorted(glob.glob(os.path.join(SHARED, "companyfacts_CIK*.json"))):
    recorded[re.search(r"CIK(\d{10})", path).group(1)] = table(path, ALPHABET)
print(json.dumps({"madeUp": made, "recorded": recorded}))
