import { formatNumber } from '../../src/contract/format.ts';

/** A number to three digits, or whole where it has more. */
export const digits = (value: number): string =>
  value === 0 || value >= 100 ? formatNumber(Math.round(value)) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));

/** Seconds as a reader says them. */
export function span(seconds: number): string {
  if (seconds < 1) return `${digits(1000 * seconds)} ms`;
  if (seconds < 120) return `${digits(seconds)} s`;
  return seconds < 7200 ? `${digits(seconds / 60)} min` : `${digits(seconds / 3600)} h`;
}

/** A share of 1. */
export const percent = (share: number): string => `${digits(100 * share)} %`;
