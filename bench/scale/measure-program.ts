import type { Context } from '../../src/app/context.ts';
import { operations } from '../../src/app/registry.ts';
import { check } from '../../src/core/language/check.ts';
import { evaluateTrigger } from '../../src/core/language/evaluate.ts';
import { parse } from '../../src/core/language/parse.ts';
import { shiftedMeans } from '../../src/core/methods/inference/shift.ts';
import { type BatchedTriggers, indicesOf } from '../../src/core/methods/scan/batch-triggers.ts';
import { placesOf, type ScanBatch } from '../../src/core/methods/scan/scan-batch.ts';
import { type ScanPartial, scanBlock } from '../../src/core/methods/scan/scan-block.ts';
import { simdKernel } from '../../src/core/methods/scan/simd-kernel.ts';
import { addPartial, emptySum, type RowOf, type ScanSum, stepDownScan } from '../../src/core/methods/scan/step-down-scan.ts';
import { seededStream } from '../../src/core/numerics/random.ts';
import { daily, shipped } from '../contexts.ts';
import { blocksOf, DAYS, worldOf } from '../scan/world.ts';
import type { Figures } from './costs.ts';
import { medianOf, processorSeconds } from './processor.ts';

const ROUNDS = 5;

/** Median seconds of this thread's processor of some runs, the first of which is to warm the code. */
async function typical(run: () => unknown): Promise<number> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await processorSeconds(run));
  return medianOf(times);
}

const operation = (name: string, input: unknown, context: Context) => {
  const found = operations.find((each) => each.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return typical(() => found.run(input, context));
};

/** Triggers of the kinds that ship. */
const TRIGGERS = [
  'all_time_high(X, after: 90d)',
  'cooldown(new_high(X, lookback: 180d), 180d)',
  'crosses_above(X, ma(X, 90d))',
  'crosses_below(X, ma(X, 200d))',
  'breakout(X, lookback: 1y, margin: 1%, quiet: 120d)',
  'cooldown(crosses_above(pct_change(X, 30d), 10%), 30d)',
];

async function triggerFigures(): Promise<Figures> {
  const series = await daily(DAYS).series.load('X');
  const stream = seededStream(1);
  let level = 0;
  const values = Float64Array.from(series.values, () => {
    level += 0.04 * (stream.uniform() - 0.5);
    return 100 * Math.exp(level);
  });
  const environment = { series: () => ({ ...series, values }), eventDates: () => [] };
  const checked = TRIGGERS.map((text) => check(parse(text), text, 'trigger'));
  const events = () => checked.map((one) => indicesOf(evaluateTrigger(one, environment).on).length);
  const each = events().reduce((sum, count) => sum + count, 0) / checked.length;
  // Of a trigger: its events, where they begin, its calendar and its warm-up, four bytes each.
  return { trigger: (await typical(events)) / checked.length, eventBytes: 4 * (each + 3) };
}

const bytesIn = (value: unknown): number => {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, own) => sum + bytesIn(own), 0) : 0;
};

const BLOCKS = 12;
/** Best hypotheses of a block of a scan of more than 64 blocks (`src/app/scan/compute.ts`). */
const BEST = 8;

async function blockFigures(): Promise<Figures> {
  const world = worldOf(5000, 1);
  const cut = blocksOf(world);
  const kernel = simdKernel();
  const batched = Array.from({ length: BLOCKS }, (_, number) => cut.batched(number));
  const hypotheses = batched.reduce((sum, { triggers }) => sum + triggers.length, 0) / BLOCKS;
  const planned = await typical(() => cut.batched(0));
  const whole = await typical(() => scanBlock({ ...cut.block(0), best: BEST }, kernel));
  const partials = batched.map(({ batches }) => scanBlock({ batches, draws: DAYS, best: BEST }, kernel));
  const summed = () => partials.reduce((sum, partial, block) => addPartial(sum, block, partial), emptySum(DAYS));
  const sum = summed();
  const reduced = await typical(() => {
    stepDownScan(sum, rowsOf(sum, batched));
  });
  return {
    planBlock: planned,
    block: whole,
    blockHypotheses: hypotheses,
    partBytes: bytesIn(partials[0] as ScanPartial),
    foldPart: (await typical(summed)) / BLOCKS,
    stepDownPart: reduced / BLOCKS,
  };
}

function rowsOf(sum: ScanSum, batched: readonly BatchedTriggers[]): RowOf {
  return ({ block, place }, shift) => {
    const batch = batched[block]?.batches[0] as ScanBatch;
    const columns = sum.blocks.get(block)?.[shift];
    const [centre, deviation] = [columns?.means[0] as number, columns?.deviations[columns.leftOut.indexOf(place)] as number];
    return shiftedMeans(batch.circle[shift], placesOf(batch, batch.triggers[place] as number)).map((value) => (value - centre) / deviation);
  };
}

/** What the program takes on one core: seconds, hypotheses and bytes. */
export async function programFigures(): Promise<Figures> {
  const asked = { when: 'all_time_high(X, after: 100)', then: ['return(Y, 180d)'] };
  return {
    study: await operation('study', asked, daily(9000)),
    watch: await operation('now', {}, shipped),
    ...(await triggerFigures()),
    ...(await blockFigures()),
  };
}
