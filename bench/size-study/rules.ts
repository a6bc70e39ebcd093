import { FEW_CLUSTERS } from '../../src/core/claims/withholding.ts';
import type { BlockRows } from './block.ts';
import type { Cell } from './cells.ts';
import { COLUMNS, STANDS_OUT } from './measure.ts';
import { isAbove } from './monte-carlo.ts';
import { POWER_COLUMNS } from './power.ts';

/** What a rule may look at: figures of the study itself. */
interface Evidence {
  readonly clusters: number;
  /** Upper p of the plain shift of the return over the same span before the events. */
  readonly before: number;
}

/** A rule by which a report could hold back: a factor on p, infinite where it withholds. */
interface Rule {
  readonly words: string;
  readonly factor: (evidence: Evidence) => number;
}

const FEW = FEW_CLUSTERS;
const WITHHELD = Number.POSITIVE_INFINITY;

/** Rules that were measured, the program's own last. */
export const RULES: readonly Rule[] = [
  { words: 'no rule', factor: () => 1 },
  { words: `fewer than ${FEW} clusters: p counts double`, factor: ({ clusters }) => (clusters < FEW ? 2 : 1) },
  { words: `fewer than ${FEW} clusters: withheld`, factor: ({ clusters }) => (clusters < FEW ? WITHHELD : 1) },
  { words: 'p before the event ≤ 0.10: withheld', factor: ({ before }) => (before <= 0.1 ? WITHHELD : 1) },
  { words: 'p before the event ≤ 0.20: withheld', factor: ({ before }) => (before <= 0.2 ? WITHHELD : 1) },
  {
    words: `fewer than ${FEW} clusters: p counts double; p before the event ≤ 0.10: withheld`,
    factor: ({ clusters, before }) => (before <= 0.1 ? WITHHELD : clusters < FEW ? 2 : 1),
  },
];

/** The highest rate over some cells and the number of cells above nominal. */
export interface Worst {
  readonly rate: number;
  readonly above: number;
}

/** What a rule leaves in a group of cells. */
export interface RuleLeft {
  readonly headline5: Worst;
  readonly headline10: Worst;
  readonly standsOut: Worst;
  readonly familyStandsOut: Worst;
}

/** What a rule leaves of the rejections without relation, and of the effects that are found. */
export interface RuleRates {
  readonly words: string;
  /** All cells but those of `realFast`. */
  readonly elsewhere: RuleLeft;
  /** Real dates under a drift that wanders fast in its own place, which holds much of any relation that there is. */
  readonly realFast: RuleLeft;
  /** Share of the planted effects of twice the smallest visible size that still stand out, over all horizons and worlds. */
  readonly power: Readonly<Record<Cell['level'], number>>;
}

/** Rows of the cells, as {@link ruleRates} reads them. */
export interface CellRows {
  readonly cell: Cell;
  readonly worlds: BlockRows;
}

/** What each rule would leave of the rejections in worlds without relation and of the effects that are found. */
export function ruleRates(size: readonly CellRows[], power: readonly CellRows[]): RuleRates[] {
  const isRealFast = ({ cell }: CellRows) => cell.world === 'wandering fast' && cell.trigger === 'real';
  const [realFast, elsewhere] = [size.filter(isRealFast), size.filter((own) => !isRealFast(own))];
  return RULES.map(({ words, factor }) => ({
    words,
    elsewhere: ruleLeft(elsewhere, factor),
    realFast: ruleLeft(realFast, factor),
    power: { few: powerLeft(power, factor, 'few'), some: powerLeft(power, factor, 'some'), many: powerLeft(power, factor, 'many') },
  }));
}

function ruleLeft(cells: readonly CellRows[], factor: Rule['factor']): RuleLeft {
  const worlds = cells[0]?.worlds.length ?? 0;
  const overStudies = (isCounted: (row: Row) => boolean, nominal: number) =>
    worst(
      cells.flatMap((own) => (own.worlds[0] ?? []).map((_, h) => share(own.worlds, (rows) => isCounted(rows[h] as Row)))),
      nominal,
      worlds,
    );
  const isRejected = (level: number) => (row: Row) => at(row, 'headline') * factor(evidenceOf(row)) <= level;
  const anyFound = (rows: readonly Row[]) => rows.some((row) => isFound(row, factor, 'verdict in the family without reserve'));
  return {
    headline5: overStudies(isRejected(0.05), 0.05),
    headline10: overStudies(isRejected(0.1), 0.1),
    standsOut: overStudies((row) => isFound(row, factor, 'verdict without reserve'), 0.05),
    familyStandsOut: worst(
      cells.map((own) => share(own.worlds, anyFound)),
      0.05,
      worlds,
    ),
  };
}

const worst = (rates: readonly number[], nominal: number, worlds: number): Worst => ({
  rate: Math.max(...rates),
  above: rates.filter((rate) => isAbove(rate, nominal, worlds)).length,
});

type Row = readonly number[];

const at = (row: Row, name: (typeof COLUMNS)[number]): number => row[COLUMNS.indexOf(name)] as number;

const evidenceOf = (row: Row): Evidence => ({ clusters: at(row, 'clusters'), before: at(row, 'pre-event circular shift') });

/** Whether a study still stands out when its p is weighed by a rule. */
function isFound(row: Row, factor: Rule['factor'], verdict: 'verdict without reserve' | 'verdict in the family without reserve'): boolean {
  const p = at(row, verdict === 'verdict without reserve' ? 'headline' : 'adjusted headline');
  return at(row, verdict) === STANDS_OUT && p * factor(evidenceOf(row)) <= 0.05;
}

function powerLeft(power: readonly CellRows[], factor: Rule['factor'], level: Cell['level']): number {
  const read = (row: Row, name: (typeof POWER_COLUMNS)[number]) => row[POWER_COLUMNS.indexOf(name)] as number;
  const rows = power
    .filter(({ cell }) => cell.level === level)
    .flatMap(({ worlds }) => worlds.flat())
    .filter((row) => read(row, 'multiple') === 2);
  return share(rows, (row) => {
    const weight = factor({ clusters: read(row, 'clusters'), before: read(row, 'p before') });
    return read(row, 'verdict without reserve') === STANDS_OUT && read(row, 'headline') * weight <= 0.05;
  });
}

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  Math.round((1e4 * items.filter(holds).length) / items.length) / 1e4;
