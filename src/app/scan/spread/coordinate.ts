import { addPartial, emptySum, type ScanSum } from '../../../core/methods/scan/step-down-scan.ts';
import { StoreError } from '../../../store/store.ts';
import type { Context } from '../../context.ts';
import type { Panel } from '../../panel.ts';
import { type EvaluatedTriggers, joinEvaluated, scanEnvironment } from '../evaluated.ts';
import { isSound } from '../kept-parts.ts';
import type { ScanPlan } from '../plan.ts';
import type { Spread, SpreadStage, SpreadTask } from '../spread.ts';
import { gather } from './ask.ts';
import { blockSeconds, groupBlocks, sliceBounds, taskSeconds, triggerSeconds } from './cost.ts';
import { unpackEvaluated, unpackPartial } from './packed-parts.ts';
import { sheetHash, sheetOf, writeSheet } from './panel-sheet.ts';
import { readCut, readOrder, settleCut, settleOrder } from './part-names.ts';
import { keepQuestion, questionHash, questionOf } from './question.ts';
import { type SpreadWorker, spreadWorker } from './worker.ts';

/** A scan that is shared out to others. */
export interface SharedScan {
  /** The events of all triggers, found by others. */
  evaluate(): Promise<EvaluatedTriggers>;
  /** All blocks of its plan, computed by others. */
  compute(plan: ScanPlan): Promise<ScanSum>;
  /** Says that nobody waits for its parts any more, and drops what is old. */
  end(): Promise<void>;
}

/** What is asked before any event is known. */
type Asked = Pick<ScanPlan, 'triggers' | 'outcomes' | 'terms' | 'asOf'>;

interface Sharing {
  readonly scan: string;
  readonly panelHash: string;
  readonly panel: Panel;
  readonly asked: Asked;
  readonly spread: Spread;
  readonly context: Context;
  readonly here: SpreadWorker;
}

/**
 * Leaves the series and the question of a scan where workers find them. Whoever asks the same of the same data with the same program shares
 * what is done of it; and what is done of it by one who died is not done again.
 */
export async function shareScan(
  panel: Panel,
  asked: Asked,
  { spread, context }: { readonly spread: Spread; readonly context: Context },
): Promise<SharedScan> {
  const sheet = sheetOf(panel, asked.asOf);
  const panelHash = sheetHash(sheet);
  await spread.panels.put(panelHash, () => writeSheet(sheet, spread.format));
  const question = questionOf(asked, { panel: panelHash, version: context.version });
  await spread.parts.begin(questionHash(question));
  await keepQuestion(question, spread.parts);
  const sharing: Sharing = {
    ...{ scan: questionHash(question), panelHash, panel, asked, spread, context },
    here: spreadWorker({ spread, version: context.version }),
  };
  return {
    evaluate: () => evaluate(sharing),
    compute: (plan) => compute(plan, sharing),
    end: () => spread.parts.end(sharing.scan),
  };
}

async function evaluate(sharing: Sharing): Promise<EvaluatedTriggers> {
  const { scan, spread } = sharing;
  const { bounds } = (await readCut(scan, spread.parts)) ?? (await settleCut(scan, { bounds: await cutTriggers(sharing) }, spread.parts));
  const slices: EvaluatedTriggers[] = [];
  const tasks = Array.from({ length: bounds.length - 1 }, (_, slice) => taskOf(sharing, 'triggers', [slice]));
  const progress = counting(sharing, { what: 'triggers', total: sharing.asked.triggers.length });
  await gather(tasks, {
    ...gatheringOf(sharing),
    take(slice, bytes) {
      slices[slice] = unpackEvaluated(bytes);
      progress((bounds[slice + 1] as number) - (bounds[slice] as number));
    },
  });
  return joinEvaluated(slices);
}

async function cutTriggers({ panel, asked: { triggers, asOf }, spread, context }: Sharing): Promise<Int32Array> {
  const seconds = triggerSeconds(triggers, {
    environment: scanEnvironment(panel, asOf),
    now: context.data.now,
    datesOf: (id) => panel.series.get(id)?.dates.length ?? 0,
  });
  return sliceBounds(seconds, taskSeconds(sumOf(seconds), await spread.queue.workers()));
}

async function compute(plan: ScanPlan, sharing: Sharing): Promise<ScanSum> {
  const { scan, spread } = sharing;
  const { draws } = plan;
  const kept = await readOrder(scan, spread.parts);
  const order = await settleOrder(scan, { draws, tasks: kept?.tasks ?? (await orderBlocks(plan, sharing)) }, spread.parts);
  let sum = emptySum(draws);
  const hypotheses = (block: number) => plan.members[block]?.triggers.length ?? 0;
  const total = plan.members.reduce((all, { triggers }) => all + triggers.length, 0);
  const progress = counting(sharing, { what: 'hypotheses', total });
  const tasks = order.tasks.map((blocks) => taskOf(sharing, 'blocks', [...blocks]));
  await gather(tasks, {
    ...gatheringOf(sharing),
    take(block, bytes) {
      const partial = unpackPartial(bytes);
      if (!isSound(partial, hypotheses(block)))
        throw new StoreError('damaged', `block ${block} of the scan ${scan} is not what its plan says`);
      sum = addPartial(sum, block, partial);
      progress(hypotheses(block));
    },
  });
  return sum;
}

async function orderBlocks(plan: ScanPlan, { spread, context }: Sharing): Promise<Int32Array[]> {
  const seconds = blockSeconds(plan, context.data.now);
  return groupBlocks(seconds, taskSeconds(sumOf(seconds), await spread.queue.workers()));
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const taskOf = ({ scan, panelHash: panel }: Sharing, stage: SpreadStage, parts: readonly number[]): SpreadTask => ({
  ...{ scan, panel, stage, parts },
});

const gatheringOf = ({ spread, here, context: { signal } }: Sharing) => ({ spread, here, signal });

/** Tells how much is done, each time more is. */
function counting({ context }: Sharing, { what, total }: { readonly what: string; readonly total: number }): (more: number) => void {
  let done = 0;
  return (more) => {
    done += more;
    context.onProgress({ kind: 'computed', done, total, what });
  };
}
