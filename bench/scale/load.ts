import type { RandomStream } from '../../src/core/numerics/random.ts';
import { exponential, type Straggling, straggle } from './chance.ts';
import type { Asking, Load } from './desk.ts';
import type { Kind, Work } from './jobs.ts';

/** Jobs of one kind that come by chance, independent of one another. */
export interface Coming {
  readonly kind: Kind;
  /** How many a second on average, and how many seconds each takes. */
  readonly rate: number;
  readonly seconds: number;
}

/** A scan as it goes through the queue. Seconds of one worker, but for `writing`, which are the database's. */
export interface ScanWork {
  /** Before any block is known. */
  readonly plan: number;
  readonly blocks: number;
  readonly block: number;
  /** Of the database for the result of a block. */
  readonly writing: number;
  /** After the last block. */
  readonly reduce: number;
}

/** Lets jobs of some kinds come, for ever. */
export const coming =
  (all: readonly Coming[], straggling: Straggling): Load =>
  (asking) => {
    for (const each of all) if (each.rate > 0) letCome(each, straggling, asking);
  };

function letCome({ kind, rate, seconds }: Coming, straggling: Straggling, { clock, streams, send }: Asking): void {
  const next = () =>
    clock.after(exponential(streams.arrivals, 1 / rate), () => {
      send([{ kind, seconds, factor: straggle(streams.services, straggling) }]);
      next();
    });
  next();
}

/** Asks for one scan at an instant: a plan, then its blocks, and when all of them are done one job that puts them together. */
export const scanning =
  (
    scan: ScanWork,
    { at, straggling, onDone }: { readonly at: number; readonly straggling: Straggling; readonly onDone: (asking: Asking) => void },
  ): Load =>
  (asking) => {
    const { clock, streams, send } = asking;
    const work = (kind: Kind, seconds: number): Work => ({ kind, seconds, factor: straggle(streams.services, straggling) });
    const reduce = () => send([{ ...work('reduce', scan.reduce), onDone: () => onDone(asking) }]);
    clock.at(at, () =>
      send([{ ...work('plan', scan.plan), onDone: () => send(blocksOf(scan, { streams: streams.services, straggling, reduce })) }]),
    );
  };

function blocksOf(
  { blocks, block, writing }: ScanWork,
  { streams, straggling, reduce }: { readonly streams: RandomStream; readonly straggling: Straggling; readonly reduce: () => void },
): Work[] {
  let left = blocks;
  const onDone = () => {
    if (--left === 0) reduce();
  };
  return Array.from({ length: blocks }, () => ({
    ...{ kind: 'block', seconds: block, factor: straggle(streams, straggling), needsPanel: true, writing, onDone },
  }));
}

/** Ends a run at an instant. */
export const until =
  (time: number): Load =>
  ({ clock, end }) =>
    clock.at(time, end);

/** Several loads at once. */
export const together =
  (...loads: readonly Load[]): Load =>
  (asking) => {
    for (const load of loads) load(asking);
  };
