import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { ScanInput } from '../../../src/contract/scan.ts';
import { labSearch } from '../../../web/views/lab/lab-search.ts';
import { SCAN_FORMATS } from '../../../web/views/scan/scan-formats.ts';
import { asksTheSame, DEFAULTS, isSpan, lackOf, MOST, questionOf, studyOf, tidy } from '../../../web/views/scan/scan-question.ts';
import { scanSearch } from '../../../web/views/scan/scan-search.ts';

const full = {
  ...{ targets: ['BTC', 'ETH'], horizons: ['26w', '1y'], direction: 'down' as const, outcome: 'max_loss(x, h)' },
  ...{ series: ['RUT', 'SPX'], level: 0.1, fewest: 5, rows: 50, run: true, group: 3 },
};

describe('the state of a scan', () => {
  it('comes back from its address as it went in', () => {
    expect(scanSearch(JSON.parse(JSON.stringify(tidy(full))))).toEqual(full);
    const own = { triggers: ['all_time_high(RUT)', 'new_high(SPX, lookback: 52)'] };
    expect(scanSearch(JSON.parse(JSON.stringify(tidy(own))))).toEqual(own);
  });

  it('leaves out of the address what is empty or as it is anyway', () => {
    expect(tidy({ ...DEFAULTS, direction: 'up', triggers: ['', ' '], series: [' '], run: false })).toEqual({});
  });

  it('takes nothing from an address that is none of it', () => {
    expect(scanSearch({ targets: 5, horizons: [''], direction: 'sideways', level: -1, rows: 2.5, run: 'no', group: 'x' })).toEqual({});
  });

  it('names no series beside triggers of the reader’s own', () => {
    expect(tidy({ triggers: ['all_time_high(RUT)'], series: ['RUT'] })).toEqual({ triggers: ['all_time_high(RUT)'] });
  });

  it('asks the same whichever group of the answer is open, and something else of another market', () => {
    expect(asksTheSame(full, { ...full, group: 1, run: false })).toBe(true);
    expect(asksTheSame(full, { ...full, targets: ['BTC'] })).toBe(false);
    expect(asksTheSame({}, { targets: [] })).toBe(false);
  });
});

describe('the question that is asked', () => {
  it('is one that the contract takes, with every choice in it', () => {
    expect(ScanInput.parse(questionOf(full, '2026-01-01'))).toMatchObject({
      ...{ targets: full.targets, horizons: full.horizons, direction: 'down', outcome: full.outcome, series: full.series },
      ...{ level: 0.1, fewestClusters: 5, rows: 50, asOf: '2026-01-01' },
    });
  });

  it('asks what the program asks by itself where nothing is chosen, and of Bitcoin', () => {
    expect(ScanInput.parse(questionOf({}, undefined))).toEqual(ScanInput.parse({ targets: ['BTC'] }));
    const { horizons, outcome, level, fewestClusters, rows } = ScanInput.parse({ targets: ['BTC'] });
    expect({ horizons, outcome, level, fewest: fewestClusters, rows }).toEqual({ ...DEFAULTS, targets: undefined });
  });

  it('is not asked while something is lacking, and the lack is named', () => {
    expect(lackOf({ targets: [] })).toBe('targets');
    expect(lackOf({ horizons: [] })).toBe('horizons');
    expect(lackOf({ triggers: [' '] })).toBe('triggers');
    expect(lackOf({ level: 0 })).toBe('level');
    expect(lackOf({ fewest: 0 })).toBe('fewest');
    expect(lackOf(full)).toBeUndefined();
    expect(questionOf({ targets: [] }, undefined)).toBeUndefined();
  });

  it('takes as many of each as the contract does', () => {
    const refusal = (input: object) => ScanInput.safeParse({ targets: ['BTC'], ...input }).success;
    for (const [name, most] of Object.entries(MOST)) {
      const list = Array.from({ length: most }, (_, i) => (name === 'horizons' ? `${i + 1}d` : `S${i}`));
      expect(refusal({ [name]: list }), name).toBe(true);
      expect(refusal({ [name]: [...list, name === 'horizons' ? '9y' : 'ONE'] }), name).toBe(false);
    }
  });

  it('knows the spans that the contract knows', () => {
    for (const text of ['90d', '26w', '6mo', '1y', '0d', 'd', '90', '1.5y', '90 d']) {
      expect(isSpan(text), text).toBe(ScanInput.safeParse({ targets: ['BTC'], horizons: [text] }).success);
    }
  });
});

it('a combination opens in the Lab as the study that it is, which runs at once', () => {
  const of = { trigger: 'all_time_high(RUT)', outcome: 'return(BTC, 90d)' };
  expect(labSearch(studyOf(of, 'down'))).toEqual({ when: of.trigger, then: [of.outcome], direction: 'down', run: true });
  expect(labSearch(studyOf(of, 'up'))).toEqual({ when: of.trigger, then: [of.outcome], run: true });
});

it('the files that the page offers are those that the program makes of a scan', () => {
  expect(operations.find(({ name }) => name === 'scan')?.formats.toSorted()).toEqual([...SCAN_FORMATS].sort());
});
