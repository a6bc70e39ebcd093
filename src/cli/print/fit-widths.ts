/** How wide a column would be, and how narrow it can be. */
export interface ColumnWidth {
  readonly natural: number;
  /** Its longest word; infinite where it must not be broken. */
  readonly least: number;
}

/**
 * Widths of columns that together take at most so much: the widest of those that can be broken gives way first.
 *
 * @returns undefined where they cannot fit.
 */
export function fitWidths(columns: readonly ColumnWidth[], room: number): number[] | undefined {
  const widths = columns.map(({ natural }) => natural);
  const sum = () => widths.reduce((total, width) => total + width, 0);
  while (sum() > room) {
    const widest = columns.reduce((best, { least }, i) => {
      const canGive = (widths[i] as number) > least;
      return canGive && (best < 0 || (widths[i] as number) > (widths[best] as number)) ? i : best;
    }, -1);
    if (widest < 0) return undefined;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}
