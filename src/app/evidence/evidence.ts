import type { Evidence, EvidenceReading, IndicatorReading } from '../../contract/evidence.ts';
import type { IndicatorPack } from '../../contract/indicators.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { sameSideShare } from '../../core/evidence/weightings.ts';
import { readCatalyst } from './catalyst-reading.ts';
import { type Evidential, type Placed, readIndicator } from './indicator-reading.ts';
import { FEWEST, type ReadingHistory, readingHistory } from './reading-history.ts';
import { readingSentence } from './reading-sentence.ts';
import { testReading } from './reading-test.ts';

/** Weightings that are drawn: the share of them is known to within half a percent. */
const DRAWS = 10_000;

/** The indicators and catalysts of a pack as they read at the end of a date. */
export function readAll({ readings, catalysts }: IndicatorPack, evidential: Evidential): Pick<Evidence, 'indicators' | 'catalysts'> {
  return {
    indicators: readings.map((indicator) => readIndicator(indicator, evidential).reading),
    catalysts: catalysts.map((catalyst) => readCatalyst(catalyst, evidential)),
  };
}

/** The evidence of a pack as of a date, and its reading as a whole with the history behind it. */
export function evidenceAsOf(
  pack: IndicatorPack,
  evidential: Evidential,
  { seed, withHistory }: { readonly seed: number; readonly withHistory: boolean },
): Evidence {
  const placed = pack.readings.map((indicator) => readIndicator(indicator, evidential));
  const history = readingHistory(pack.readings, evidential);
  const reading = { ...together(placed, seed), test: testReading(history, pack, { ...evidential, seed }) };
  return {
    id: pack.indicators,
    title: pack.title,
    thesis: pack.thesis,
    groups: Object.entries(pack.groups).map(([id, title]) => ({ id, title })),
    indicators: placed.map(({ reading: read }) => read),
    catalysts: pack.catalysts.map((catalyst) => readCatalyst(catalyst, evidential)),
    reading: { ...reading, history: withHistory ? present(history) : null, sentence: readingSentence(reading) },
  };
}

/** A count and an equal-weight place of the indicators that can be read, by the rules of its history, and how much hangs on the weights. */
function together(placed: readonly Placed[], seed: number): Omit<EvidenceReading, 'history' | 'test' | 'sentence'> {
  const countOf = (side: IndicatorReading['side']) => placed.filter(({ reading }) => reading.side === side).length;
  const shares = Float64Array.from(placed.flatMap(({ place }) => place ?? []));
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

const present = ({ dates, percentiles, indicators }: ReadingHistory): NonNullable<EvidenceReading['history']> => ({
  dates: Array.from(dates, formatCivilDate),
  percentiles: Array.from(percentiles),
  indicators: Array.from(indicators),
});
