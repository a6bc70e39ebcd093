import { formatCount, formatNumber } from '../../contract/format.ts';
import type { ScanPlanResult } from '../../contract/scan.ts';
import type { Panel } from '../panel.ts';
import type { ScannedOutcome, ScannedTrigger } from './plan.ts';

/**
 * Seconds on one thread of a server of 2026, measured on all series of a folder of 154 and on the table that ships: for each trigger and date
 * of its series, and for each combination and date.
 */
const MEASURED = { triggerAndDate: 4e-7, combinationAndDate: 4e-8, least: 0.3 };

/** What a scan would try and about how long it takes, from counts alone. */
export function foreseen(
  {
    triggers,
    outcomes,
    panel,
  }: { readonly triggers: readonly ScannedTrigger[]; readonly outcomes: readonly ScannedOutcome[]; readonly panel: Panel },
  notes: readonly string[],
): ScanPlanResult {
  const dates = triggers.reduce((sum, { checked }) => sum + (panel.series.get(checked.series[0] as string)?.dates.length ?? 0), 0);
  const hypotheses = triggers.length * outcomes.length;
  const seconds = MEASURED.least + dates * (MEASURED.triggerAndDate + outcomes.length * MEASURED.combinationAndDate);
  const series = new Set(triggers.map(({ checked }) => checked.series[0])).size;
  const sentence = `${formatCount(triggers.length, 'trigger')} on ${formatNumber(series)} series, ${formatCount(outcomes.length, 'market and horizon', 'markets and horizons')}: ${formatCount(hypotheses, 'combination')}, about ${formatCount(Math.max(1, Math.round(seconds)), 'second')}.`;
  return { kind: 'plan', triggers: triggers.length, series, hypotheses, seconds, sentence, notes: [...notes] };
}
