import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import type { CatalystReading, IndicatorReading } from '../../../src/contract/evidence.ts';
import {
  ageInWords,
  byDate,
  byGroup,
  levelInUnit,
  otherConditions,
  sourcesOf,
  speaksWhen,
} from '../../../web/parts/evidence/indicator-words.ts';
import { evidenceSearch } from '../../../web/views/evidence/evidence-search.ts';
import { namesIn, nearestIn, onAxis, yearEndsOf } from '../../../web/views/evidence/in-sight.ts';
import { nameOfChanged } from '../../../web/views/today/changed.ts';

const words = {
  ...{ forAbove: 'for above {level}', forBelow: 'for below {level}' },
  ...{ forAboveMedian: 'for above its median', forBelowMedian: 'for below its median' },
  ...{ current: 'current', day: '1 day old', days: '{n} days old' },
};

const indicator = (change: Partial<IndicatorReading>): IndicatorReading => ({
  ...{ id: 'net-liquidity-4w', group: 'liquidity', title: 'Net liquidity', expression: 'change(WALCL, 4w)', unit: 'USD millions' },
  ...{ speaks: 'high', level: 0, why: 'Money looks for a place.', reasonBy: 'a note', claims: [], side: 'for', now: null, last: null },
  ...{ fourWeeksAgo: null, ageDays: 0, series: [], needs: [], note: null },
  ...change,
});

describe('an indicator in words', () => {
  it('says beyond which level it speaks for the thesis, or beyond the median of its own past', () => {
    expect(speaksWhen({ speaks: 'high', level: 0, unit: 'USD millions' }, words)).toBe('for above 0');
    expect(speaksWhen({ speaks: 'low', level: -0.1, unit: '%' }, words)).toBe('for below −10 %');
    expect(speaksWhen({ speaks: 'low', level: 90, unit: 'days' }, words)).toBe('for below 90 days');
    expect(speaksWhen({ speaks: 'high', level: null, unit: '%' }, words)).toBe('for above its median');
    expect(speaksWhen({ speaks: 'low', level: null, unit: '%' }, words)).toBe('for below its median');
  });

  it('writes a level above zero without a sign, since it is no return', () => {
    expect(levelInUnit(0.1, '%')).toBe('10 %');
  });

  it('is current while nothing newer is due, else so many days old', () => {
    expect([0, 1, 9, null].map((days) => ageInWords(days, words))).toEqual(['current', '1 day old', '9 days old', '']);
  });

  it('names a source once however many series come from it', () => {
    const series = ['A', 'B', 'C'].map((id, i) => ({ id, source: i < 2 ? 'FRED' : 'Treasury' }));
    expect(sourcesOf({ series })).toEqual(['FRED', 'Treasury']);
  });
});

describe('the board', () => {
  it('has each side in the groups of the pack and in their order, and no group that is empty', () => {
    const groups = ['flows', 'liquidity', 'timing'].map((id) => ({ id, title: id.toUpperCase() }));
    const indicators = [
      indicator({ id: 'a' }),
      indicator({ id: 'b', group: 'flows' }),
      indicator({ id: 'c', group: 'timing', side: 'against' }),
      indicator({ id: 'd' }),
    ];
    const shown = byGroup({ groups, indicators }, 'for').map(({ title, indicators: all }) => [title, all.map(({ id }) => id)]);
    expect(shown).toEqual([
      ['FLOWS', ['b']],
      ['LIQUIDITY', ['a', 'd']],
    ]);
  });

  it('tells dated catalysts by their dates, and those without a date after them', () => {
    const at = (id: string, date: string | null) => ({ id, date }) as CatalystReading;
    const sorted = byDate([at('law', null), at('halving', '2028-04-15'), at('dividend', null), at('decision', '2026-01-28')]);
    expect(sorted.map(({ id }) => id)).toEqual(['decision', 'halving', 'law', 'dividend']);
  });

  it('tells a condition beside the indicators only where none of them reads the same quantity', () => {
    const conditions = ['change(WALCL, 4w) > 0', 'change(WALCL, 13w) > 0', 'change(WALCL, 4w) + 1 > 0', 'NFCI < 0'];
    const left = otherConditions(
      conditions.map((expression) => ({ expression })),
      [indicator({}), indicator({ expression: 'NFCI' })],
    );
    expect(left.map(({ expression }) => expression)).toEqual(['change(WALCL, 13w) > 0', 'change(WALCL, 4w) + 1 > 0']);
  });
});

describe('what changed', () => {
  it('is called by the sentence or the title that a reader knows it by, and by its id where nothing is known of it', () => {
    const state = {
      claims: [{ id: 'a', statement: 'Rallies follow.' }],
      evidence: { indicators: [indicator({ id: 'b' })], catalysts: [{ id: 'c', title: 'A law' }] },
    } as unknown as Parameters<typeof nameOfChanged>[1];
    const named = [
      { kind: 'verdict', id: 'a' },
      { kind: 'indicator', id: 'b' },
      { kind: 'catalyst', id: 'c' },
      { kind: 'indicator', id: 'a' },
    ] as const;
    expect(named.map((change) => nameOfChanged(change, state))).toEqual(['Rallies follow.', 'Net liquidity', 'A law', 'a']);
  });
});

describe('the history', () => {
  it('is drawn in per cent where its values are shares of one, else as it is', () => {
    expect(onAxis([0.5, -0.25], '%')).toEqual({ values: [50, -25], unit: '%' });
    expect(onAxis([0.5], 'share')).toEqual({ values: [50], unit: '%' });
    expect(onAxis([0.5], 'ratio')).toEqual({ values: [0.5], unit: 'ratio' });
  });

  it('is told by the last value of each year, the newest first', () => {
    expect(yearEndsOf(['2024-03-01', '2024-12-30', '2025-12-31', '2026-01-02', '2026-01-09'])).toEqual([4, 2, 1]);
    expect(yearEndsOf([])).toEqual([]);
  });

  it('can be taken away as the table that the page links to', () => {
    expect(operations.find(({ name }) => name === 'evidence')?.formats).toContain('csv');
  });
});

describe('the address', () => {
  it('keeps how much of the chart is in sight, and nothing that it does not know', () => {
    expect(evidenceSearch({ span: 5 })).toEqual({ span: '5' });
    expect(evidenceSearch({ span: '7', other: 'x' })).toEqual({});
  });
});

describe('a name that is none', () => {
  it('leads to the one that is meant, or to all there are', () => {
    expect(nearestIn('no indicator "net-liquidity-3w" in small-caps; did you mean net-liquidity-4w?')).toBe('net-liquidity-4w');
    expect(nearestIn('no indicator "x" in small-caps; it has a-1, b-2')).toBeUndefined();
    expect(namesIn('no indicator "x" in small-caps; it has a-1, b-2')).toEqual(['a-1', 'b-2']);
  });
});
