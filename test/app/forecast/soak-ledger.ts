// Lives through 2019 to 2026 on daily prices: feeds, scores and seals every month, verifies, and prints what came of it. `npm run soak:ledger`
import '../../../src/engine.ts';

import { fileURLToPath } from 'node:url';
import type { ForecastScores } from '../../../src/contract/forecast.ts';
import { formatNumber } from '../../../src/contract/format.ts';
import { parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { csvFolder } from '../../../src/providers/file/provider.ts';
import { hasDailyPrices } from '../../reference/real-data.ts';
import { makeLedgerWorld } from './ledger-world.ts';
import { replay } from './replay.ts';

if (!hasDailyPrices) process.exit(0);
const source = csvFolder(fileURLToPath(new URL('../../../../shared/data/market/', import.meta.url)), {
  today: parseCivilDate('2026-11-20') as number,
});
const series = await Promise.all(['RUT', 'SPX', 'BTC', 'ETH'].map((id) => source.load(id)));
const world = await makeLedgerWorld('2019-01-02T09:00:00Z');
// The same claims, in sessions and days in place of weeks.
world.packs['old-claims'] = (world.packs['old-claims'] as string).replaceAll('lookback: 26', 'lookback: 130').replaceAll(', 20)', ', 100)');
const began = performance.now();
await replay(world, series, { from: '2019-01-02', to: '2026-10-02', every: { count: 1, unit: 'mo' } });
const seconds = (performance.now() - began) / 1000;
const { counts, scores, earlyScores, bySource } = await world.show();
const verified = await world.verify();
const told = ({ brier, log, clusters }: ForecastScores): string =>
  'ok' in brier || 'ok' in log
    ? 'no scores'
    : `Brier ${formatNumber(brier.own, 4)}, base rate ${formatNumber(brier.baseRate, 4)}, 50 % ${formatNumber(brier.even, 4)}; log ${formatNumber(log.own, 4)}, base rate ${formatNumber(log.baseRate, 4)}; ${clusters} clusters; against the base rate ${JSON.stringify(brier.againstBaseRate)}`;
console.log(`${formatNumber(seconds, 1)} s; ${JSON.stringify(counts)}`);
console.log(`all: ${told(scores)}`);
console.log(`early: ${told(earlyScores)}`);
for (const one of bySource) console.log(JSON.stringify(one));
console.log(verified.sentence);
await world.close();
if (!verified.holds) process.exit(1);
