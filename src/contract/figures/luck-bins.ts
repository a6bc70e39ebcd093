import type { ShiftPicture } from '../pictures.ts';
import { extent } from './ticks.ts';

const BINS = 44;

/** How values stand along the common axis. */
export interface LuckScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  /** The effect in words; ticks are rounder. */
  readonly formatEffect: (value: number) => string;
}

/** Number of placements in one stretch of the axis. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly plain: number;
  readonly centred: number;
}

/** The stretch of the axis that holds every shift, the observed values, the bracket and the dots. */
export function luckDomain(shifts: ShiftPicture): [number, number] {
  const marks = [0, shifts.observedPlain, shifts.observedCentred, ...shifts.leaveOneOut.map((l) => l.observed)];
  const [low, high] = extent([...shifts.plain, ...shifts.centred, ...marks, signedEffect(shifts) ?? 0]);
  const pad = (high - low || 1) * 0.03;
  return [low - pad, high + pad];
}

/** Counts the shifts in equal stretches. */
export function binShifts(shifts: ShiftPicture, [low, high]: readonly [number, number]): Bin[] {
  const width = (high - low) / BINS;
  const count = (values: readonly number[]) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const v of values) counts[Math.min(BINS - 1, Math.max(0, Math.floor((v - low) / width)))]! += 1;
    return counts;
  };
  const plain = count(shifts.plain);
  const centred = count(shifts.centred);
  return plain.map((n, i) => ({ from: low + i * width, to: low + (i + 1) * width, plain: n, centred: centred[i]! }));
}

/** The smallest visible effect with the sign of the study's direction: one downwards is drawn downwards, whatever sign it was reported with. */
export function signedEffect(shifts: ShiftPicture): number | null {
  const effect = shifts.minimumDetectableEffect;
  if (effect === null) return null;
  return shifts.direction === 'down' ? -Math.abs(effect) : Math.abs(effect);
}
