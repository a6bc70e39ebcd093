import { cyclePhase, eraMatches, type Matches, matchedPlacebo, nearMatches, type PlaceboStanding } from '../inference/matched-placebo.ts';
import { drawdown } from '../risk/drawdown.ts';
import type { Study } from './study.ts';

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
  const found: NamedPlacebo[] = [];
  const dateKeys = Float64Array.from(circle.dates);
  add(
    found,
    'era-matched',
    placeboOn(study, dateKeys, seed, (_, place) => eraMatches(circle.dates, place)),
    null,
  );
  if (cycle) {
    const phases = cyclePhase(circle.dates, cycle.dates);
    const dropped = circle.events.filter((place) => Number.isNaN(phases[place])).length;
    const note = dropped > 0 ? `${dropped} event${dropped === 1 ? '' : 's'} before the first of the ${cycle.name} left out` : null;
    add(
      found,
      'phase-matched',
      placeboOn(study, phases, seed, (keys, place) => nearMatches(keys, place, PHASE_RADIUS_DAYS)),
      note,
    );
  }
  const { target, periods } = study.outcomes;
  const below = drawdown(target.values);
  const states = Float64Array.from(circle.indices, (i) => below[periods.entry[i] as number] as number);
  add(
    found,
    'state-matched',
    placeboOn(study, states, seed, (keys, place) => nearMatches(keys, place, STATE_RADIUS)),
    null,
  );
  return found;
}

function add(found: NamedPlacebo[], name: NamedPlacebo['name'], placebo: PlaceboStanding | undefined, note: string | null): void {
  if (placebo) found.push({ name, note, ...placebo });
}

/** A placebo whose matches are runs in the order of a key; dates without a key take no part. */
function placeboOn(
  study: Study,
  keys: Float64Array,
  seed: number,
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
  return matchedPlacebo(outcomes, events, { draws: PLACEBO_DRAWS, seed });
}
