import { closeInstant } from '../calendar/calendars.ts';
import type { EpochDay } from '../calendar/civil-date.ts';
import { countUpTo, nextScheduledDate } from '../calendar/schedule.ts';
import type { Series } from '../series/series.ts';
import type { Finding } from './finding.ts';

/** What would be done about a finding, to see what hangs on it. Nothing that is stored is touched. */
export type Repair =
  | { readonly kind: 'drop'; readonly dates: Int32Array }
  | { readonly kind: 'replace'; readonly dates: Int32Array; readonly values: Float64Array }
  /** Values before a date times a factor, so that they have the unit of those from it on. */
  | { readonly kind: 'rescale'; readonly before: EpochDay; readonly factor: number }
  | { readonly kind: 'move'; readonly dates: Int32Array; readonly by: -1 | 1; readonly step: 'day' | 'observation' };

/** The repair that fits a finding; undefined where no value is in doubt, or nobody can say which. */
export function repairOf(finding: Finding): Repair | undefined {
  switch (finding.kind) {
    case 'spike':
      return finding.opinion === 'confirmed' ? undefined : { kind: 'drop', dates: finding.dates };
    case 'off calendar':
    case 'not positive':
      return { kind: 'drop', dates: finding.dates };
    case 'partial bar':
      return finding.severity === 'note' ? undefined : { kind: 'drop', dates: finding.dates };
    case 'frozen':
      // The first of them may be true.
      return { kind: 'drop', dates: finding.dates.subarray(1) };
    case 'weekend fill':
      return { kind: 'drop', dates: finding.dates };
    case 'unit break':
      return { kind: 'rescale', before: finding.at, factor: 10 ** finding.power };
    case 'seam':
      return { kind: 'rescale', before: finding.at, factor: finding.ratio[1] / finding.ratio[0] };
    case 'off by one':
      return { kind: 'move', dates: finding.dates, by: finding.shift, step: finding.step };
    case 'disagreement':
      return finding.isOther || !finding.others ? undefined : { kind: 'replace', dates: finding.dates, values: finding.others };
    default:
      return undefined;
  }
}

/** A series after a repair. Versions are left out: what stands is the newest value of each date. */
export function repaired({ versions: _, ...series }: Series, repair: Repair): Series {
  switch (repair.kind) {
    case 'drop': {
      const gone = new Set(repair.dates);
      return picked(series, (day) => !gone.has(day));
    }
    case 'replace': {
      const values = new Map(Array.from(repair.dates, (day, i) => [day, repair.values[i] as number]));
      return { ...series, values: series.values.map((value, i) => values.get(series.dates[i] as number) ?? value) };
    }
    case 'rescale':
      return {
        ...series,
        values: series.values.map((value, i) => ((series.dates[i] as number) < repair.before ? value * repair.factor : value)),
      };
    case 'move':
      return moved(series, repair);
  }
}

function picked(series: Series, keeps: (day: EpochDay) => boolean): Series {
  const kept = Array.from(series.dates.keys()).filter((i) => keeps(series.dates[i] as number));
  return {
    ...series,
    dates: Int32Array.from(kept, (i) => series.dates[i] as number),
    values: Float64Array.from(kept, (i) => series.values[i] as number),
    knownAt: Float64Array.from(kept, (i) => series.knownAt[i] as number),
  };
}

/** Observations on the date before or after their own; where another stands there already, the moved one takes its place. */
function moved(series: Series, { dates, by, step }: Extract<Repair, { kind: 'move' }>): Series {
  const { calendar, schedule } = series;
  const gone = new Set(dates);
  const rest = picked(series, (day) => !gone.has(day));
  const own = picked(series, (day) => gone.has(day));
  const target = (day: EpochDay): EpochDay => {
    if (step === 'day') return day + by;
    const neighbour = by === 1 ? nextScheduledDate(schedule, day) : schedule.dates[countUpTo(schedule.dates, day - 1) - 1];
    return neighbour ?? day + by;
  };
  const rows = new Map(Array.from(rest.dates, (day, i) => [day, { value: rest.values[i] as number, knownAt: rest.knownAt[i] as number }]));
  own.dates.forEach((day, i) => {
    const to = target(day);
    const lag = (own.knownAt[i] as number) - closeInstant(calendar, day);
    rows.set(to, { value: own.values[i] as number, knownAt: rows.get(to)?.knownAt ?? closeInstant(calendar, to) + lag });
  });
  const ordered = [...rows].toSorted(([a], [b]) => a - b);
  return {
    ...series,
    dates: Int32Array.from(ordered, ([day]) => day),
    values: Float64Array.from(ordered, ([, { value }]) => value),
    knownAt: Float64Array.from(ordered, ([, { knownAt }]) => knownAt),
  };
}
