// What should fire, counted by hand from everything that the store came to hold, instant by instant. It shares no code with the watch.
import type { Rows, Store } from '../../../../src/store/store.ts';

type Points = readonly (readonly [date: number, value: number])[];

/** What a rule asks of the values of its series, oldest first: whether it holds on the newest date that all have. */
interface OracleRule {
  readonly rule: string;
  readonly series: readonly string[];
  readonly holds: (known: readonly Points[]) => { readonly date: number; readonly holds: boolean } | undefined;
  readonly waits: number;
  readonly keeps: number;
}

const level = (above: number) => (known: readonly Points[]) => {
  const last = known[0]?.at(-1);
  return last && { date: last[0], holds: last[1] > above };
};

const RULES: readonly OracleRule[] = [
  { rule: 'eq-spike', series: ['EQ'], holds: level(150), waits: 0, keeps: 0 },
  { rule: 'coin-spike', series: ['COIN'], holds: level(150), waits: 0, keeps: 0 },
  { rule: 'rev-spike', series: ['REV'], holds: level(150), waits: 0, keeps: 0 },
  { rule: 'conditions', series: ['COND'], holds: level(0), waits: 14, keeps: 14 },
  { rule: 'walk-record', series: ['WALK'], holds: record, waits: 0, keeps: 0 },
  { rule: 'walk-trend', series: ['WALK'], holds: trend, waits: 3, keeps: 5 },
  { rule: 'eq-over-walk', series: ['EQ', 'WALK'], holds: ratio, waits: 0, keeps: 0 },
];

/** The newest value is the highest, after at least ten dates without a new highest one. */
function record([points = []]: readonly Points[]) {
  const last = points.at(-1);
  if (!last) return undefined;
  let [highest, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < points.length - 1; i++) {
    const value = (points[i] as Points[number])[1];
    if (value > highest) [highest, at] = [value, i];
  }
  return { date: last[0], holds: last[1] > highest && points.length - 1 - at - 1 >= 10 };
}

function trend([points = []]: readonly Points[]) {
  const last = points.at(-1);
  if (!last || points.length < 20) return undefined;
  const mean = points.slice(-20).reduce((sum, [, value]) => sum + value, 0) / 20;
  return { date: last[0], holds: last[1] > mean };
}

function ratio([a = [], b = []]: readonly Points[]) {
  const others = new Map(b);
  const last = a.findLast(([date]) => others.has(date));
  return last && { date: last[0], holds: last[1] / (others.get(last[0]) as number) > 1 };
}

/** `RULE DATE` for each time that a rule should have fired after the first look, from what the store holds in the end. */
export async function shouldFire(store: Store, firstLook: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const rule of RULES) {
    const rows = await Promise.all(rule.series.map((id) => store.versions(id)));
    found.push(...firings(rule, rows, firstLook).map((date) => `${rule.rule} ${date}`));
  }
  return found.sort();
}

function firings({ holds, waits, keeps }: OracleRule, rows: readonly Rows[], firstLook: number): number[] {
  const instants = [...new Set(rows.flatMap(({ knownAt }) => [...knownAt]))].sort((a, b) => a - b);
  const first = Math.max(
    0,
    instants.findLastIndex((instant) => instant <= firstLook),
  );
  const fired: number[] = [];
  let since: number | undefined;
  let isFiring = false;
  let lastHeld = 0;
  for (const instant of instants.slice(first)) {
    const found = holds(rows.map((one) => knownBy(one, instant)));
    if (!found) continue;
    if (found.holds) {
      lastHeld = found.date;
      since ??= found.date;
      if (!isFiring && found.date - since >= waits) {
        isFiring = true;
        fired.push(found.date);
      }
    } else if (!isFiring || found.date - lastHeld >= keeps) {
      isFiring = false;
      since = undefined;
    }
  }
  return fired;
}

function knownBy({ dates, values, knownAt }: Rows, instant: number): Points {
  const newest = new Map<number, readonly [known: number, value: number]>();
  for (let i = 0; i < dates.length; i++) {
    const [date, known] = [dates[i] as number, knownAt[i] as number];
    if (known <= instant && known >= (newest.get(date)?.[0] ?? 0)) newest.set(date, [known, values[i] as number]);
  }
  return [...newest].sort(([a], [b]) => a - b).map(([date, [, value]]) => [date, value]);
}
