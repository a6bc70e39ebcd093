import type { CrossCheck } from '../../contract/cross-checks.ts';
import type { Direction } from '../../core/claims/judge-study.ts';
import { type Insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';

/** What every row of one method says of itself. */
export type Naming = Pick<CrossCheck, 'name' | 'group' | 'asks' | 'page' | 'measure'> & {
  /** A p that only describes, or that few cases make too small. */
  readonly describes?: true;
};

/** What a method found; what is left out is null. */
export type Found = Pick<CrossCheck, 'value' | 'observations'> & Partial<Pick<CrossCheck, 'interval' | 'p' | 'isTest' | 'draws' | 'note'>>;

/** A cross-check from what a method gives: its finding, or why there is none. */
export function row<T extends object>({ describes, ...naming }: Naming, result: T | Insufficient, found: (result: T) => Found): CrossCheck {
  const isTest = describes !== true;
  const empty = { value: null, interval: null, p: null, isTest, observations: 0, draws: null, note: null, insufficient: null };
  if (isInsufficient(result)) return { ...naming, ...empty, insufficient: result };
  return { ...naming, ...empty, ...found(result) };
}

/** The p on the side that the study asks for. */
export const pOf = ({ pUpper, pLower }: { readonly pUpper: number; readonly pLower: number }, direction: Direction): number =>
  direction === 'up' ? pUpper : pLower;
