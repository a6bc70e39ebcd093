import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { readAddress } from '../../../src/providers/fred/address.ts';
import { parseGraph } from '../../../src/providers/fred/parse.ts';
import { fred } from '../../../src/providers/fred/provider.ts';
import type { FetchRequest } from '../../../src/providers/provider.ts';
import type { PlayedAnswer } from '../../conformance/providers/cases.ts';
import { dated, played, recording } from '../played-answers.ts';

const ANSWER = { provider: 'fred', url: 'https://fred.stlouisfed.org/graph/fredgraph.csv', unknownFields: 'refuse' } as const;
const KEY = 'abcdef0123456789abcdef0123456789';

function fetch(answers: readonly PlayedAnswer[], request: Partial<FetchRequest> = {}) {
  const due = { address: 'FAKE', since: undefined, now: Date.parse('2026-11-20T15:00:00Z'), unknownFields: 'refuse', key: KEY } as const;
  return fred.fetch({ ...due, ...request }, played(answers));
}

const observations = (changes: Record<string, unknown>): PlayedAnswer[] => [
  {
    match: /series\/observations/,
    body: JSON.stringify({ ...(JSON.parse(recording('fred/observations.fake.json')) as object), ...changes }),
  },
];

describe('an address of FRED', () => {
  it('is an id, with vintages and their hour where they are wanted', () => {
    expect(readAddress('m2sl')).toEqual({ id: 'M2SL', hasVintages: false, releaseMinutes: 1440 });
    expect(readAddress('M2SL vintages')).toEqual({ id: 'M2SL', hasVintages: true, releaseMinutes: 1440 });
    expect(readAddress('NFCI vintages 08:30')).toEqual({ id: 'NFCI', hasVintages: true, releaseMinutes: 510 });
  });

  it.each(['', 'M2SL 13:00', 'M2SL vintages 24:00', 'M2SL vintages 8:30', 'M2SL,WALCL', 'M2SL&api_key=x'])('is not %j', async (address) => {
    expect(readAddress(address)).toBeUndefined();
    await expect(fetch([], { address })).rejects.toMatchObject({ kind: 'not-found', message: expect.stringContaining('ID vintages') });
  });
});

describe('today’s values', () => {
  it('do not take their real-time period for the instant at which they were first known', async () => {
    const fetched = await fetch(observations({}));
    expect(fetched.knownAt).toBeUndefined();
    expect(dated(fetched).slice(0, 2)).toEqual([
      ['2026-11-09', 4.5],
      ['2026-11-10', 4.55],
    ]);
  });

  it('are refused where they were transformed, or come twice', async () => {
    await expect(fetch(observations({ units: 'pc1' }))).rejects.toMatchObject({ kind: 'changed-shape', message: /units: .*found "pc1"/ });
    const row = { realtime_start: '2026-11-20', realtime_end: '2026-11-20', date: '2026-11-09', value: '4.5' };
    await expect(fetch(observations({ count: 2, observations: [row, row] }))).rejects.toMatchObject({ message: /a date occurs twice/ });
  });

  it.each([
    ['NaN', 'NaN'],
    ['4,5', '4,5'],
    ['0x10', '0x10'],
    ['1e999', 'Infinity'],
  ])('are refused where one of them is %s', async (value, shown) => {
    const row = { realtime_start: '2026-11-20', realtime_end: '2026-11-20', date: '2026-11-09', value };
    const refused = fetch(observations({ count: 1, observations: [row] }));
    await expect(refused).rejects.toMatchObject({ kind: 'changed-shape', message: expect.stringContaining(shown) });
  });

  it('are asked for again where the series changed between two pages', async () => {
    const first = { match: /offset=0$/, body: recording('fred/page-1.fake.json') };
    const second = { match: /offset=4$/, body: recording('fred/page-2.fake.json').replace('"count": 7', '"count": 8') };
    await expect(fetch([first, second])).rejects.toMatchObject({ kind: 'unavailable', retryable: true, message: /7 rows, then 8/ });
  });

  it('are refused where the rows end before their count, or go beyond it', async () => {
    const end = { ...(JSON.parse(recording('fred/page-2.fake.json')) as object), observations: [] };
    const pages = [
      { match: /offset=0$/, body: recording('fred/page-1.fake.json') },
      { match: /offset=4$/, body: JSON.stringify(end) },
    ];
    await expect(fetch(pages)).rejects.toMatchObject({ kind: 'changed-shape', message: /counts 7 rows, but ends after 4/ });
    await expect(fetch(observations({ count: 5 }))).rejects.toMatchObject({ kind: 'changed-shape', message: /counts 5 rows, but has 7/ });
  });

  it('may be none since a date, but not at all', async () => {
    const nothing = observations({ count: 0, observations: [] });
    const since = parseCivilDate('2026-11-18');
    expect(await fetch(nothing, { since })).toMatchObject({ notes: ['There is no value since 2026-11-18.'] });
    await expect(fetch(nothing)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('come with a word on their owner where that is ICE', async () => {
    const { notes } = await fetch(observations({}), { address: 'BAMLH0A0HYM2' });
    expect(notes.at(-1)).toMatch(/last three years.*licence of ICE/);
  });
});

describe('the key', () => {
  it('is in no address that is shown or kept', async () => {
    const http = played(observations({}));
    const { responses } = await fred.fetch({ address: 'FAKE', since: undefined, now: 0, key: KEY }, http);
    expect(JSON.stringify([http.asked, responses])).not.toContain(KEY);
  });

  it('is asked for before anything else where vintages are wanted', async () => {
    const refused = fetch([], { address: 'FAKE vintages', key: undefined });
    await expect(refused).rejects.toMatchObject({ kind: 'unauthorized', message: expect.stringContaining('FRED_API_KEY') });
  });
});

describe('a graph', () => {
  it('gives each row with a figure, in whatever form', () => {
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: -20_000, max: 30_000 }), fc.option(fc.integer({ min: -1e9, max: 1e9 }))), {
      selector: ([day]) => day,
      maxLength: 30,
    });
    const form = fc.record({
      header: fc.constantFrom('DATE', 'observation_date'),
      missing: fc.constantFrom('.', ''),
      end: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(rows, form, (found, { header, missing, end }) => {
        const lines = found.map(([day, value]) => `${formatCivilDate(day)},${value === null ? missing : (value / 1000).toFixed(3)}`);
        const parsed = parseGraph([`${header},FAKE`, ...lines, ''].join(end), 'FAKE', ANSWER);
        const expected = found.flatMap(([day, value]) => (value === null ? [] : [[day, value / 1000] as const])).sort(([a], [b]) => a - b);
        expect([...parsed.dates]).toEqual(expected.map(([day]) => day));
        expect([...parsed.values].map((value) => value + 0)).toEqual(expected.map(([, value]) => value + 0));
      }),
    );
  });

  it('is refused where it was cut off, which may leave a shorter figure', () => {
    const whole = 'observation_date,FAKE\n2026-11-04,10.5\n2026-11-11,10.25\n';
    for (let length = 0; length < whole.length; length++) {
      const isLineEnd = whole[length - 1] === '\n';
      if (isLineEnd) continue;
      expect(() => parseGraph(whole.slice(0, length), 'FAKE', ANSWER)).toThrow(/expected the header|cut off/);
    }
  });

  it.each([
    ['a row of three cells', '2026-11-04,10.5,1', 'line 2: expected 2 cells, found "2026-11-04,10.5,1"'],
    ['a date that does not exist', '2026-02-30,10.5', 'line 2: expected a date and a figure, found "2026-02-30,10.5"'],
    ['a word', '2026-11-04,none', 'line 2: expected a date and a figure, found "2026-11-04,none"'],
    ['a quotation mark that stays open', '"2026-11-04,10.5', 'the answer is no CSV'],
    ['a date with two values', '2026-11-04,1\n2026-11-04,2', '2026-11-04 occurs twice with different values: 1 and 2'],
  ])('is refused with %s', (_, rows, message) => {
    expect(() => parseGraph(`observation_date,FAKE\n${rows}\n`, 'FAKE', ANSWER)).toThrow(message);
  });
});
