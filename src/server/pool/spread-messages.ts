import type { SpreadEnd, SpreadTask } from '../../app/scan/spread.ts';

/** How tasks that were asked for go on: those that have ended since the last look, by their places, and whether that is all. */
export interface RunNews {
  readonly ends: readonly (readonly [number, SpreadEnd])[];
  readonly isOver: boolean;
}

/** Tasks as a thread asks for them; the number tells its askings apart. */
export interface RunCall {
  readonly id: number;
  readonly tasks: readonly SpreadTask[];
}
