import type { ScanInput } from '../../contract/scan.ts';
import { type EpochDay, parseSpan } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateOutcome, type OutcomeReader } from '../../core/language/evaluate-outcome.ts';
import { LanguageError } from '../../core/language/language-error.ts';
import { print, printSeriesId } from '../../core/language/print.ts';
import type { OutcomeKind } from '../../core/methods/event-study/outcome.ts';
import {
  type BatchedTriggers,
  batchTriggers,
  type CalendarEvents,
  joinedEvents,
  type ScanTerms,
} from '../../core/methods/scan/batch-triggers.ts';
import type { ScanBatch } from '../../core/methods/scan/scan-batch.ts';
import { additionsOf } from '../../core/methods/scan/spectral-kernel.ts';
import { CallerError } from '../context.ts';
import { type Panel, readExpression } from '../panel.ts';
import { type EvaluatedTriggers, evaluating, joinEvaluated, scanEnvironment } from './evaluated.ts';

/** A trigger that a scan tries. */
export interface ScannedTrigger {
  readonly checked: Checked;
  readonly when: string;
  /** What its template looks for; null for one of the caller's own. */
  readonly title: string | null;
}

/** A market at a horizon. */
export interface ScannedOutcome {
  readonly target: string;
  readonly horizon: string;
  readonly checked: Checked;
}

/** Triggers that fire on one calendar. */
interface ScanCalendar {
  /** Numbers of the triggers of the scan. */
  readonly triggers: Int32Array;
  readonly knownAt: Float64Array;
  readonly events: CalendarEvents;
}

/** A block of a scan: some triggers of one calendar with one outcome. */
interface PlannedBlock {
  readonly calendar: number;
  readonly outcome: number;
  /** Which triggers of the calendar, by position there. */
  readonly from: number;
  readonly to: number;
}

/** What a scan will compute, known before any shift is made. The same question over the same data gives the same plan. */
export interface ScanPlan extends CutScan {
  readonly triggers: readonly ScannedTrigger[];
  readonly outcomes: readonly ScannedOutcome[];
  readonly terms: ScanTerms;
  readonly asOf: EpochDay;
  /** N: the dates of the longest circle. */
  readonly draws: number;
  /** Of the hypotheses that can be tested, block by block: their trigger, by number, their clusters, and about how much their shifts take. */
  readonly members: readonly (Pick<BatchedTriggers, 'triggers' | 'clusters'> & { readonly additions: number })[];
  /** Why others cannot, and how many. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Hypotheses of a block: large enough that a thread has work, small enough that a block is soon done. */
const TRIGGERS_A_BLOCK = 5000;

/** The outcomes of a scan, a market at a time. @throws CallerError where the outcome cannot be read. */
export function outcomesOf({ targets, horizons, outcome }: Pick<ScanInput, 'targets' | 'horizons' | 'outcome'>): ScannedOutcome[] {
  if (!/\bx\b/.test(outcome)) throw new CallerError(`outcome must have x in the place of the market, e.g. return(x, h), was ${outcome}`);
  if (horizons.length > 1 && !/\bh\b/.test(outcome)) {
    throw new CallerError(
      `outcome must have h in the place of the horizon, e.g. return(x, h), or be asked of one horizon alone, was ${outcome}`,
    );
  }
  for (const [name, list] of [
    ['target', targets],
    ['horizon', horizons],
  ] as const) {
    const twice = list.find((one, i) => list.indexOf(one) !== i);
    if (twice !== undefined) throw new CallerError(`${name} ${twice} is given twice: each counts once in a scan`);
  }
  return targets.flatMap((target) =>
    horizons.map((horizon) => {
      parseSpan(horizon);
      const text = outcome.replace(/\b[xh]\b/g, (name) => (name === 'x' ? printSeriesId(target) : horizon));
      return { target, horizon, checked: readTemplate(text, outcome) };
    }),
  );
}

function readTemplate(text: string, outcome: string): Checked {
  try {
    return readExpression(text, 'outcome');
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`outcome "${outcome}", read as "${text}": ${error.message}`, { cause: error });
  }
}

/** Reads the triggers of a scan; one that says the same as another counts once. @throws CallerError for one that cannot be read or lists dates. */
export function readTriggers(made: readonly { readonly when: string; readonly title: string | null }[]): ScannedTrigger[] {
  const seen = new Set<string>();
  return made.flatMap(({ when, title }) => {
    const checked = readOne(when);
    const said = print(checked.node);
    if (seen.has(said)) return [];
    seen.add(said);
    if (checked.series.length === 0) {
      throw new CallerError(`"${when}" lists its dates: a scan tries triggers that fire by a rule; take \`study\` for listed dates`);
    }
    return { checked, when, title };
  });
}

function readOne(when: string): Checked {
  try {
    return readExpression(when, 'trigger');
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    throw new CallerError(`trigger "${when}": ${error.message}`, { cause: error });
  }
}

/** A scan as far as its events are known: its blocks, each made when it is asked for. */
export interface CutScan {
  readonly blocks: readonly PlannedBlock[];
  /** What the outcomes are measured in. */
  readonly kind: OutcomeKind;
  /** The hypotheses of a block, made anew each time. */
  batch(block: number): BatchedTriggers;
}

/** What a scan asks, its triggers left aside. */
export type ScanTerm = Pick<ScanPlan, 'terms' | 'asOf'> & { readonly outcomes: readonly Pick<ScannedOutcome, 'checked'>[] };

/** Puts the triggers of one calendar together and cuts the scan into blocks. The cut follows from the events alone, since results depend on it. */
export function cutScan(panel: Panel, { outcomes, terms, asOf }: ScanTerm, evaluated: EvaluatedTriggers): CutScan {
  const environment = scanEnvironment(panel, asOf);
  const calendars = byCalendar(evaluated);
  const readers = outcomes.map(({ checked }) => evaluateOutcome(checked, environment));
  const blocks = calendars.flatMap(({ triggers: own }, calendar) =>
    outcomes.flatMap((_, outcome) => cut(own.length, { calendar, outcome })),
  );
  const { kind } = (readers[0] as OutcomeReader).read(new Float64Array());
  return { blocks, kind, batch: (block) => batchBlock(blocks[block] as PlannedBlock, { calendars, readers, terms }) };
}

/**
 * Evaluates all triggers as of a date, where that is not done yet, puts those of one calendar together, and cuts the scan into blocks.
 *
 * @throws CallerError where nothing can be tested.
 */
export function planScan(
  panel: Panel,
  asked: Pick<ScanPlan, 'triggers' | 'outcomes' | 'terms' | 'asOf'>,
  evaluated: EvaluatedTriggers = joinEvaluated(evaluating(asked.triggers, scanEnvironment(panel, asked.asOf))),
): ScanPlan {
  const { blocks, kind, batch } = cutScan(panel, asked, evaluated);
  const refused = new Map<string, number>();
  let draws = 0;
  const members = blocks.map((_, block) => {
    const made = batch(block);
    for (const { circle } of made.batches) draws = Math.max(draws, circle.plain.length);
    for (const { why } of made.refused) refused.set(why.reason, (refused.get(why.reason) ?? 0) + 1);
    return { triggers: made.triggers, clusters: made.clusters, additions: made.batches.reduce((sum, one) => sum + batchAdditions(one), 0) };
  });
  return { ...asked, kind, draws, blocks, members, refused, batch };
}

/** About how many additions the shifts of a batch take: events on dates that are not admissible count as well. */
export const batchAdditions = ({ circle: { plain }, events: { offsets }, triggers }: ScanBatch): number =>
  triggers.reduce((sum, t) => sum + additionsOf(plain.length, (offsets[t + 1] as number) - (offsets[t] as number)), 0);

const cut = (length: number, block: Pick<PlannedBlock, 'calendar' | 'outcome'>): PlannedBlock[] =>
  Array.from({ length: Math.ceil(length / TRIGGERS_A_BLOCK) }, (_, i) => ({
    ...block,
    from: i * TRIGGERS_A_BLOCK,
    to: Math.min(length, (i + 1) * TRIGGERS_A_BLOCK),
  }));

function batchBlock(
  { calendar, outcome, from, to }: PlannedBlock,
  {
    calendars,
    readers,
    terms,
  }: { readonly calendars: readonly ScanCalendar[]; readonly readers: readonly OutcomeReader[]; readonly terms: ScanTerms },
): BatchedTriggers {
  const { knownAt, events, triggers } = calendars[calendar] as ScanCalendar;
  const outcomes = (readers[outcome] as OutcomeReader).read(knownAt);
  const chosen = Int32Array.from({ length: to - from }, (_, i) => from + i);
  const batched = batchTriggers(events, { outcomes, chosen, terms });
  return { ...batched, triggers: batched.triggers.map((position) => triggers[position] as number) };
}

/** Triggers that fire on the same calendar, together. */
function byCalendar({ calendars, calendarOf, warmups, events: { offsets, indices } }: EvaluatedTriggers): ScanCalendar[] {
  return calendars.map(({ dates, knownAt }, calendar) => {
    const triggers = Int32Array.from(calendarOf.keys()).filter((trigger) => calendarOf[trigger] === calendar);
    const own = Array.from(triggers, (trigger) => indices.subarray(offsets[trigger], offsets[trigger + 1]));
    return { triggers, knownAt, events: { ...joinedEvents(own), dates, warmups: triggers.map((trigger) => warmups[trigger] as number) } };
  });
}
