import type { Evidence, EvidenceReading, IndicatorReading } from '../../contract/evidence.ts';
import type { Indicator, IndicatorPack } from '../../contract/indicators.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { sameSideShare } from '../../core/evidence/weightings.ts';
import { readCatalyst } from './catalyst-reading.ts';
import { type Evidential, readable, readIndicator, standingAsOf, towardsThesis } from './indicator-reading.ts';
import { FEWEST, PAST, type ReadingHistory, readingHistory } from './reading-history.ts';
import { readingSentence } from './reading-sentence.ts';
import { testReading } from './reading-test.ts';

/** Weightings that are drawn: the share of them is known to within half a percent. */
const DRAWS = 10_000;

/** The indicators and catalysts of a pack as they read at the end of a date. */
export function readAll({ readings, catalysts }: IndicatorPack, evidential: Evidential): Pick<Evidence, 'indicators' | 'catalysts'> {
  return {
    indicators: readings.map((indicator) => readIndicator(indicator, evidential)),
    catalysts: catalysts.map((catalyst) => readCatalyst(catalyst, evidential)),
  };
}

/** The evidence of a pack as of a date, and its reading as a whole with the history behind it. */
export function evidenceAsOf(
  pack: IndicatorPack,
  evidential: Evidential,
  { seed, withHistory }: { readonly seed: number; readonly withHistory: boolean },
): Evidence {
  const { indicators, catalysts } = readAll(pack, evidential);
  const history = readingHistory(pack.readings, evidential);
  const reading = { ...together(pack, indicators, { ...evidential, seed }), test: testReading(history, pack, { ...evidential, seed }) };
  return {
    id: pack.indicators,
    title: pack.title,
    thesis: pack.thesis,
    groups: Object.entries(pack.groups).map(([id, title]) => ({ id, title })),
    indicators,
    catalysts,
    reading: { ...reading, history: withHistory ? present(history) : null, sentence: readingSentence(reading) },
  };
}

/** A count and an equal-weight place of the indicators that can be read, by the rules of its history, and how much hangs on the weights. */
function together(
  pack: IndicatorPack,
  indicators: readonly IndicatorReading[],
  { seed, ...evidential }: Evidential & { readonly seed: number },
): Omit<EvidenceReading, 'history' | 'test' | 'sentence'> {
  const countOf = (side: IndicatorReading['side']) => indicators.filter((indicator) => indicator.side === side).length;
  const shares = Float64Array.from(pack.readings.flatMap((indicator) => placeNow(indicator, evidential) ?? []));
  const isEnough = shares.length >= FEWEST;
  const same = isEnough ? sameSideShare(shares, { draws: DRAWS, seed }) : undefined;
  return {
    for: countOf('for'),
    against: countOf('against'),
    unknown: countOf('unknown'),
    percentile: isEnough ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null,
    sameSide: same ? { share: same.share, draws: same.draws, side: same.side === 'above' ? 'for' : 'against' } : null,
  };
}

/** The turned place of an indicator; undefined where it cannot be read, or its past is too short. */
function placeNow(indicator: Indicator, { panel, known, asOf }: Evidential): number | undefined {
  const checked = readable(indicator, known);
  const standing = checked && standingAsOf(checked, panel, asOf);
  if (!standing || standing.isStale || standing.observations < PAST) return undefined;
  return towardsThesis(indicator, standing.midRank);
}

const present = ({ dates, percentiles, indicators }: ReadingHistory): NonNullable<EvidenceReading['history']> => ({
  dates: Array.from(dates, formatCivilDate),
  percentiles: Array.from(percentiles),
  indicators: Array.from(indicators),
});
