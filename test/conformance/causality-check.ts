import { countUpTo } from '../../src/core/calendar/schedule.ts';
import type { Environment } from '../../src/core/language/function-definition.ts';
import { type Curve, curveOf, type EventSet } from '../../src/core/series/curve.ts';
import { asOf } from '../../src/core/series/panel.ts';
import type { Series } from '../../src/core/series/series.ts';

/** Series by id, with the one whose calendar listed dates keep, and instants at which to cut the future off. */
export interface Panel {
  readonly name: string;
  readonly series: ReadonlyMap<string, Series>;
  readonly home: string;
  readonly instants: readonly number[];
}

/** A function of the language, or one made up for a test, over an environment. */
export type Evaluation = (environment: Environment) => Curve | EventSet;

/** What a check has seen: so that one that compares nothing cannot pass. */
export interface Comparison {
  truncations: number;
  observations: number;
  /** Values that are not missing, and events, in the cuts that were compared. */
  values: number;
  events: number;
  violations: string[];
}

export const nothingYet = (): Comparison => ({ truncations: 0, observations: 0, values: 0, events: 0, violations: [] });

/** An environment in which nothing is known that was not known at the instant. */
export function environmentAt(panel: Panel, instant: number, cut: (series: Series, instant: number) => Series = asOf): Environment {
  const series = (id: string): Series => {
    const whole = panel.series.get(id);
    if (!whole) throw new Error(`the panel ${panel.name} has no series ${id}`);
    return cut(whole, instant);
  };
  return {
    series: (id, adjusted) => series(adjusted ? `${id}.adj` : id),
    home: curveOf(series(panel.home)),
    eventDates: () => {
      const { dates } = panel.series.get(panel.home) as Series;
      return [0.1, 0.35, 0.6, 0.85].map((share) => (dates[Math.floor(share * dates.length)] as number) + 1);
    },
  };
}

/**
 * Cuts the future off at each instant of the panel, evaluates again, and compares with the whole evaluation cut at the same
 * instant: dates, values, events, instants of knowledge and the warm-up must be the same to the last bit.
 */
export function compareCuts(evaluate: Evaluation, panel: Panel, seen: Comparison, environments: (instant: number) => Environment): void {
  const whole = evaluate(environments(Number.POSITIVE_INFINITY));
  const disorder = whole.knownAt.findIndex((instant, i) => i > 0 && instant < (whole.knownAt[i - 1] as number));
  if (disorder >= 0) seen.violations.push(`${panel.name}: instants of knowledge fall at observation ${disorder}`);
  for (const instant of panel.instants) {
    const difference = differenceAt(whole, evaluate(environments(instant)), { instant, seen });
    seen.truncations++;
    if (difference) seen.violations.push(`${panel.name}, cut at ${new Date(instant).toISOString()}: ${difference}`);
  }
}

function differenceAt(
  whole: Curve | EventSet,
  cut: Curve | EventSet,
  { instant, seen }: { instant: number; seen: Comparison },
): string | undefined {
  const known = countUpTo(whole.knownAt, instant);
  seen.observations += known;
  if (cut.dates.length !== known) return `${cut.dates.length} observations, of the whole ${known} were known`;
  const wholeOn = 'on' in whole ? whole.on : undefined;
  const cutOn = 'on' in cut ? cut.on : undefined;
  for (let i = 0; i < known; i++) {
    if (cut.dates[i] !== whole.dates[i]) return `date ${i} is ${cut.dates[i]}, of the whole ${whole.dates[i]}`;
    if (!Object.is(cut.values[i], whole.values[i])) return `value ${i} is ${cut.values[i]}, of the whole ${whole.values[i]}`;
    if (cut.knownAt[i] !== whole.knownAt[i]) return `observation ${i} is known at ${cut.knownAt[i]}, in the whole at ${whole.knownAt[i]}`;
    if (cutOn?.[i] !== wholeOn?.[i]) return `event ${i} is ${cutOn?.[i]}, of the whole ${wholeOn?.[i]}`;
    if (!Number.isNaN(cut.values[i])) seen.values++;
    if (cutOn?.[i]) seen.events++;
  }
  const [cutWarmup, wholeWarmup] = [Math.min(cut.warmup, known), Math.min(whole.warmup, known)];
  if (cutWarmup !== wholeWarmup) return `the warm-up ends at ${cutWarmup}, of the whole at ${wholeWarmup}`;
  return undefined;
}
