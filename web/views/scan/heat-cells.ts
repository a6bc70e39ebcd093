import type { ScanHeat } from '../../../src/contract/scan.ts';

/** A number of the heat map with what it is of. */
export interface HeatCell {
  readonly row: number;
  readonly column: number;
  readonly trigger: string;
  readonly target: string;
  readonly horizon: string;
  readonly outcome: string;
  readonly z: number;
  readonly adjusted: number;
}

/** The numbers of a heat map row by row; null where nothing was tested. */
export const heatCells = ({ triggers, columns, z, adjusted }: ScanHeat): (HeatCell | null)[][] =>
  triggers.map((trigger, row) =>
    columns.map((of, column) => {
      const [value, p] = [z[row]?.[column] ?? null, adjusted[row]?.[column] ?? null];
      return value === null || p === null ? null : { row, column, trigger, ...of, z: value, adjusted: p };
    }),
  );

/** The columns of each market, in their order. */
export function marketsOf(columns: ScanHeat['columns']): { readonly target: string; readonly span: number }[] {
  return Array.from(
    Map.groupBy(columns, ({ target }) => target),
    ([target, own]) => ({ target, span: own.length }),
  );
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Where an arrow key leads from a cell: the next number that way; undefined at an edge and for other keys. */
export function cellAfter(cells: readonly (readonly (HeatCell | null)[])[], from: HeatCell, key: string): HeatCell | undefined {
  const [down, right] = STEPS[key] ?? [0, 0];
  if (down === 0 && right === 0) return undefined;
  let [row, column] = [from.row + down, from.column + right];
  while (cells[row]?.[column] === null) {
    row += down;
    column += right;
  }
  return cells[row]?.[column] ?? undefined;
}

/** How strong a colour is, from 0 to 1: full only where luck seldom reaches. */
export const heatStrength = (z: number, line: number): number => Math.min(1, Math.abs(z) / line);

/** Ink stays readable on the strongest of them, in light and dark; in per cent. */
const MOST_COLOUR = 48;

/** The colour of an effect, as looked for or the other way. */
export const heatColour = (z: number, line: number): string =>
  `color-mix(in srgb, var(--${z > 0 ? 'events' : 'target'}) ${Math.round(MOST_COLOUR * heatStrength(z, line))}%, var(--paper))`;
