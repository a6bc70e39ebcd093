import type { Study } from '../../src/core/methods/event-study/study.ts';
import { cyclePhase, eraMatches, type Matches, matchedPlacebo } from '../../src/core/methods/inference/matched-placebo.ts';
import { drawdown } from '../../src/core/methods/risk/drawdown.ts';
import { HALVINGS } from './worlds.ts';

/** Draws of a placebo that is only counted. Where a verdict hangs on one, the program's own 10,000 are drawn. */
const DRAWS = 99;
const PHASE_RADIUS_DAYS = 90;
const STATE_RADIUS = 0.05;

/** Upper p of each matched placebo, as the program matches; 1 where no event has a match. */
export function placeboTests(study: Study, seed: number): Record<'era' | 'phase' | 'state', number> {
  const { circle, outcomes } = study;
  const phases = cyclePhase(circle.dates, HALVINGS.dates);
  const below = drawdown(outcomes.target.values);
  const states = Float64Array.from(circle.indices, (i) => below[outcomes.periods.entry[i] as number] as number);
  const upper = (matchesOf: (place: number) => Matches) => {
    const events = Array.from(circle.events, (place) => ({ place, matches: matchesOf(place) }));
    return matchedPlacebo(circle.outcomes, events, { draws: DRAWS, seed })?.pUpper ?? 1;
  };
  return {
    era: upper((place) => eraMatches(circle.dates, place)),
    phase: upper((place) => near(phases, place, PHASE_RADIUS_DAYS)),
    state: upper((place) => near(states, place, STATE_RADIUS)),
  };
}

/** Runs of places whose key lies within ±radius of the event's. A key that is missing is near nothing. */
function near(keys: Float64Array, event: number, radius: number): Matches {
  const runs: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= keys.length; i++) {
    const isNear = Math.abs((keys[i] as number) - (keys[event] as number)) <= radius;
    if (isNear && from < 0) from = i;
    if (!isNear && from >= 0) {
      runs.push({ from, to: i });
      from = -1;
    }
  }
  return runs;
}
