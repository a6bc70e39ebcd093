import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/app/context.ts';
import { evidence } from '../../src/app/operations/evidence.ts';
import { readDescriptions } from '../../src/app/pull/catalogue.ts';
import type { EvidenceResult } from '../../src/contract/evidence.ts';
import { parseCivilDate } from '../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../src/core/numerics/random.ts';
import { endOfDay } from '../../src/core/series/panel.ts';
import type { Series } from '../../src/core/series/series.ts';
import { csvFolder } from '../../src/providers/file/provider.ts';
import { shipped } from '../app/shipped.ts';
import { shippedCatalogues } from './shipped-catalogues.ts';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const hasData = existsSync(`${folder}market/RUT.csv`);
if (!hasData) console.warn(`skipped: no daily data at ${folder}`);

const known = async () => readDescriptions(shippedCatalogues());
const daily: Context = { ...shipped, series: csvFolder(folder, { today: shipped.today, known }) };

/** The source with the values that were known later than a date in another order, and other ones. */
function shuffledAfter(context: Context, date: string): Context {
  const instant = endOfDay(parseCivilDate(date) as number);
  const load = async (id: string): Promise<Series> => {
    const series = await context.series.load(id);
    const from = series.knownAt.findIndex((knownAt) => knownAt > instant);
    return from < 0 ? series : { ...series, values: shuffled(series.values, from) };
  };
  return { ...context, series: { ...context.series, ids: () => context.series.ids(), load } };
}

function shuffled(values: Float64Array, from: number): Float64Array {
  const { below, uniform } = seededStream(from + 1);
  const mixed = values.slice();
  for (let i = mixed.length - 1; i > from; i--) {
    const j = from + below(i - from + 1);
    [mixed[i], mixed[j]] = [mixed[j] as number, mixed[i] as number];
  }
  return mixed.map((value, i) => (i < from ? value : value * (0.5 + uniform())));
}

/** What is told of a date; the hash is of what was known, and says the same. */
const toldOf = ({ evidence: told, dataHash }: EvidenceResult) => ({ told, dataHash });

const DATES = [
  '2019-03-15',
  '2019-12-31',
  '2020-03-20',
  '2020-11-13',
  '2021-11-10',
  '2022-06-18',
  '2023-03-10',
  '2024-04-20',
  '2025-10-10',
  '2026-01-09',
];

describe('evidence of a past date', () => {
  test.runIf(hasData).each(DATES)('%s, from daily data, is the same however later data are shuffled', async (asOf) => {
    const told = await evidence({ asOf }, daily);
    expect(told.evidence.indicators.filter(({ now }) => now !== null).length).toBeGreaterThan(10);
    const end = new Date(endOfDay(parseCivilDate(asOf) as number)).toISOString();
    const standings = told.evidence.indicators.flatMap(({ now, last, fourWeeksAgo }) => [now, last, fourWeeksAgo]);
    for (const standing of standings) if (standing) expect(standing.knownAt <= end).toBe(true);
    expect(toldOf(await evidence({ asOf }, shuffledAfter(daily, asOf)))).toEqual(toldOf(told));
  });

  test.runIf(hasData)('is not the same when data that were known are shuffled', async () => {
    const told = await evidence({ asOf: '2025-10-10' }, daily);
    expect(toldOf(await evidence({ asOf: '2025-10-10' }, shuffledAfter(daily, '2025-10-01')))).not.toEqual(toldOf(told));
  });
});

/** The statements of the flagship that are conditions, and what speaks of each. */
const CONDITIONS = ['liquidity', 'consolidation', 'flush', 'thin-books', 'sentiment-reset', 'clarity-act', 'outflows', 'unprofitable'];

test.runIf(hasData)(
  'each condition has on 9 Jan 2026 a value with its percentile, date and source, or what is missing by name',
  async () => {
    const { indicators, catalysts } = (await evidence({ asOf: '2026-01-09' }, daily)).evidence;
    for (const claim of CONDITIONS) {
      const bearing = indicators.filter(({ claims }) => claims.includes(claim));
      expect(bearing.length + catalysts.filter(({ claims }) => claims.includes(claim)).length, claim).toBeGreaterThan(0);
      for (const { now, needs, series } of bearing) {
        if (now === null) expect(needs.join()).toMatch(/[A-Z_]{3,}/);
        else {
          expect(now.percentile).toBeGreaterThan(0);
          expect(now.date <= '2026-01-09').toBe(true);
          expect(series.every(({ source }) => source.endsWith(`.csv in ${folder}`))).toBe(true);
        }
      }
    }
  },
);
