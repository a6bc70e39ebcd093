import { type EpochDay, type Span, spanDays } from '../core/calendar/civil-date.ts';
import { evaluateSeries } from '../core/language/evaluate.ts';
import type { Environment } from '../core/language/function-definition.ts';
import type { Change } from '../core/methods/lead-lag/align.ts';
import { type LeadLag, type LeadLagOptions, type LeadLagQuestion, leadLag } from '../core/methods/lead-lag/lead-lag.ts';
import { type Insufficient, insufficient } from '../core/numerics/insufficient.ts';
import type { EventSet } from '../core/series/curve.ts';
import type { Series } from '../core/series/series.ts';
import { readExpression } from './panel.ts';

/** An event of either series, unless another is asked for: a record close that ends at least 90 days without one. */
export const RECORD = 'all_time_high(X, after: 90d)';

/** A pair of series, as known at the question's instant, and what is declared of the question before they are looked at. */
export interface LagQuestion {
  readonly a: Series;
  readonly b: Series;
  /** Longest lead that is looked at. */
  readonly within: Span;
  /** Dates on which an era begins; by default the middle of the common time, for two halves. */
  readonly eraStarts?: readonly EpochDay[];
  /** Default all. */
  readonly asked?: readonly LeadLagQuestion[];
  /** Default log returns. */
  readonly change?: Change;
  readonly events: { readonly a: EventSet; readonly b: EventSet };
}

const YEARS = 2;
const DAYS_A_YEAR = 365;
const STEP_DAYS = 91;

/** Years of a rolling window: two, or as many more as lags that far ask for, in pairs of years. */
export const windowYears = (within: Span): number =>
  YEARS * Math.max(1, Math.ceil((LAGS_IN_A_WINDOW * spanDays(within)) / (YEARS * DAYS_A_YEAR)));

/** A window must hold the largest lag some four times over. */
const LAGS_IN_A_WINDOW = 4.2;

/** Lead and lag of a pair, with the lags counted in observations of the slower series. */
export function runLag({ a, b, within, eraStarts, asked, change = 'log-return', events }: LagQuestion): LeadLag | Insufficient {
  const [from, to] = [Math.max(a.dates[0] ?? 0, b.dates[0] ?? 0), Math.min(a.dates.at(-1) ?? 0, b.dates.at(-1) ?? 0)];
  if (a.dates.length < 2 || b.dates.length < 2 || to <= from) return insufficient('the two series share too little time', 2, 0);
  const spacing = Math.max(...[a, b].map(spacingOf));
  const options: LeadLagOptions = {
    maxLag: Math.max(1, Math.round(spanDays(within) / spacing)),
    horizon: within,
    rolling: { windowDays: DAYS_A_YEAR * windowYears(within), stepDays: STEP_DAYS },
    eraStarts: eraStarts ?? [Math.round((from + to) / 2)],
    change,
    events,
    ...(asked ? { asked } : {}),
  };
  return leadLag(a, b, options);
}

/** Mean days from one observation to the next. */
const spacingOf = ({ dates }: Series): number => ((dates.at(-1) as number) - (dates[0] as number)) / (dates.length - 1);

/** What an expression reads as a series of its own: an id as it is, anything else by its values. */
export function seriesOf(text: string, environment: Environment): Series {
  const checked = readExpression(text, 'series');
  if (checked.node.kind === 'series') return environment.series(checked.node.id, checked.node.adjusted);
  const { dates, values, knownAt, schedule } = evaluateSeries(checked, environment);
  const usable = Array.from(values.keys()).filter((i) => Number.isFinite(values[i]));
  const first = environment.series(checked.series[0]?.replace(/\.adj$/, '') as string, checked.series[0]?.endsWith('.adj') === true);
  return {
    ...first,
    id: text,
    title: text,
    unit: '',
    dates: Int32Array.from(usable, (i) => dates[i] as number),
    values: Float64Array.from(usable, (i) => values[i] as number),
    knownAt: Float64Array.from(usable, (i) => knownAt[i] as number),
    schedule,
    notes: [],
  };
}
