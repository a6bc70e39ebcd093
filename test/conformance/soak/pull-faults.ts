// Pulls sixty series from a local server that misbehaves at random, so many times: node test/conformance/soak/pull-faults.ts --runs 200
import '../../../src/engine.ts';

import { parseArgs } from 'node:util';
import { makeWorld, type World } from '../../app/pull/world.ts';
import { lastingFault, randomFaults } from '../providers/faults.ts';
import { comparedWith } from './compare.ts';
import { catalogueOf, type MadeSeries, NOW, sixtySeries } from './sixty-series.ts';

/** What a pull among faults came to. */
export interface FaultyPull {
  readonly seed: number;
  /** Series that could be had, and those that were not to be had from any source. */
  readonly available: number;
  readonly unavailable: number;
  readonly requests: number;
  readonly faults: number;
  /** Everything that was not as it should be, in words. */
  readonly wrong: readonly string[];
}

/** Share of the requests that meet a fault that passes, and of the sources that are out of order all the time. */
const [FAULTY, OUT_OF_ORDER] = [0.35, 0.12];

/** Pulls once, and holds the store and the summary against what was played. */
export async function pullAmongFaults(seed: number): Promise<FaultyPull> {
  const series = sixtySeries();
  const plays = series.flatMap((one) => one.plays);
  const isOut = (play: number) => draw(seed, play) < OUT_OF_ORDER;
  const lasting = (play: number) => (isOut(play) ? lastingFault(seed, play) : undefined);
  const world = await makeWorld(catalogueOf(series), { now: NOW });
  try {
    world.playAll(plays, randomFaults({ seed, probability: FAULTY, inARow: 3, lasting }));
    const isAvailable = (one: MadeSeries) => one.plays.some((play) => !isOut(plays.indexOf(play)));
    const wrong = await faultsOf(world, series, isAvailable);
    const available = series.filter(isAvailable).length;
    const faults = world.requests().filter(({ fault }) => fault !== undefined).length;
    return { seed, available, unavailable: series.length - available, requests: world.requests().length, faults, wrong };
  } finally {
    await world.close();
  }
}

async function faultsOf(world: World, series: readonly MadeSeries[], isAvailable: (one: MadeSeries) => boolean): Promise<string[]> {
  const result = await world.pull();
  const wrong: string[] = [];
  for (const one of series) {
    const told = result.series.find(({ id }) => id === one.id);
    const [held, due] = [await comparedWith(world.store, one), isAvailable(one) ? 'whole' : 'absent'];
    if (held !== due) wrong.push(`${one.id} should be ${due}: ${held} (${told?.failures.map(({ message }) => message).join('; ')})`);
    if (told?.outcome !== (due === 'whole' ? 'new' : 'failed')) wrong.push(`${one.id} is ${held}, but the summary says ${told?.outcome}`);
    const rows = due === 'whole' ? one.expected.get(one.id)?.length : 0;
    if (told?.added !== rows) wrong.push(`${one.id} has ${rows} rows, but the summary says ${told?.added}`);
  }
  const due = series.every(isAvailable) ? 'done' : series.some(isAvailable) ? 'partial' : 'failed';
  if (result.outcome !== due) wrong.push(`the pull was ${due}, but the summary says ${result.outcome}`);
  return wrong;
}

/** A number from 0 to 1 for a play, the same each time. */
function draw(seed: number, play: number): number {
  const mixed = Math.imul((seed + 1) * 2_654_435_761, (play + 1) * 40_503 + 1) >>> 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '200' }, from: { type: 'string', default: '1' } } });
  const [runs, from] = [Number(values.runs), Number(values.from)];
  const totals = { pulls: 0, requests: 0, faults: 0, available: 0, unavailable: 0, wrong: 0 };
  const begun = performance.now();
  for (let seed = from; seed < from + runs; seed++) {
    const { wrong, ...counts } = await pullAmongFaults(seed);
    for (const line of wrong) console.error(`seed ${seed}: ${line}`);
    totals.pulls++;
    totals.wrong += wrong.length;
    for (const name of ['requests', 'faults', 'available', 'unavailable'] as const) totals[name] += counts[name];
  }
  console.log(JSON.stringify({ ...totals, seconds: Math.round((performance.now() - begun) / 1000) }));
  process.exitCode = totals.wrong > 0 ? 1 : 0;
}
