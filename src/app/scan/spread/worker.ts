import type { EpochDay } from '../../../core/calendar/civil-date.ts';
import { StoreError } from '../../../store/store.ts';
import { type Panel, readExpression } from '../../panel.ts';
import { type ComputedScan, computeBlocks } from '../compute.ts';
import { type EvaluatedTriggers, joinEvaluated } from '../evaluated.ts';
import { cutScan } from '../plan.ts';
import type { ScanThreads } from '../scan-threads.ts';
import type { Spread, SpreadStage, SpreadTask } from '../spread.ts';
import { packPartial, unpackEvaluated } from './packed-parts.ts';
import { panelOf, readSheet } from './panel-sheet.ts';
import { partName, readCut, readOrder } from './part-names.ts';
import { readQuestion, type SpreadQuestion } from './question.ts';
import type { PanelSheet, TriggerSlice } from './sheet.ts';
import { packSlice, shareSheet, sliceEvaluator } from './slice.ts';

/** Files of panels that lie nearer than the store. What is in them is checked each time; one that is damaged is dropped. */
export interface PanelCache {
  read(hash: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all; where it cannot be kept, it is not. */
  write(hash: string, bytes: Uint8Array): Promise<void>;
  drop(hash: string): Promise<void>;
}

/** What a worker computes with. */
export interface SpreadWorld {
  readonly spread: Pick<Spread, 'panels' | 'parts' | 'format'>;
  readonly version: string;
  readonly cache?: PanelCache | undefined;
  /** Threads that live as long as the worker; it computes in its own where there are none. */
  readonly threads?: ScanThreads | undefined;
}

/** Computes tasks of scans, one scan after another or several by turns. */
export interface SpreadWorker {
  /** Computes what is not kept yet of a task, and keeps it. @throws what the signal says; StoreError where the scan is gone or was asked by another version. */
  perform(task: SpreadTask, signal?: AbortSignal): Promise<void>;
}

/** Scans that a worker has at hand, the last ones: of each the series, and the events once all are known. */
const AT_HAND = 2;

interface HeldScan {
  readonly question: SpreadQuestion;
  readonly sheet: PanelSheet;
  readonly panel: Panel;
  /** Made when a block is first asked for. */
  computed: Promise<ComputedScan> | undefined;
}

/** A worker that keeps the scans it works on at hand. */
export function spreadWorker(world: SpreadWorld): SpreadWorker {
  const held = new Map<string, Promise<HeldScan>>();
  function hold(scan: string): Promise<HeldScan> {
    const known = held.get(scan) ?? openScan(scan, world);
    held.delete(scan);
    held.set(scan, known);
    // What could not be opened may be there when it is asked for again.
    known.catch(() => held.delete(scan));
    const [oldest] = held.keys();
    if (held.size > AT_HAND && oldest !== undefined) held.delete(oldest);
    return known;
  }
  return {
    async perform(task, signal) {
      const names = await world.spread.parts.names(task.scan);
      const wanted = task.parts.filter((part) => !names.has(partName(task.stage, part)));
      if (wanted.length === 0) return;
      const scan = await hold(task.scan);
      signal?.throwIfAborted();
      const keep = (part: number, bytes: Uint8Array) => keepEqual(task, part, { bytes, world });
      if (task.stage === 'triggers') await evaluateSlices(task.scan, wanted, { scan, world, signal, keep });
      else await computeWanted(task.scan, wanted, { scan, world, signal, keep });
    },
  };
}

async function openScan(scan: string, world: SpreadWorld): Promise<HeldScan> {
  const question = await readQuestion(scan, { parts: world.spread.parts, version: world.version });
  const sheet = await openSheet(question.panel, world);
  return { question, sheet: world.threads ? shareSheet(sheet) : sheet, panel: panelOf(sheet), computed: undefined };
}

/** The series from the file that is near, or from the store where that is none or is not what it should be. */
async function openSheet(hash: string, { spread: { panels, format }, cache }: SpreadWorld): Promise<PanelSheet> {
  const near = await cache?.read(hash);
  if (near) {
    try {
      return await readSheet(near, { hash, format });
    } catch (error) {
      if (!(error instanceof StoreError && error.kind === 'damaged')) throw error;
      await cache?.drop(hash);
    }
  }
  const bytes = await panels.get(hash);
  if (!bytes) throw new StoreError('missing', `the series of the scan (${hash}) are not kept any more: ask it anew`);
  const sheet = await readSheet(bytes, { hash, format });
  await cache?.write(hash, bytes);
  return sheet;
}

interface Doing {
  readonly scan: HeldScan;
  readonly world: SpreadWorld;
  readonly signal: AbortSignal | undefined;
  readonly keep: (part: number, bytes: Uint8Array) => Promise<void>;
}

async function evaluateSlices(id: string, slices: readonly number[], { scan, world, signal, keep }: Doing): Promise<void> {
  const cut = await readCut(id, world.spread.parts);
  if (!cut) throw gone(id);
  const { question, sheet } = scan;
  for (const slice of slices) {
    const texts = question.triggers.slice(cut.bounds[slice], cut.bounds[slice + 1]);
    await keep(slice, await evaluated({ hash: question.panel, sheet, asOf: question.asOf as EpochDay, texts }, world, signal));
    signal?.throwIfAborted();
  }
}

/** The events of a slice, by a thread where there is one that can. */
async function evaluated(slice: TriggerSlice, { threads }: SpreadWorld, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    if (threads) return await threads.evaluate(slice);
  } catch (error) {
    // A thread that fails costs time, never the answer: what is wrong with the slice itself is thrown below.
    if (!(error instanceof Error)) throw error;
  }
  const found: EvaluatedTriggers[] = [];
  for (const one of sliceEvaluator()(slice)) {
    found.push(one);
    await aMoment();
    signal?.throwIfAborted();
  }
  return packSlice(found);
}

async function computeWanted(id: string, blocks: readonly number[], { scan, world, signal, keep }: Doing): Promise<void> {
  scan.computed ??= cutWhole(id, scan, world);
  // What is not whole yet may be when it is asked for again.
  scan.computed.catch(() => {
    scan.computed = undefined;
  });
  const { threads } = world;
  const lasting = threads && { ...threads, close: async () => {} };
  const computed = await scan.computed;
  await computeBlocks(computed, blocks, {
    context: { signal, openScanThreads: async () => lasting },
    work: Number.POSITIVE_INFINITY,
    onBlock: (block, partial) => keep(block, packPartial(partial)),
  });
}

/** The blocks of a scan from the events that all workers have found. */
async function cutWhole(id: string, { question, panel }: HeldScan, { spread: { parts } }: SpreadWorld): Promise<ComputedScan> {
  const [cut, order] = [await readCut(id, parts), await readOrder(id, parts)];
  if (!(cut && order)) throw gone(id);
  const evaluated: EvaluatedTriggers[] = [];
  for (let slice = 0; slice + 1 < cut.bounds.length; slice++) {
    const bytes = await parts.read(id, partName('triggers', slice));
    if (!bytes) throw gone(id);
    evaluated.push(unpackEvaluated(bytes));
  }
  const outcomes = question.outcomes.map((text) => ({ checked: readExpression(text, 'outcome') }));
  const { blocks, batch } = cutScan(panel, { outcomes, terms: question.terms, asOf: question.asOf as EpochDay }, joinEvaluated(evaluated));
  return { blocks, batch, draws: order.draws };
}

const gone = (id: string) => new StoreError('missing', `what the scan ${id} needs first is not kept: ask it anew`);

/** Keeps a part; where it was kept before, it must be the same. @throws StoreError `damaged` where it is not. */
async function keepEqual(
  { scan, stage }: { readonly scan: string; readonly stage: SpreadStage },
  part: number,
  { bytes, world }: { readonly bytes: Uint8Array; readonly world: SpreadWorld },
): Promise<void> {
  const kept = await world.spread.parts.keep(scan, partName(stage, part), bytes);
  if (Buffer.compare(kept, bytes) !== 0)
    throw new StoreError(
      'damaged',
      `${partName(stage, part)} of the scan ${scan} was computed twice with different results: one machine is at fault`,
    );
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve));
