import type { BlockRows } from './block.ts';
import { type Cell, HORIZONS } from './cells.ts';
import { COLUMNS, CONTRADICTED, STANDS_OUT, SUGGESTIVE, TESTS, VERDICTS } from './measure.ts';
import { FAMILY_HORIZON, MULTIPLES, POWER_COLUMNS } from './power.ts';
import type { RuleRates } from './rules.ts';

/** Nominal levels at which rejections are counted. */
export const LEVELS_OF_TEST = [0.05, 0.1] as const;

/** Shares of the worlds in which a verdict came up. */
export interface VerdictRates {
  readonly standsOut: number;
  readonly contradicted: number;
  readonly suggestive: number;
  readonly tooFew: number;
}

/** What the studies of one horizon did in the worlds of a cell. */
export interface HorizonRates {
  readonly horizon: number;
  /** Means over the worlds. */
  readonly events: number;
  readonly clusters: number;
  readonly placements: number;
  /** Rejection rates of the tests, in their order, at 5 and at 10 %. */
  readonly at5: readonly number[];
  readonly at10: readonly number[];
  /** Verdicts on the study as its own family. */
  readonly verdicts: VerdictRates;
  readonly withoutCycle: VerdictRates;
}

/** What the four horizons did as one family: any of them. */
export interface FamilyRates {
  readonly at5: number;
  readonly at10: number;
  readonly statedAt5: number;
  readonly statedAt10: number;
  readonly downwardsAt5: number;
  readonly downwardsAt10: number;
  readonly verdicts: VerdictRates;
  readonly withoutCycle: VerdictRates;
}

export interface CellRates extends Cell {
  readonly horizons: readonly HorizonRates[];
  readonly family: FamilyRates;
}

/** Shares of the worlds in which a planted effect was found. */
export interface PowerRates extends Cell {
  readonly horizon: number;
  readonly multiples: readonly number[];
  readonly headline: readonly number[];
  readonly standsOut: readonly number[];
  /** Any of the four horizons; null but for the horizon at which families were measured. */
  readonly family: { readonly headline: readonly number[]; readonly standsOut: readonly number[] } | null;
}

/** All that is committed. */
export interface SizeStudy {
  readonly seed: number;
  readonly worlds: number;
  readonly powerWorlds: number;
  readonly tests: readonly string[];
  readonly cells: readonly CellRates[];
  readonly power: readonly PowerRates[];
  readonly rules: readonly RuleRates[];
}

/** The rates of one cell from its worlds' rows. */
export function cellRates(cell: Cell, worlds: BlockRows): CellRates {
  return { ...cell, horizons: HORIZONS.map((horizon, h) => horizonRates(horizon, columnsAt(worlds, h))), family: familyRates(worlds) };
}

type Columns = Readonly<Record<(typeof COLUMNS)[number], readonly number[]>>;

/** The columns of the rows that each world has at a place. */
function columnsAt(worlds: BlockRows, place: number): Columns {
  const column = (c: number) => worlds.map((rows) => rows[place]?.[c] as number);
  return Object.fromEntries(COLUMNS.map((name, c) => [name, column(c)])) as unknown as Columns;
}

function horizonRates(horizon: number, columns: Columns): HorizonRates {
  return {
    horizon,
    events: rounded(average(columns.events)),
    clusters: rounded(average(columns.clusters)),
    placements: rounded(average(columns.placements)),
    at5: TESTS.map((test) => shareUpTo(columns[test], LEVELS_OF_TEST[0])),
    at10: TESTS.map((test) => shareUpTo(columns[test], LEVELS_OF_TEST[1])),
    verdicts: verdictRates(columns.verdict.map((verdict) => [verdict])),
    withoutCycle: verdictRates(columns['verdict without a cycle'].map((verdict) => [verdict])),
  };
}

function familyRates(worlds: BlockRows): FamilyRates {
  const best = (name: (typeof COLUMNS)[number]) => worlds.map((rows) => Math.min(...column(rows, name)));
  const [up, stated, down] = [best('adjusted headline'), best('stated adjusted headline'), best('adjusted headline, downwards')];
  return {
    at5: shareUpTo(up, LEVELS_OF_TEST[0]),
    at10: shareUpTo(up, LEVELS_OF_TEST[1]),
    statedAt5: shareUpTo(stated, LEVELS_OF_TEST[0]),
    statedAt10: shareUpTo(stated, LEVELS_OF_TEST[1]),
    downwardsAt5: shareUpTo(down, LEVELS_OF_TEST[0]),
    downwardsAt10: shareUpTo(down, LEVELS_OF_TEST[1]),
    verdicts: verdictRates(worlds.map((rows) => column(rows, 'verdict in the family'))),
    withoutCycle: verdictRates(worlds.map((rows) => column(rows, 'verdict in the family without a cycle'))),
  };
}

const column = (rows: BlockRows[number], name: (typeof COLUMNS)[number]): number[] =>
  rows.map((row) => row[COLUMNS.indexOf(name)] as number);

/** Shares of worlds in which any of the verdicts was this. */
function verdictRates(verdicts: readonly (readonly number[])[]): VerdictRates {
  const share = (verdict: number) => rounded(verdicts.filter((own) => own.includes(verdict)).length / verdicts.length);
  return {
    standsOut: share(STANDS_OUT),
    contradicted: share(CONTRADICTED),
    suggestive: share(SUGGESTIVE),
    tooFew: share(VERDICTS.indexOf('too few events')),
  };
}

/** The power at each horizon of one cell, from its worlds' rows. */
export function powerRates(cell: Cell, worlds: BlockRows): PowerRates[] {
  const rows = worlds.flat();
  return HORIZONS.map((horizon) => {
    const found = (name: (typeof POWER_COLUMNS)[number], isFound: (value: number) => boolean) =>
      MULTIPLES.map((multiple) => {
        const own = rows.filter((row) => row[0] === horizon && row[1] === multiple);
        return rounded(own.filter((row) => isFound(row[POWER_COLUMNS.indexOf(name)] as number)).length / own.length);
      });
    const isRejected = (p: number) => p <= LEVELS_OF_TEST[0];
    return {
      ...cell,
      horizon,
      multiples: MULTIPLES,
      headline: found('headline', isRejected),
      standsOut: found('verdict', (verdict) => verdict === STANDS_OUT),
      family:
        horizon === FAMILY_HORIZON
          ? { headline: found('family headline', isRejected), standsOut: found('family stands out', (flag) => flag === 1) }
          : null,
    };
  });
}

const shareUpTo = (p: readonly number[], level: number): number => rounded(p.filter((value) => value <= level).length / p.length);

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
