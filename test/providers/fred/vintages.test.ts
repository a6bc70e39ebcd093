import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseObservations, readPage } from '../../../src/providers/fred/parse.ts';
import { fred } from '../../../src/providers/fred/provider.ts';
import type { Http } from '../../../src/providers/http-port.ts';
import type { Parsed } from '../../../src/providers/provider.ts';
import {
  type AlfredRow,
  alfredRows,
  hasRecordedVintages,
  knownInstant,
  playedArchive,
  RECORDED_SERIES,
  recordedBody,
  recordedDays,
  recordedVersions,
} from './recorded-vintages.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const ANSWER = { provider: 'fred', url: 'https://api.stlouisfed.org/', unknownFields: 'refuse' } as const;

function fetchVintages(http: Http, address = 'M2SL vintages', since?: string) {
  const from = since === undefined ? undefined : (parseCivilDate(since) as number);
  return fred.fetch({ address, since: from, now: NOW, key: 'a'.repeat(32), unknownFields: 'refuse' }, http);
}

/** `2026-01-01 = 100, known 2026-02-25T05:00:00.000Z` */
function versions({ dates, values, knownAt }: Parsed): string[] {
  return Array.from(dates, (day, i) => `${formatCivilDate(day)} = ${values[i]}, known ${new Date(knownAt?.[i] as number).toISOString()}`);
}

const row = (date: string, value: string, realtime_start: string, realtime_end = '9999-12-31'): AlfredRow => ({
  date,
  value,
  realtime_start,
  realtime_end,
});

describe('a vintage', () => {
  it('is known from the end of its day in New York, on either side of daylight saving', async () => {
    const rows = [row('2026-01-01', '1', '2026-02-24'), row('2026-02-01', '2', '2026-03-24')];
    expect(versions(await fetchVintages(playedArchive(rows)))).toEqual([
      '2026-01-01 = 1, known 2026-02-25T05:00:00.000Z',
      '2026-02-01 = 2, known 2026-03-25T04:00:00.000Z',
    ]);
  });

  it('is known from the hour that the address states', async () => {
    const archive = playedArchive([row('2026-01-01', '1', '2026-02-24')]);
    expect(versions(await fetchVintages(archive, 'M2SL vintages 08:30'))).toEqual(['2026-01-01 = 1, known 2026-02-24T13:30:00.000Z']);
  });

  it('that says the same again is none', async () => {
    const rows = [
      row('2026-01-01', '20843.2', '2026-02-24', '2026-03-23'),
      row('2026-01-01', '20843.2000000000', '2026-03-24', '2026-04-27'),
      row('2026-01-01', '20843.3', '2026-04-28', '2026-05-25'),
      row('2026-01-01', '20843.2', '2026-05-26'),
    ];
    expect(versions(await fetchVintages(playedArchive(rows)))).toEqual([
      '2026-01-01 = 20843.2, known 2026-02-25T05:00:00.000Z',
      '2026-01-01 = 20843.3, known 2026-04-29T04:00:00.000Z',
      '2026-01-01 = 20843.2, known 2026-05-27T04:00:00.000Z',
    ]);
  });

  it('that withdraws a value leaves what was known, with a note', async () => {
    const rows = [
      row('2026-01-01', '1', '2026-02-24', '2026-03-23'),
      row('2026-01-01', '.', '2026-03-24'),
      row('2026-02-01', '2', '2026-03-24', '2026-04-27'),
      row('2026-03-01', '3', '2026-04-28'),
      row('2026-04-01', '.', '2026-05-26'),
    ];
    const fetched = await fetchVintages(playedArchive(rows));
    expect(versions(fetched).map((version) => version.slice(0, 14))).toEqual(['2026-01-01 = 1', '2026-02-01 = 2', '2026-03-01 = 3']);
    expect(fetched.notes).toEqual([
      '1 date without a value left out (2026-04-01).',
      '2 values withdrawn since; what was known stays (first 2026-01-01, last 2026-02-01).',
    ]);
  });

  it('without a first day is refused, as are two that overlap', async () => {
    const unknown = playedArchive([row('2026-01-01', '1', '1776-07-04')]);
    await expect(fetchVintages(unknown)).rejects.toMatchObject({ kind: 'changed-shape', message: /2026-01-01 has no first day/ });
    const twice = playedArchive([row('2026-01-01', '1', '2026-02-24'), row('2026-01-01', '2', '2026-03-24')]);
    const message = expect.stringContaining('two values of 2026-01-01 are valid on 2026-03-24');
    await expect(fetchVintages(twice)).rejects.toMatchObject({ kind: 'changed-shape', message });
  });

  it('is asked for from a date of observation on', async () => {
    const archive = playedArchive([row('2026-01-01', '1', '2026-02-24'), row('2026-02-01', '2', '2026-03-24')]);
    expect(versions(await fetchVintages(archive, 'M2SL vintages', '2026-02-01'))).toEqual([
      '2026-02-01 = 2, known 2026-03-25T04:00:00.000Z',
    ]);
    const none = await fetchVintages(archive, 'M2SL vintages', '2026-03-01');
    expect([none.dates.length, none.notes]).toEqual([0, ['There is no value since 2026-03-01.']]);
  });
});

/** Histories of a few dates, each revised at some days, withdrawn and restored. */
const histories = fc
  .array(
    fc.record({
      date: fc.integer({ min: 0, max: 40 }),
      revisions: fc.uniqueArray(fc.integer({ min: 41, max: 20_000 }), { minLength: 1, maxLength: 8 }),
      values: fc.array(fc.constantFrom('1', '2.5', '2.50', '.'), { minLength: 8, maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((dates) => [...new Map(dates.map((one) => [one.date, one])).values()].flatMap(alfredHistory));

function alfredHistory({ date, revisions, values }: { date: number; revisions: number[]; values: string[] }): AlfredRow[] {
  const days = revisions.sort((a, b) => a - b);
  return days.map((day, i) => {
    const next = days[i + 1];
    return row(
      formatCivilDate(date),
      values[i] as string,
      formatCivilDate(day),
      next === undefined ? undefined : formatCivilDate(next - 1),
    );
  });
}

describe('vintages in windows of real time', () => {
  it('give the same as in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), async (rows, mostVintages, mostRows) => {
        const whole = await fetchVintages(playedArchive(rows), 'M2SL vintages', '1970-01-01');
        const pieces = await fetchVintages(playedArchive(rows, { mostVintages, mostRows }), 'M2SL vintages', '1970-01-01');
        expect([versions(pieces), pieces.notes]).toEqual([versions(whole), whole.notes]);
      }),
      { numRuns: 60 },
    );
  });

  it('are refused where one of them is missing in the middle', async () => {
    const rows = ['2010-01-04', '2015-01-05', '2020-01-06'].map((day, i) => row(`200${i}-01-03`, '1', day));
    const archive = playedArchive(rows, { mostVintages: 1 });
    let served = 0;
    const http: Http = {
      async get(request) {
        const response = await archive.get(request);
        if (response.status === 200 && ++served > 1)
          return { ...response, status: 400, body: '{"error_code":400,"error_message":"It does not exist in ALFRED."}' };
        return response;
      },
    };
    await expect(fetchVintages(http)).rejects.toMatchObject({ kind: 'changed-shape', message: /vintages of M2SL from before .* but none/ });
  });

  it('end in an error where even one day has too many', async () => {
    const body = '{"error_code":400,"error_message":"This exceeds the maximum number of vintage dates allowed (2000)."}';
    const http: Http = {
      get: async ({ url }) => ({ status: 400, body, etag: undefined, record: { url, status: 400, bytes: 0, sha256: '', at: 0 } }),
    };
    await expect(fetchVintages(http)).rejects.toMatchObject({ kind: 'changed-shape', message: /too many vintages of M2SL on the one day/ });
  });
});

describe.skipIf(!hasRecordedVintages)('recorded vintages', () => {
  const known = hasRecordedVintages
    ? readFileSync(new URL('../../../../shared/data/macro/vintages/FRED_REALTIME_2026.csv', import.meta.url), 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
    : [];

  it.each(RECORDED_SERIES)('of %s, each read as today’s values of its day, differ as the table of revisions says', (series) => {
    const seen = new Map<string, number>();
    const changes: string[] = [];
    for (const day of recordedDays(series)) {
      const body = recordedBody(series, day);
      const parsed = parseObservations({ rows: readPage(body, ANSWER).page.observations, notes: [], body }, ANSWER);
      expect(parsed.knownAt).toBeUndefined();
      for (const [i, date] of parsed.dates.entries()) {
        const value = parsed.values[i] as number;
        if (seen.get(formatCivilDate(date)) !== value) changes.push(`${series},${formatCivilDate(date)},${day},${value}`);
        seen.set(formatCivilDate(date), value);
      }
    }
    const table = known
      .filter((line) => line.startsWith(`${series},`))
      .map((line) => line.replace(/[^,]+$/, (value) => String(Number(value))));
    expect(changes.sort()).toEqual(table.sort());
  });

  it.each(RECORDED_SERIES)('of %s give every revision with the instant from which it was known', async (series) => {
    const rows = alfredRows(series);
    const expected = recordedVersions(series).map(({ date, value, since }) => `${date} = ${value}, known ${knownInstant(since, '13:00')}`);
    for (const limits of [{}, { mostVintages: 3, mostRows: 50 }]) {
      const http = playedArchive(rows, limits);
      expect(versions(await fetchVintages(http, `${series} vintages 13:00`))).toEqual(expected);
    }
  });

  it('of M2 tell three values of August 2021', async () => {
    const found = versions(await fetchVintages(playedArchive(alfredRows('M2SL')))).filter((version) => version.startsWith('2021-08-01'));
    expect(found).toEqual([
      '2021-08-01 = 20840.7, known 2026-04-29T04:00:00.000Z',
      '2021-08-01 = 20840.6, known 2026-06-24T04:00:00.000Z',
      '2021-08-01 = 20843.2, known 2026-07-29T04:00:00.000Z',
    ]);
  });
});
