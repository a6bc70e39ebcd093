import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay, formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import type { HttpRequest } from '../../../src/providers/http-port.ts';
import { parseHoldings, parseMortgagePurchases, parseRate, parseReverseRepo } from '../../../src/providers/nyfed/parse.ts';
import { nyfed } from '../../../src/providers/nyfed/provider.ts';
import { dated, played, recording } from '../played-answers.ts';

const answer = { provider: 'nyfed', url: 'https://markets.newyorkfed.org/api', unknownFields: 'refuse' } as const;

const operation = (operationId: string, operationDate: string, totalAmtAccepted: number | string) => ({
  operationId,
  operationDate,
  operationType: 'Reverse Repo',
  auctionStatus: 'Results',
  term: 'Overnight',
  totalAmtAccepted,
});
const reverseRepo = (operations: readonly object[]) => parseReverseRepo('all', JSON.stringify({ repo: { operations } }), answer);

describe('amounts accepted in a day’s operations', () => {
  it('are summed, each operation once', () => {
    const days = fc.integer({ min: epochDay(2013, 9, 23), max: epochDay(2013, 10, 3) }).map(formatCivilDate);
    const made = fc.array(fc.tuple(days, fc.integer({ min: 0, max: 1e12 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(made, fc.gen(), (amounts, gen) => {
        const operations = amounts.map(([date, amount], i) => operation(`RP ${i}`, date, amount));
        const repeated = gen(fc.subarray, operations);
        const expected = new Map<string, number>();
        for (const [date, amount] of amounts) expected.set(date, (expected.get(date) ?? 0) + amount);
        expect(new Map(dated(reverseRepo([...operations, ...repeated])))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('have no sum where one is missing', () => {
    const parsed = reverseRepo([
      operation('RP 1', '2026-03-10', 5),
      operation('RP 2', '2026-03-10', ''),
      operation('RP 3', '2026-03-11', '7'),
    ]);
    expect(dated(parsed)).toEqual([['2026-03-11', 7]]);
    expect(parsed.notes).toEqual(['1 date without a value left out (2026-03-10).']);
  });

  it('are refused where an operation has two', () => {
    expect(() => reverseRepo([operation('RP 1', '2026-03-10', 5), operation('RP 1', '2026-03-10', 6)])).toThrow(
      /operation RP 1 of 2026-03-10 has two amounts/,
    );
  });

  it('leave out what was announced and has no result', () => {
    const announced = { ...operation('RP 9', '2026-03-12', ''), auctionStatus: 'Announced' };
    const parsed = reverseRepo([operation('RP 1', '2026-03-11', 5), announced]);
    expect(dated(parsed)).toEqual([['2026-03-11', 5]]);
    expect(parsed.notes).toEqual(['Operations of other kinds left out: Reverse Repo, Announced.']);
  });

  it('are of all terms, or overnight', () => {
    const body = recording('nyfed/repo.fake.json');
    const all = dated(parseReverseRepo('all', body, answer));
    expect(all.slice(0, 3)).toEqual([
      ['2026-03-06', 2_500_000_000],
      ['2026-03-09', 8_000_000_000],
      ['2026-03-10', 3_950_000_000],
    ]);
    expect(dated(parseReverseRepo('overnight', body, answer))).toEqual(all.with(1, ['2026-03-09', 3_000_000_000]));
  });

  it('count outright purchases of mortgage-backed securities, no sales, rolls or swaps', () => {
    const body = recording('nyfed/mortgages.fake.json');
    expect(dated(parseMortgagePurchases(body, answer))).toEqual([
      ['2026-03-06', 12_000_000.5],
      ['2026-03-10', 1_250_000_000],
    ]);
  });
});

describe('holdings', () => {
  it('are each their own column', () => {
    const body = recording('nyfed/holdings.fake.json');
    const last = (['bills', 'notesbonds', 'tips', 'frn', 'mbs', 'cmbs', 'agencies', 'total'] as const).map(
      (holding) => parseHoldings(holding, body, answer).values.at(-1) as number,
    );
    expect(last).toEqual([325e9, 900e9, 50e9, 30e9, 1_995_000_000_000.1, 7_000_000_000.2, 2e9, 3_315_000_000_000.55]);
  });

  it('are refused where a text is no number', () => {
    const body = recording('nyfed/holdings.fake.json').replace('"325000000000"', '"325,000,000,000"');
    expect(() => parseHoldings('bills', body, answer)).toThrow(/soma\.summary\.3\.bills: expected a number, found .*325,000/);
  });
});

describe('a reference rate', () => {
  const rate = (percentRate: number, revisionIndicator: string) => ({
    effectiveDate: '2026-03-10',
    type: 'EFFR',
    percentRate,
    revisionIndicator,
  });
  const rates = (refRates: readonly object[]) => parseRate('EFFR', JSON.stringify({ refRates }), answer);

  it('that was revised is the revised one, wherever it stands', () => {
    const [first, revised] = [rate(3.61, ''), rate(3.62, '[r]')];
    expect(dated(rates([first, revised]))).toEqual([['2026-03-10', 3.62]]);
    expect(dated(rates([revised, first]))).toEqual([['2026-03-10', 3.62]]);
  });

  it('is refused where a date has two and neither says that it is revised', () => {
    expect(() => rates([rate(3.61, ''), rate(3.62, '')])).toThrow(/2026-03-10 occurs twice/);
  });
});

describe('requests to the New York Fed', () => {
  const now = Date.parse('2026-03-13T02:00:00Z');

  it('ask searches by dates, and the summary whole', async () => {
    const http = played([
      { match: /sofr/, body: recording('nyfed/sofr.fake.json') },
      { match: /soma/, body: recording('nyfed/holdings.fake.json') },
    ]);
    const since = parseCivilDate('2026-03-09');
    await nyfed.fetch({ address: 'rate SOFR', now, since }, http);
    await nyfed.fetch({ address: 'rate SOFR', now, since: undefined }, http);
    await nyfed.fetch({ address: 'soma bills', now, since }, http);
    expect(http.asked).toEqual([
      '/api/rates/secured/sofr/search.json?startDate=2026-03-09&endDate=2026-03-13&type=rate',
      '/api/rates/secured/sofr/search.json?startDate=2000-01-01&endDate=2026-03-13&type=rate',
      '/api/soma/summary.json',
    ]);
  });

  it('send a validator for what is whole alone, and take “not modified” for an answer', async () => {
    const sent: (string | undefined)[] = [];
    const http = (status: number, body: string) => ({
      get: (request: HttpRequest) => {
        sent.push(request.etag);
        return Promise.resolve({ status, body, etag: '"b"', record: { url: request.url, status, bytes: 0, sha256: '', at: 0 } });
      },
    });
    const asked = { now, since: undefined, etag: '"a"' };
    const unchanged = await nyfed.fetch({ ...asked, address: 'soma bills' }, http(304, ''));
    expect([unchanged.isUnchanged, unchanged.etag, unchanged.dates.length]).toEqual([true, '"a"', 0]);
    const whole = await nyfed.fetch({ ...asked, address: 'soma bills' }, http(200, recording('nyfed/holdings.fake.json')));
    const part = await nyfed.fetch({ ...asked, address: 'rate SOFR' }, http(200, recording('nyfed/sofr.fake.json')));
    expect([whole.etag, part.etag, ...sent]).toEqual(['"b"', undefined, '"a"', '"a"', undefined]);
  });
});
