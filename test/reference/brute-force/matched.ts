import { mean } from './numbers.ts';
import type { Admissible, Study } from './study.ts';

/** Per complete event the places of the admissible dates that stand for it. */
export type Pools = readonly (readonly number[])[];

function poolsBy(of: Study, stands: (candidate: Admissible, event: Admissible) => boolean): Pools {
  return of.places.map((place) =>
    [...of.admissible.keys()].filter((i) => stands(of.admissible[i] as Admissible, of.admissible[place] as Admissible)),
  );
}

/** Admissible dates more than 30 and at most 365 calendar days from the event. */
export function eraPools(of: Study): Pools {
  return poolsBy(of, (candidate, event) => {
    const apart = Math.abs(candidate.date - event.date);
    return apart > 30 && apart <= 365;
  });
}

/** Days since the cycle's last date, or undefined before the first. */
export function phaseOf(date: number, cycle: readonly number[]): number | undefined {
  const passed = cycle.filter((start) => start <= date);
  return passed.length === 0 ? undefined : date - Math.max(...passed);
}

/** Admissible dates whose phase is at most 90 days from the event's, without wrap. */
export function phasePools(of: Study, cycle: readonly number[]): Pools {
  return poolsBy(of, (candidate, event) => {
    const [a, b] = [phaseOf(candidate.date, cycle), phaseOf(event.date, cycle)];
    return a !== undefined && b !== undefined && Math.abs(a - b) <= 90;
  });
}

/** Admissible dates whose drawdown of the target is within 5 percentage points of the event's. */
export function statePools(of: Study, drawdownOn: (date: Admissible) => number | undefined): Pools {
  const drawdowns = new Map(of.admissible.map((date) => [date, drawdownOn(date)]));
  return poolsBy(of, (candidate, event) => {
    const [a, b] = [drawdowns.get(candidate), drawdowns.get(event)];
    return a !== undefined && b !== undefined && Math.abs(a - b) <= 0.05 + 1e-12;
  });
}

/** The mean of the events' own matched base rates. */
export function matchedBaseRate(of: Study, pools: Pools): number {
  return mean(pools.map((pool) => mean(pool.map((i) => (of.admissible[i] as Admissible).y))));
}

/** P(the mean over independent draws ≥ the observed one) for 0/1 outcomes, exactly: the distribution of the number of hits. */
export function exactUpperTail(of: Study, pools: Pools): number {
  let chances = [1];
  for (const pool of pools) {
    const p = mean(pool.map((i) => (of.admissible[i] as Admissible).y));
    const next = [...chances, 0].map((_, hits) => (chances[hits] ?? 0) * (1 - p) + (chances[hits - 1] ?? 0) * p);
    chances = next;
  }
  const hits = of.places.filter((place) => (of.admissible[place] as Admissible).y === 1).length;
  return chances.slice(hits).reduce((total, chance) => total + chance, 0);
}

/** The same for any outcome by drawing, with a generator of its own (Park–Miller). */
export function drawnUpperTail(of: Study, pools: Pools, draws: number): number {
  const observed = mean(of.places.map((place) => (of.admissible[place] as Admissible).y));
  let state = 20_240_601;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let reached = 0;
  for (let draw = 0; draw < draws; draw++) {
    const taken = pools.map((pool) => (of.admissible[pool[Math.floor(random() * pool.length)] as number] as Admissible).y);
    if (mean(taken) >= observed - 1e-12) reached++;
  }
  return reached / draws;
}
