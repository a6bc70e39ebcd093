import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseChart } from '../../../src/providers/yahoo/parse.ts';
import { hasShared, shared } from '../played-answers.ts';

// Charts as Yahoo gave them, which may not be copied into this repository.
const FOLDER = new URL('../../../../shared/api/yahoo/', import.meta.url);
const UNFIT = /notimestamp|interval-1m|quoteSummary|getCrumb/;

if (!hasShared) console.info(`The recorded charts are not tested: ${FOLDER.pathname} is not there.`);

interface RecordedChart {
  readonly meta: { readonly symbol: string; readonly exchangeTimezoneName: string; readonly regularMarketTime: number };
  readonly timestamp: readonly number[];
  readonly indicators: { readonly quote: readonly [{ readonly close: readonly (number | null)[] }] };
}

const names = hasShared
  ? [...readdirSync(FOLDER), ...readdirSync(new URL('recorded_fetch/', FOLDER)).map((name) => `recorded_fetch/${name}`)].filter(
      (name) => /\.(json|txt)$/.test(name) && !UNFIT.test(name),
    )
  : [];

describe.skipIf(!hasShared)('each recorded chart', () => {
  it.each(names)('%s gives the closes that another reader finds, by its own clock', (name) => {
    const text = shared(`api/yahoo/${name}`);
    const outer = JSON.parse(text) as { response?: { bodyJson: object } };
    const body = outer.response ? JSON.stringify(outer.response.bodyJson) : text;
    const [{ meta, timestamp, indicators }] = (JSON.parse(body) as { chart: { result: [RecordedChart] } }).chart.result;
    const clock = new Intl.DateTimeFormat('en-CA', { timeZone: meta.exchangeTimezoneName, dateStyle: 'short' });
    const closes = timestamp.map((stamp, i) => [parseCivilDate(clock.format(stamp * 1000)), indicators.quote[0].close[i]] as const);
    const answer = { provider: 'yahoo', url: `https://query1.finance.yahoo.com/${name}`, unknownFields: 'refuse' } as const;
    // Long after the recording no session runs any more.
    const parsed = parseChart(body, { symbol: meta.symbol, since: undefined, now: (meta.regularMarketTime + 2 * 86_400) * 1000 }, answer);
    const expected = closes.filter(([, close]) => close !== null);
    expect([...parsed.dates]).toEqual(expected.map(([day]) => day));
    expect([...parsed.values]).toEqual(expected.map(([, close]) => close));
    expect(parsed.adjusted).toHaveLength(expected.length);
  });
});
