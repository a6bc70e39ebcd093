import type { BlockRows } from './block.ts';
import { HORIZONS, KINDS, type Kind, LEVEL, POWER_KINDS } from './cells.ts';
import { SIZE_COLUMNS } from './measure.ts';
import { POWER_COLUMNS } from './power.ts';

/** Ways to correct for the size of a scan, whose smallest p is held against the level. */
export const CORRECTIONS = ['adjusted', 'weighed', 'plain alone', 'centred alone', 'Bonferroni'] as const;
export type Correction = (typeof CORRECTIONS)[number];

/** Shares of the scans of one kind of world without relation in which anything survived. */
export interface SizeRates {
  readonly kind: Kind;
  /** Means over the scans. */
  readonly tested: number;
  readonly uncorrected: number;
  readonly at5: Readonly<Record<Correction, number>>;
  readonly at10: Readonly<Record<Correction, number>>;
}

/** Of so many planted effects the share found, with p as it is and as it counts with few clusters. */
export interface Found {
  readonly planted: number;
  readonly adjusted: number;
  readonly weighed: number;
  /** Median size, log. */
  readonly effect: number;
}

export interface PowerRates extends Found {
  readonly kind: Kind;
  /** Share of the hypotheses drawn for which no effect of any size could be found. */
  readonly none: number;
  readonly horizons: readonly (Found & { readonly horizon: number })[];
}

/** All that is committed. */
export interface ScanSize {
  readonly seed: number;
  readonly worlds: number;
  readonly powerWorlds: number;
  readonly size: readonly SizeRates[];
  readonly power: readonly PowerRates[];
  /** The first worlds of each kind, to be computed again. */
  readonly first: Readonly<Record<'size' | 'power', Readonly<Record<string, BlockRows>>>>;
}

type RowsOf = (kind: Kind) => BlockRows;

/** So many worlds of each kind are committed as they are. */
export const FIRST = 3;

export function scanSize({ seed, size, power }: { readonly seed: number; readonly size: RowsOf; readonly power: RowsOf }): ScanSize {
  const first = (kinds: readonly Kind[], rows: RowsOf) => Object.fromEntries(kinds.map((kind) => [kind, rows(kind).slice(0, FIRST)]));
  return {
    seed,
    worlds: size(KINDS[0]).length,
    powerWorlds: power(POWER_KINDS[0]).length,
    size: KINDS.map((kind) => sizeRates(kind, size(kind))),
    power: POWER_KINDS.map((kind) => powerRates(kind, power(kind))),
    first: { size: first(KINDS, size), power: first(POWER_KINDS, power) },
  };
}

function sizeRates(kind: Kind, rows: BlockRows): SizeRates {
  const column = (name: (typeof SIZE_COLUMNS)[number]) => rows.map((row) => row[SIZE_COLUMNS.indexOf(name)] as number);
  const rates = (level: number) =>
    Object.fromEntries(CORRECTIONS.map((name) => [name, shareUpTo(column(name), level)])) as Record<Correction, number>;
  return {
    kind,
    tested: rounded(average(column('tested'))),
    uncorrected: rounded(average(column('uncorrected'))),
    at5: rates(0.05),
    at10: rates(0.1),
  };
}

function powerRates(kind: Kind, rows: BlockRows): PowerRates {
  const passed = column(rows, 'passed over').reduce((sum, count) => sum + count, 0);
  return {
    kind,
    ...found(rows),
    none: rounded(passed / (passed + rows.length)),
    horizons: HORIZONS.map((horizon) => ({ horizon, ...found(rows.filter((row) => row[0] === horizon)) })),
  };
}

function found(rows: BlockRows): Found {
  const effects = column(rows, 'effect').sort((a, b) => a - b);
  return {
    planted: rows.length,
    adjusted: shareUpTo(column(rows, 'adjusted'), LEVEL),
    weighed: shareUpTo(column(rows, 'weighed'), LEVEL),
    effect: rounded(effects[effects.length >> 1] ?? 0),
  };
}

const column = (rows: BlockRows, name: (typeof POWER_COLUMNS)[number]): number[] =>
  rows.map((row) => row[POWER_COLUMNS.indexOf(name)] as number);

const shareUpTo = (p: readonly number[], level: number): number =>
  p.length === 0 ? 0 : rounded(p.filter((value) => value <= level).length / p.length);

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
