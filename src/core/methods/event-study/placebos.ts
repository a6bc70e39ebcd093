import { cyclePhase, eraMatches, type Matches, matchedPlacebo, nearMatches, type PlaceboStanding } from '../inference/matched-placebo.ts';
import { drawdown } from '../risk/drawdown.ts';
import type { ObservedStudy, Study } from './study.ts';

export interface NamedPlacebo extends PlaceboStanding {
  readonly name: 'era-matched' | 'phase-matched' | 'state-matched';
  readonly note: string | null;
}

/** Draws of every matched placebo. */
export const PLACEBO_DRAWS = 10_000;
const PHASE_RADIUS_DAYS = 90;
const STATE_RADIUS = 0.05;

/**
 * The matched placebos that a study admits: era-matched always; state-matched (target's drawdown at entry within ±5
 * percentage points); phase-matched where the target has a cycle (within ±90 days of the event's phase).
 */
export function matchedPlacebos(study: Study, seed: number, cycle?: { readonly name: string; readonly dates: Int32Array }): NamedPlacebo[] {
  if (!study.shifts) return [];
  const { circle } = study;
  const era = placeboOn(study, { keys: Float64Array.from(circle.dates), seed, draws: PLACEBO_DRAWS }, (_, place) =>
    eraMatches(circle.dates, place),
  );
  const phases = cycle ? cyclePhase(circle.dates, cycle.dates) : null;
  const phase =
    phases && placeboOn(study, { keys: phases, seed, draws: PLACEBO_DRAWS }, (keys, place) => nearMatches(keys, place, PHASE_RADIUS_DAYS));
  const state = statePlacebo(study, { seed, draws: PLACEBO_DRAWS });
  return [
    ...(era ? [{ name: 'era-matched' as const, note: null, ...era }] : []),
    ...(phase ? [{ name: 'phase-matched' as const, note: leftOut(phases as Float64Array, circle.events, cycle?.name), ...phase }] : []),
    ...(state ? [{ name: 'state-matched' as const, note: null, ...state }] : []),
  ];
}

/** The mean of the events' own base rates among dates on which the target stood as far below its record; undefined where there are none. */
export function stateMatchedRate(study: ObservedStudy): number | undefined {
  // The rate is counted over all matches: the draws, which only the p needs, do not move it.
  return study.insufficient ? undefined : statePlacebo(study, { seed: 1, draws: 1 })?.expected;
}

function statePlacebo(study: ObservedStudy, drawn: { readonly seed: number; readonly draws: number }): PlaceboStanding | undefined {
  const { circle, outcomes } = study;
  const below = drawdown(outcomes.target.values);
  const keys = Float64Array.from(circle.indices, (i) => below[outcomes.periods.entry[i] as number] as number);
  return placeboOn(study, { keys, ...drawn }, (sorted, place) => nearMatches(sorted, place, STATE_RADIUS));
}

/** What is said of events that come before the cycle's first beginning. */
function leftOut(phases: Float64Array, events: Int32Array, cycle = 'cycle'): string | null {
  const dropped = events.filter((place) => Number.isNaN(phases[place])).length;
  return dropped > 0 ? `${dropped} event${dropped === 1 ? '' : 's'} before the first of the ${cycle} left out` : null;
}

/** A placebo whose matches are runs in the order of a key; dates without a key take no part. */
function placeboOn(
  study: ObservedStudy,
  { keys, seed, draws }: { readonly keys: Float64Array; readonly seed: number; readonly draws: number },
  matchesOf: (sorted: Float64Array, place: number) => Matches,
): PlaceboStanding | undefined {
  const order = Array.from(keys.keys()).filter((i) => !Number.isNaN(keys[i]));
  order.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  const sorted = Float64Array.from(order, (i) => keys[i] as number);
  const outcomes = Float64Array.from(order, (i) => study.circle.outcomes[i] as number);
  const placeOf = new Map(order.map((original, place) => [original, place]));
  const events = Array.from(study.circle.events).flatMap((original) => {
    const place = placeOf.get(original);
    return place === undefined ? [] : [{ place, matches: matchesOf(sorted, place) }];
  });
  return matchedPlacebo(outcomes, events, { draws, seed });
}
