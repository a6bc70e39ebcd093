import { ScanInput, type ScanResult, type TriggerScanResult } from '../../contract/scan.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { printSeriesId } from '../../core/language/print.ts';
import type { ScanTerms } from '../../core/methods/scan/batch-triggers.ts';
import { addPartial, joinSums, type ScanSum } from '../../core/methods/scan/step-down-scan.ts';
import { endOfDay, asOf as knownAsOf } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { CallerError, type Context } from '../context.ts';
import { asOfDate, loadPanel, type Panel, readExpression, restricted } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';
import { scanSentence } from '../present/scan-sentence.ts';
import type { RunFacts } from '../record-run.ts';
import { triggersOf } from '../scan/asked-triggers.ts';
import { type AssembledScan, assembleScan } from '../scan/assemble.ts';
import { bestRows, representatives } from '../scan/best-rows.ts';
import { computeBlocks, workOf } from '../scan/compute.ts';
import { studyFindings } from '../scan/findings.ts';
import { foreseen } from '../scan/foreseen.ts';
import { fingerprint, readKept, readParts, writeKept } from '../scan/kept-parts.ts';
import { luckLine } from '../scan/luck-line.ts';
import { outcomesOf, planScan, type ScanPlan } from '../scan/plan.ts';
import { type SharedScan, shareScan } from '../scan/spread/coordinate.ts';
import { scanLeads } from './scan-leads.ts';

/** A scan as computed, for tables and claim files, and as the contract shows it. */
export interface ScanRun {
  readonly input: ScanInput;
  readonly result: ScanResult;
  /** Undefined where only a part was computed. */
  readonly whole: { readonly plan: ScanPlan; readonly scan: AssembledScan; readonly panel: Panel } | undefined;
  readonly facts: RunFacts | undefined;
}

/** Tries everything that might have foretold some markets, and counts it. */
export async function scan(given: unknown, context: Context): Promise<ScanRun> {
  const input = ScanInput.parse(given);
  if (input.leadLag) return { input, result: { ...(await scanLeads(input, context)), command: '' }, whole: undefined, facts: undefined };
  refuseContradictions(input);
  const outcomes = outcomesOf(input);
  const { triggers, notes: unread } = await triggersOf(input, context);
  const panel = await loadPanel(context, [...triggers.map(({ checked }) => checked), ...outcomes.map(({ checked }) => checked)]);
  if (input.dryRun) return { input, result: foreseen({ triggers, outcomes, panel }, unread), whole: undefined, facts: undefined };
  const asOf = asOfDate(input.asOf, panel, context);
  const asked = { triggers, outcomes, asOf, terms: termsOf(input) };
  const shared = await sharedScan(input, { asked, panel, context });
  const plan = planScan(panel, asked, await shared?.evaluate());
  const hash = dataHash(panel.series, asOf);
  const { sum, notes } = shared
    ? { sum: await shared.compute(plan), notes: [] }
    : await computed(plan, input, { context, scan: fingerprint(plan, { dataHash: hash, version: context.version }) });
  const missing = plan.blocks.length - sum.blocks.size;
  if (missing > 0) return { input, result: partOf(sum, plan, input), whole: undefined, facts: undefined };
  const whole = assembleScan(plan, sum);
  const result = await presented({ plan, scan: whole, panel, input, context }, [...unread, ...notes]);
  await shared?.end();
  return { input, result, whole: { plan, scan: whole, panel }, facts: { asOf, dataHash: hash, verdicts: [] } };
}

const termsOf = ({ direction, fewestClusters }: ScanInput): ScanTerms => ({ sign: direction === 'up' ? 1 : -1, fewestClusters });

interface Asking {
  readonly asked: Pick<ScanPlan, 'triggers' | 'outcomes' | 'terms' | 'asOf'>;
  readonly panel: Panel;
  readonly context: Context;
}

/** Whether others may compute it: files that keep parts are this process's own, and moves before a market are no blocks. */
export const mayBeShared = ({ here, leadLag, dryRun, keep, merge }: ScanInput): boolean =>
  !here && !leadLag && !dryRun && keep === undefined && merge.length === 0;

/** The scan shared out to other processes, where there are any and it is worth it. */
async function sharedScan(input: ScanInput, { asked, panel, context }: Asking): Promise<SharedScan | undefined> {
  if (!mayBeShared(input)) return undefined;
  const { seconds } = foreseen({ ...asked, panel }, []);
  const spread = await context.openSpread?.(seconds);
  return spread && shareScan(panel, asked, { spread, context });
}

function refuseContradictions({ block, keep, merge }: ScanInput): void {
  const [part, of] = (block ?? '1/1').split('/').map(Number) as [number, number];
  if (part > of) throw new CallerError(`block must be which part of how many, e.g. 2/5, was ${block}`);
  if (block !== undefined && keep === undefined)
    throw new CallerError('block computes a part of a scan: say with --keep FILE where it is kept');
  if (block !== undefined && merge.length > 0)
    throw new CallerError('block and merge exclude each other: compute the parts first, then merge their files');
}

interface Kept {
  readonly context: Context;
  /** Tells this scan from others. */
  readonly scan: string;
}

/** Milliseconds between two writings of what is done. */
const KEEP_EVERY = 500;

/** The blocks that are wanted: those that are kept already, and the others computed. */
async function computed(plan: ScanPlan, input: ScanInput, { context, scan }: Kept): Promise<{ sum: ScanSum; notes: readonly string[] }> {
  const of = { scan, plan, context };
  let sum = await readParts(input.merge, of);
  if (input.keep !== undefined && (await isThere(input.keep, context))) sum = joinSums(sum, await readKept(input.keep, of));
  const wanted = input.merge.length > 0 ? [] : blocksOf(plan, input).filter((block) => !sum.blocks.has(block));
  const sizeOf = (block: number) => plan.members[block]?.triggers.length ?? 0;
  const total = wanted.reduce((all, block) => all + sizeOf(block), 0);
  let done = 0;
  let last = context.data.now();
  let writing = Promise.resolve();
  /** Several blocks may end at once: what is written is written one after another, the newest last. */
  const keep = (): Promise<void> => {
    const { keep: path } = input;
    last = context.data.now();
    if (path !== undefined) writing = writing.then(() => writeKept(path, sum, of));
    return writing;
  };
  const notes = await computeBlocks(plan, wanted, {
    work: workOf(plan, wanted),
    context,
    async onBlock(block, partial) {
      sum = addPartial(sum, block, partial);
      done += sizeOf(block);
      context.onProgress({ kind: 'computed', done, total, what: 'hypotheses' });
      if (context.data.now() - last >= KEEP_EVERY) await keep();
    },
  });
  await keep();
  const missing = plan.blocks.length - sum.blocks.size;
  if (input.merge.length > 0 && missing > 0) {
    throw new CallerError(
      `the files keep ${sum.blocks.size} of ${plan.blocks.length} blocks of the scan: ${missing} are missing; give the files of all parts`,
    );
  }
  return { sum, notes };
}

function blocksOf(plan: ScanPlan, { block }: ScanInput): number[] {
  const all = Array.from(plan.blocks.keys());
  if (block === undefined) return all;
  const [part, of] = block.split('/').map(Number) as [number, number];
  return all.filter((number) => number % of === part - 1);
}

async function isThere(path: string, { data }: Context): Promise<boolean> {
  try {
    await data.readFile(path);
    return true;
  } catch (error) {
    if (error instanceof CallerError && /there is no such file/.test(error.message)) return false;
    throw error;
  }
}

function partOf(sum: ScanSum, plan: ScanPlan, { keep }: ScanInput): ScanResult {
  const [blocks, of] = [sum.blocks.size, plan.blocks.length];
  const sentence = `${blocks} of ${of} blocks of the scan are kept in ${keep}; when the other parts are there, put them together with --merge.`;
  return { kind: 'part', file: keep as string, blocks, of, sentence };
}

interface Assembled {
  readonly plan: ScanPlan;
  readonly scan: AssembledScan;
  readonly panel: Panel;
  readonly input: ScanInput;
  readonly context: Context;
}

async function presented({ plan, scan: whole, panel, input, context }: Assembled, notes: readonly string[]): Promise<TriggerScanResult> {
  const { rows, groups, heat, counts } = bestRows(plan, whole, input);
  const survivors = representatives(rows);
  const tested = whole.p.length;
  const findings = await studyFindings(survivors, { panel, asOf: plan.asOf, direction: input.direction, tested, context });
  const luck = luckLine(whole, input.level);
  const told: Omit<TriggerScanResult, 'sentence'> = {
    kind: 'triggers',
    asOf: formatCivilDate(plan.asOf),
    ...{ direction: input.direction, level: input.level, targets: input.targets, horizons: input.horizons, outcome: input.outcome },
    measure: plan.kind,
    counts: {
      triggers: plan.triggers.length,
      series: new Set(plan.triggers.map(({ checked }) => checked.series[0])).size,
      hypotheses: plan.triggers.length * plan.outcomes.length,
      tested,
      notTested: Array.from(plan.refused, ([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      uncorrected: counts.uncorrected,
      byLuck: input.level * tested,
      benjaminiHochberg: counts.hochberg,
      benjaminiYekutieli: counts.yekutieli,
      survivors: counts.survivors,
      findings: survivors.length,
    },
    ...{ luck, rows: [...rows], groups: [...groups], heat, findings },
    notes: [...notes, ...notesOf(panel, plan, input)],
    sources: sourcesOf(panel, input),
    dataSource: context.series.description,
    command: '',
  };
  return { ...told, sentence: scanSentence(told) };
}

/** The markets and where they come from. */
function sourcesOf(panel: Panel, { targets }: ScanInput): string[] {
  const shown = restricted(
    panel,
    targets.map((id) => readExpression(printSeriesId(id), 'series')),
  );
  return Array.from(shown.series.values(), ({ id, source }) => `${id}: ${source}`);
}

/** What the reader must know of the data of the markets. */
function notesOf(panel: Panel, { asOf }: ScanPlan, { targets }: ScanInput): string[] {
  return targets.flatMap((id) => {
    const series = panel.series.get(id);
    if (!series) return [];
    const { dates } = knownAsOf(series as Series, endOfDay(asOf));
    const [first, last] = [dates[0], dates.at(-1)];
    const span =
      first === undefined ? `${id} has no data yet.` : `${id} from ${formatCivilDate(first)} to ${formatCivilDate(last as number)}.`;
    return [span, ...series.notes.map((note) => `${id}: ${note}`)];
  });
}
