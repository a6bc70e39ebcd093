import type { OutcomeKind } from '../outcome-kind.ts';

/** What the words of a figure must know of its study. */
export interface Asked {
  /** Canonical text of the outcome, e.g. `return(BTC, 180d)`. */
  readonly outcome: string;
  readonly kind: OutcomeKind;
  /** When the claim was made; null for a study without one. */
  readonly claimDate: string | null;
}

/** A mark in the key of a figure. */
export type Swatch =
  | 'events'
  | 'events-thick'
  | 'since'
  | 'target'
  | 'trigger'
  | 'base'
  | 'band-inner'
  | 'band-outer'
  | 'not-known'
  | 'horizon'
  | 'open'
  | 'outline';

/** A figure's numbers as a table, ready to be shown. */
export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a figure says in words, whoever draws it. */
export interface FigureWords {
  /** Says the finding. */
  readonly title: string;
  readonly key: readonly (readonly [Swatch, string])[];
  /** Said to who cannot see the drawing: the finding with its numbers. */
  readonly alt: string;
  /** n, source, last date. */
  readonly footer: readonly string[];
  readonly table: FigureTable;
}
