import type { LeadScanResult } from '../../contract/lead-lag-scan.ts';
import type { ScanInput } from '../../contract/scan.ts';
import { parseSpan, type Span, spanDays } from '../../core/calendar/civil-date.ts';
import { endOfDay, asOf as knownAsOf } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { CallerError, type Context } from '../context.ts';
import { asOfDate } from '../panel.ts';
import { findSeries } from '../scan/find-series.ts';
import { runLeadScan } from '../scan/lead-lag.ts';

/** Which series move before some markets, all pairs counted as one family. */
export async function scanLeads(input: ScanInput, context: Context): Promise<Omit<LeadScanResult, 'command'>> {
  refuseOptionsOfTriggers(input);
  const followers = await findSeries(input.targets, context);
  const leaders = await findSeries(input.series, context);
  const series = new Map([...followers.series, ...leaders.series].map((one) => [one.id, one]));
  const asOf = asOfDate(input.asOf, { series, eventFiles: new Map() }, context);
  const known = [...series.values()].map((one) => knownAsOf(one, endOfDay(asOf)));
  const result = runLeadScan({
    series: known,
    asOf,
    leaders: leaders.series.map(({ id }) => id),
    followers: input.targets,
    maxLag: lagsWithin(
      parseSpan(input.within) as Span,
      known.filter(({ id }) => input.targets.includes(id)),
    ),
    level: input.level,
  });
  return { ...result, notes: [...leaders.notes, ...result.notes], dataSource: context.series.description };
}

function refuseOptionsOfTriggers({ triggers, keep, block, merge, dryRun }: ScanInput): void {
  const given = {
    triggers: triggers.length > 0,
    keep: keep !== undefined,
    block: block !== undefined,
    merge: merge.length > 0,
    'dry-run': dryRun,
  };
  const wrong = Object.entries(given).find(([, isGiven]) => isGiven)?.[0];
  if (wrong !== undefined) throw new CallerError(`${wrong} belongs to a scan of triggers: leave it out with lead-lag`);
}

/** A span in observations of the market with the closest dates. */
function lagsWithin(span: Span, markets: readonly Series[]): number {
  const spacings = markets.map(({ dates }) => ((dates.at(-1) ?? 0) - (dates[0] ?? 0)) / Math.max(1, dates.length - 1));
  return Math.max(1, Math.round(spanDays(span) / Math.max(1, Math.min(...spacings))));
}
