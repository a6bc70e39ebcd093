import { EvidenceInput, type EvidenceResult } from '../../contract/evidence.ts';
import type { IndicatorPack } from '../../contract/indicators.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { expandingPercentiles } from '../../core/evidence/standing.ts';
import { evaluateSeries } from '../../core/language/evaluate.ts';
import { endOfDay } from '../../core/series/panel.ts';
import { didYouMean } from '../../core/text/nearest-name.ts';
import { CallerError, type Context } from '../context.ts';
import { evidenceAsOf } from '../evidence/evidence.ts';
import { indicatorsOf } from '../evidence/indicator-pack.ts';
import { type Evidential, readable } from '../evidence/indicator-reading.ts';
import { loadEvidence } from '../evidence/load-evidence.ts';
import { withoutMissing } from '../evidence/reading-history.ts';
import { readPack } from '../pack.ts';
import { asOfDate, environmentAsOf } from '../panel.ts';
import { dataHash } from '../present/data-hash.ts';

/** The evidence for a pack's thesis and against it, with the history of the reading; of one indicator its own history too. */
export async function evidence(given: unknown, context: Context): Promise<EvidenceResult> {
  const input = EvidenceInput.parse(given);
  const { file, text } = await context.readPack(input.pack);
  const pack = readPack(file, text, context.today);
  const indicators = await indicatorsOf(pack, file, context);
  if (!indicators) throw new CallerError(`${pack.pack} names no indicators; a pack of claims names them under evidence:`);
  const chosen = input.indicator === undefined ? undefined : indicatorNamed(indicators, input.indicator);
  const loaded = await loadEvidence(indicators, context);
  const asOf = asOfDate(input.asOf, loaded.panel, context);
  const evidential = { ...loaded, asOf, at: input.asOf === undefined ? context.data.now() : endOfDay(asOf) };
  const whole = evidenceAsOf(indicators, evidential, { seed: input.seed, withHistory: true });
  return {
    pack: pack.pack,
    title: pack.title,
    asOf: formatCivilDate(asOf),
    dataSource: context.series.description,
    dataHash: dataHash(loaded.panel.series, asOf),
    version: context.version,
    evidence: chosen ? { ...whole, indicators: whole.indicators.filter(({ id }) => id === chosen.id), catalysts: [] } : whole,
    history: chosen ? historyOf(chosen, evidential) : null,
    command: commandOf(input, context, formatCivilDate(asOf)),
  };
}

function indicatorNamed({ indicators, readings }: IndicatorPack, id: string): IndicatorPack['readings'][number] {
  const found = readings.find((indicator) => indicator.id === id);
  if (found) return found;
  const ids = readings.map((indicator) => indicator.id);
  throw new CallerError(`no indicator "${id}" in ${indicators}${didYouMean(id, ids) || `; it has ${ids.join(', ')}`}`);
}

/** Each value of an indicator in the version that is known now, with its place among those up to it; null where it cannot be read. */
function historyOf(indicator: IndicatorPack['readings'][number], { panel, known, asOf }: Evidential): EvidenceResult['history'] {
  const checked = readable(indicator, known);
  if (!checked) return null;
  const { dates, values } = withoutMissing(evaluateSeries(checked, environmentAsOf(panel, asOf)));
  return {
    indicator: indicator.id,
    dates: Array.from(dates, formatCivilDate),
    values: Array.from(values),
    percentiles: Array.from(expandingPercentiles(values)),
  };
}

function commandOf({ pack, indicator, seed }: EvidenceInput, { program, dataOption }: Context, asOf: string): string {
  const options = [
    indicator === undefined ? '' : `--indicator ${indicator}`,
    `--as-of ${asOf}`,
    seed === 1 ? '' : `--seed ${seed}`,
    dataOption,
  ];
  return [`${program} evidence`, pack, ...options].filter(Boolean).join(' ');
}
