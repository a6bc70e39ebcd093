import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay, formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { closingBalances, parsePage } from '../../../src/providers/treasury/parse.ts';
import { treasury } from '../../../src/providers/treasury/provider.ts';
import { dated, hasShared, played, recording, shared } from '../played-answers.ts';

const answer = { provider: 'treasury', url: 'https://api.fiscaldata.treasury.gov/table', unknownFields: 'refuse' } as const;
const now = Date.parse('2026-08-21T20:00:00Z');

const OLDEST = 'Federal Reserve Account';
const CLOSING = 'Treasury General Account (TGA) Closing Balance';
const OPENING = 'Treasury General Account (TGA) Opening Balance';

const row = (record_date: string, account_type: string, close_today_bal: string, open_today_bal: string) => ({
  record_date,
  account_type,
  close_today_bal,
  open_today_bal,
});

function closings(rows: readonly object[]) {
  const meta = { count: rows.length, 'total-count': rows.length, 'total-pages': 1 };
  const body = JSON.stringify({ data: rows, meta, links: null });
  const page = parsePage(body, answer);
  return closingBalances(page.rows, { ...answer, body, notes: page.notes, now });
}

describe('the closing balance of the Treasury General Account', () => {
  it('is that of the day, never the opening one, though it stands under the name of the opening one', () => {
    const rows = [row('2026-08-19', OPENING, 'null', '961952'), row('2026-08-19', CLOSING, 'null', '936406')];
    expect(dated(closings(rows))).toEqual([['2026-08-19', 936_406]]);
  });

  it('is refused where both columns hold one and they differ, and read where they agree', () => {
    expect(() => closings([row('2026-08-19', CLOSING, '936406', '961952')])).toThrow(/2026-08-19 has two closing balances/);
    expect(dated(closings([row('2026-08-19', CLOSING, '936406', '936406')]))).toEqual([['2026-08-19', 936_406]]);
  });

  it('is refused where two layouts tell different ones of a day', () => {
    expect(() => closings([row('2021-09-30', OLDEST, '1', '0'), row('2021-09-30', CLOSING, 'null', '2')])).toThrow(
      /2021-09-30 occurs twice with different values/,
    );
  });

  it('is one of the body’s, by date, whatever the order of the rows', () => {
    const days = fc.uniqueArray(fc.integer({ min: epochDay(2022, 4, 18), max: epochDay(2026, 8, 20) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(days, fc.infiniteStream(fc.integer({ min: -1000, max: 2_000_000 })), fc.gen(), (dates, balances, gen) => {
        const expected = dates.map((day): [string, number] => [formatCivilDate(day), balances.next().value]);
        const rows = expected.flatMap(([date, value]) => [row(date, OPENING, 'null', '7'), row(date, CLOSING, 'null', String(value))]);
        const shuffled = gen(fc.shuffledSubarray, rows, { minLength: rows.length });
        expect(dated(closings(shuffled))).toEqual(expected.toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }),
      { numRuns: 50 },
    );
  });

  it('is refused where a page has not as many rows as it says', () => {
    const meta = { count: 2, 'total-count': 2, 'total-pages': 1 };
    const body = JSON.stringify({ data: [row('2026-08-19', CLOSING, 'null', '1')], meta, links: null });
    expect(() => parsePage(body, answer)).toThrow(/says that it has 2 rows, and has 1/);
  });
});

describe('the pages of the table', () => {
  it('are asked for from a date on, until all are there', async () => {
    const http = played([
      { match: /page\[number\]=1$/, body: recording('treasury/page-1.fake.json') },
      { match: /page\[number\]=2$/, body: recording('treasury/page-2.fake.json') },
    ]);
    const since = parseCivilDate('2026-03-02');
    const { responses } = await treasury.fetch({ address: 'tga-close', now, since }, http);
    expect(responses).toHaveLength(2);
    expect(http.asked).toEqual([expect.stringContaining('filter=record_date:gte:2026-03-02'), expect.stringContaining('page[number]=2')]);
  });

  it('may be empty where only the last days were asked for', async () => {
    const http = played([{ match: /operating_cash_balance/, body: recording('treasury/nothing-yet.fake.json') }]);
    const { dates, notes } = await treasury.fetch({ address: 'tga-close', now, since: parseCivilDate('2026-08-21') }, http);
    expect([dates.length, notes]).toEqual([0, ['There is no value since 2026-08-21.']]);
  });
});

describe.skipIf(hasShared)('real balances', () => {
  it('are not read', ({ skip }) => {
    console.info('Real balances are not tested: the shared folder is not there.');
    skip('the shared folder is not there');
  });
});

describe.skipIf(!hasShared)('real balances in the rows of the table', () => {
  const millions = (file: string, unit: number): Map<string, number> => {
    const lines = shared(`data/macro/${file}.csv`).trim().split('\n').slice(1);
    return new Map(lines.map((line) => [line.slice(0, 10), Math.round(unit * Number(line.slice(11)))]));
  };

  it('give the Federal Reserve’s own Wednesday levels', () => {
    const recorded = millions('TGA_DTS_AS_RECORDED', 1000);
    const closing = millions('TGA_DTS_CLOSE', 1000);
    // As recorded they were closing balances in the oldest layout, and opening ones in the newest.
    const rows = Array.from(closing, ([date, value]) =>
      date <= '2021-09-30'
        ? [row(date, OLDEST, String(value), '0')]
        : [row(date, OPENING, 'null', String(recorded.get(date))), row(date, CLOSING, 'null', String(value))],
    ).flat();
    const found = new Map(dated(closings(rows)));
    const levels = [...millions('WDTGAL', 1)].filter(([date]) => found.has(date));
    expect([found.size, levels.length]).toEqual([2786, 230]);
    expect(levels.filter(([date, level]) => Math.abs((found.get(date) as number) - level) > 1)).toEqual([]);
  });
});
