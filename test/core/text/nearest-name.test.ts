import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, nearestName } from '../../../src/core/text/nearest-name.ts';

/** Fewest edits by trying every one: the definition, for short words. */
function fewestEdits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] ? [1 + fewestEdits(a.slice(2), b.slice(2))] : [];
  return Math.min(fewestEdits(restA, restB) + (a[0] === b[0] ? 0 : 1), 1 + fewestEdits(restA, b), 1 + fewestEdits(a, restB), ...swapped);
}

describe('the distance between two names', () => {
  it('is the fewest letters put in, taken out, replaced or swapped with a neighbour', () => {
    const word = fc.stringMatching(/^[ab_]{0,5}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(fewestEdits(a, b));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it.each([
    ['hihg', 'high', 1],
    ['cross_above', 'crosses_above', 2],
    ['', 'ma', 2],
    ['ma', 'ma', 0],
  ])('from %j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});

describe('the nearest name', () => {
  const known = ['all_time_high', 'new_high', 'crosses_above', 'crosses_below', 'drawdown', 'RUT', 'SPX'];

  it.each([
    ['all_time_hihg', 'all_time_high'],
    ['alltimehigh', 'all_time_high'],
    ['crosses_bellow', 'crosses_below'],
    ['Drawdown', 'drawdown'],
    ['rut', 'RUT'],
    ['RTU', 'RUT'],
  ])('to %s is %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
    expect(didYouMean(name, known)).toBe(`; did you mean ${nearest}?`);
  });

  it.each(['volatility', 'median', 'GOLD', 'q'])('to %s is none: nothing is near', (name) => {
    expect(nearestName(name, known)).toBeUndefined();
    expect(didYouMean(name, known)).toBe('');
  });
});
