import type { EventMark, ForwardPaths, PricePath, ShiftPicture, StudyPictures } from '../../src/contract/pictures.ts';
import type { StudyResult } from '../../src/contract/study.ts';

const DAY = 86_400_000;

/** What a made-up study is made from. */
export interface StudySpec {
  readonly trigger: PricePath;
  readonly target: PricePath;
  readonly events: readonly string[];
  readonly horizon: number;
  readonly horizons: readonly number[];
  readonly claimDate: string | null;
  readonly familySize: number;
}

const ms = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
const iso = (t: number) => new Date(t).toISOString().slice(0, 10);
const mean = (xs: readonly number[]) => xs.reduce((s, x) => s + x, 0) / xs.length;

/** The p-th quantile of some values, R type 7. */
export function quantile(xs: readonly number[], p: number): number {
  const sorted = xs.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}

/** A weekday or daily random walk with drift, the same on every run: a linear congruential generator drives it. */
export function randomWalk(spec: {
  id: string;
  title: string;
  unit: string;
  from: string;
  to: string;
  start: number;
  drift: number;
  volatility: number;
  weekdays: boolean;
  seed: number;
}): PricePath {
  let state = spec.seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const dates: string[] = [];
  const values: number[] = [];
  let level = spec.start;
  for (let t = ms(spec.from); t <= ms(spec.to); t += DAY) {
    const day = new Date(t).getUTCDay();
    if (spec.weekdays && (day === 0 || day === 6)) continue;
    dates.push(iso(t));
    values.push(Number(level.toPrecision(8)));
    level *= Math.exp(spec.drift + spec.volatility * normal());
  }
  return { id: spec.id, title: spec.title, unit: spec.unit, source: 'made up for the tests', dates, values };
}

/** Levels of a path by calendar day, the last known one on days without. */
function levels(path: PricePath) {
  const first = ms(path.dates[0]!);
  const last = ms(path.dates.at(-1)!);
  const values = new Float64Array((last - first) / DAY + 1);
  let i = 0;
  for (let k = 0; k < values.length; k++) {
    while (i + 1 < path.dates.length && ms(path.dates[i + 1]!) <= first + k * DAY) i++;
    values[k] = path.values[i]!;
  }
  return { first, last, at: (t: number) => values[(t - first) / DAY]! };
}

interface Computed {
  readonly admissible: readonly string[];
  readonly logs: readonly number[];
  readonly places: readonly number[];
  readonly picture: ShiftPicture;
  readonly p: { plain: number; centred: number; countPlain: number; countCentred: number };
}

function computeShifts(spec: StudySpec, known: readonly string[], asOf: string): Computed {
  const { at, first } = levels(spec.target);
  const h = spec.horizon * DAY;
  const admissible = spec.trigger.dates.filter((d) => ms(d) > first && ms(d) + h <= ms(asOf));
  const logs = admissible.map((d) => Math.log(at(ms(d) + h) / at(ms(d))));
  const n = logs.length;
  const sums = [0];
  for (const x of logs) sums.push(sums.at(-1)! + x);
  const times = admissible.map(ms);
  let low = 0;
  let high = 0;
  const centredLogs = logs.map((x, i) => {
    while (times[low]! < times[i]! - 365 * DAY) low++;
    while (high < n && times[high]! <= times[i]! + 365 * DAY) high++;
    return x - (sums[high]! - sums[low]!) / (high - low);
  });
  const places = known.map((e) => admissible.indexOf(e));
  const shifted = (xs: readonly number[], at: readonly number[]) =>
    Array.from({ length: n }, (_, k) => mean(at.map((p) => xs[(p + k) % n]!)));
  const plain = shifted(logs, places);
  const centred = shifted(centredLogs, places);
  const beyond = (xs: readonly number[]) => xs.filter((x) => x >= xs[0]! - 1e-12).length;
  const effect =
    (quantile(centred, 0.95) - quantile(centred, 0.2)) / (spec.horizon <= 365 ? 1 - spec.horizon / 730 : 365 / (2 * spec.horizon));
  return {
    admissible,
    logs,
    places,
    picture: {
      label: `mean log return, ${spec.horizon} days`,
      plain,
      centred,
      observedPlain: plain[0]!,
      observedCentred: centred[0]!,
      minimumDetectableEffect: effect,
      leaveOneOut: known.map((date, i) => ({ date, observed: mean(places.filter((_, j) => j !== i).map((p) => logs[p]!)) })),
      withheld: false,
      direction: 'up',
      outcomeKind: 'return',
    },
    p: { countPlain: beyond(plain), countCentred: beyond(centred), plain: beyond(plain) / n, centred: beyond(centred) / n },
  };
}

function markEvents(spec: StudySpec): EventMark[] {
  const { at, first, last } = levels(spec.target);
  const trigger = levels(spec.trigger);
  return spec.events.map((date) => {
    const value = trigger.at(ms(date));
    const end = ms(date) + spec.horizon * DAY;
    if (ms(date) < first) return { date, value, entryDate: null, endDate: null, outcome: null, status: 'no outcome' };
    const pending = end > last;
    const known = spec.claimDate === null || end <= ms(spec.claimDate);
    return {
      date,
      value,
      entryDate: date,
      endDate: iso(end),
      outcome: pending ? null : at(end) / at(ms(date)) - 1,
      status: pending ? 'pending' : known ? 'known' : 'since',
    };
  });
}

function drawPaths(spec: StudySpec, marks: readonly EventMark[], dates: readonly string[]): ForwardPaths {
  const { at, last } = levels(spec.target);
  const longest = Math.max(...spec.horizons);
  const days = Array.from({ length: longest + 1 }, (_, d) => d);
  const starts = dates.filter((d, i) => i % 5 === 0 && ms(d) + longest * DAY <= last);
  const band = { p10: [] as number[], p25: [] as number[], p50: [] as number[], p75: [] as number[], p90: [] as number[] };
  for (const day of days) {
    const growth = starts.map((s) => at(ms(s) + day * DAY) / at(ms(s))).toSorted((a, b) => a - b);
    for (const [name, p] of [
      ['p10', 0.1],
      ['p25', 0.25],
      ['p50', 0.5],
      ['p75', 0.75],
      ['p90', 0.9],
    ] as const) {
      band[name].push(growth[Math.round((growth.length - 1) * p)]!);
    }
  }
  const events = marks
    .filter((m) => m.entryDate !== null)
    .map((m) => ({
      date: m.date,
      status: m.status as 'known' | 'since' | 'pending',
      growth: days.filter((d) => ms(m.date) + d * DAY <= last).map((d) => at(ms(m.date) + d * DAY) / at(ms(m.date))),
    }));
  const complete = events.filter((e) => e.growth.length === days.length);
  return {
    days,
    band,
    observations: starts.length,
    events,
    mean: complete.length < 2 ? null : days.map((d) => Math.exp(mean(complete.map((e) => Math.log(e.growth[d]!))))),
    baseMean: days.map((day) => Math.exp(mean(starts.map((s) => Math.log(at(ms(s) + day * DAY) / at(ms(s))))))),
    horizons: spec.horizons,
  };
}

function summarise(logs: readonly number[]) {
  return {
    meanLog: mean(logs),
    mean: Math.expm1(mean(logs)),
    median: Math.expm1(quantile(logs, 0.5)),
    hitRate: logs.filter((x) => x > 0).length / logs.length,
  };
}

/** Computes a whole study, plainly, with the pictures that belong to it. */
export function makeStudy(spec: StudySpec): { known: StudyResult; toDate: StudyResult; pictures: StudyPictures } {
  const marks = markEvents(spec);
  const known = marks.filter((m) => m.status === 'known').map((m) => m.date);
  const asOf = spec.claimDate ?? spec.target.dates.at(-1)!;
  const computed = computeShifts(spec, known, asOf);
  const { admissible, logs, places, picture, p } = computed;
  const level = levels(spec.target);
  const instance = (m: EventMark) => ({
    eventDate: m.date,
    entryDate: m.entryDate,
    exitDate: m.outcome === null ? null : m.endDate,
    entry: level.at(ms(m.date)),
    exit: m.outcome === null ? null : level.at(ms(m.endDate!)),
    outcome: m.outcome,
    status: m.outcome === null ? ('pending' as const) : ('complete' as const),
    dueDate: m.endDate,
    settledOn: null,
    soFar: m.outcome === null ? level.at(level.last) / level.at(ms(m.date)) - 1 : null,
  });
  const answered = marks.filter((m) => m.entryDate !== null);
  const headlineP = Math.max(p.plain, p.centred);
  const test = (name: 'circular-shift' | 'era-centred-shift', values: readonly number[], count: number) => {
    const countLower = values.filter((v) => v <= values[0]! + 1e-12).length;
    const n = values.length;
    const [pUpper, pLower] = [count / n, countLower / n];
    return {
      name,
      statistic: 'meanLog' as const,
      observed: values[0]!,
      pUpper,
      pLower,
      pTwoSided: Math.min(1, 2 * Math.min(pUpper, pLower)),
      countUpper: count,
      countLower,
      draws: n,
    };
  };
  const study: StudyResult = {
    trigger: `all_time_high(${spec.trigger.id}, after: 250)`,
    outcome: `return(${spec.target.id}, ${spec.horizon}d)`,
    outcomeKind: 'return',
    asOf,
    direction: 'up',
    events: marks.map((m) => ({ date: m.date, knownAt: `${m.date}T20:00:00Z`, value: m.value })),
    instances: answered.filter((m) => m.status === 'known').map(instance),
    excluded: marks.filter((m) => m.entryDate === null).map((m) => ({ eventDate: m.date, reason: `before ${spec.target.id} begins` })),
    baseRate: { ...summarise(logs), observations: logs.length, stateMatched: null },
    observed: summarise(places.map((i) => logs[i]!)),
    tests: [test('circular-shift', picture.plain, p.countPlain), test('era-centred-shift', picture.centred, p.countCentred)],
    placebos: [
      {
        name: 'era-matched',
        statistic: 'meanLog',
        observed: picture.observedPlain,
        expected: mean(logs),
        pUpper: 0.32,
        pLower: 0.69,
        draws: 10_000,
        seed: 1,
        observations: known.length,
        note: null,
      },
      {
        name: 'phase-matched',
        statistic: 'meanLog',
        observed: picture.observedPlain,
        expected: mean(logs) * 1.4,
        pUpper: 0.41,
        pLower: 0.6,
        draws: 10_000,
        seed: 1,
        observations: known.length - 1,
        note: 'One event lies before the first halving and was dropped.',
      },
    ],
    headline: {
      statistic: 'meanLog',
      p: headlineP,
      withheld: null,
      bestReachable: null,
      adjusted: Math.min(1, headlineP * (spec.familySize > 1 ? 1.4 : 1)),
      commonCircle: headlineP,
      commonCircleObservations: logs.length,
      otherStudies: 0,
      familySize: spec.familySize,
    },
    leaveOneOut: picture.leaveOneOut.map((l) => ({ eventDate: l.date, observed: l.observed, p: Math.min(1, headlineP * 1.3) })),
    power: { minimumDetectableEffect: picture.minimumDetectableEffect!, factor: Math.exp(picture.minimumDetectableEffect!) },
    distribution: null,
    observations: known.length,
    effectiveObservations: known.length,
    clusterHits: places.filter((i) => logs[i]! > 0).length,
    independentPlacements: Math.floor((ms(admissible.at(-1)!) - ms(admissible[0]!)) / DAY / spec.horizon),
    admissible: { from: admissible[0]!, to: admissible.at(-1)!, observations: admissible.length },
    insufficient: null,
    verdict: 'no better than luck so far',
    verdictKind: 'no better than luck so far',
    sentence: 'No better than luck so far. A random placement of these dates does as well often enough.',
    gates: [
      { name: 'adjusted', state: 'failed', p: headlineP, threshold: 0.05, why: 'The adjusted headline p is above 0.05.' },
      { name: 'leave-one-out', state: 'not applicable', p: null, threshold: 0.1, why: 'The first gate is not passed.' },
      { name: 'phase-matched', state: 'passed', p: 0.04, threshold: 0.1, why: 'Against dates of the same phase of the halving cycle.' },
    ],
    crossChecks: [],
    belief: null,
    curve: null,
    trade: null,
    foreword: 'Before the result: 5 cases can show an effect only from about ×3.3 beside the base rate, and no p below 0.00025.',
    pictures: null,
    howSure: [],
    confounders: [],
    notes: ['Fridays stand in for holidays.', 'Records are taken on closes.'],
  };
  const toDate: StudyResult = { ...study, asOf: spec.target.dates.at(-1)!, instances: answered.map(instance) };
  const pictures: StudyPictures = {
    trigger: spec.trigger,
    target: spec.target,
    events: marks,
    horizonLabel: `${spec.horizon} days`,
    paths: drawPaths(spec, marks, admissible),
    shifts: picture,
  };
  return { known: study, toDate, pictures };
}
