import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { datesNote } from '../dates-note.ts';
import type { Observation } from '../observations.ts';
import type { ChartMeta } from './schema.ts';

/** A row of the chart. */
export interface Bar {
  readonly date: EpochDay;
  readonly close: number | null;
  readonly adjusted: number | null | undefined;
}

/** What of the rows counts as observations, and what became of the others. */
export interface FinalBars {
  readonly observations: readonly Observation[];
  readonly notes: readonly string[];
}

/** Quotes reach Yahoo up to half an hour late: so long after its end a session may still seem to run. Seconds. */
const DELAY = 3600;

/** Leaves out the bar of a running session, the live quote beside a bar of its date, and rows without a close. */
export function finalBars(
  bars: readonly Bar[],
  { meta, now, dateOf }: { readonly meta: ChartMeta; readonly now: number; readonly dateOf: (stamp: number) => EpochDay },
): FinalBars {
  const running = runningSession(meta, now / 1000);
  const today = running && dateOf(running.quoted);
  const ended = bars.filter(({ date }) => date !== today);
  const single = withoutLiveQuote(ended);
  const observations = single.bars.flatMap(({ date, close, adjusted }) =>
    close === null ? [] : [{ date, value: close, ...(adjusted !== undefined && { adjusted: adjusted ?? Number.NaN }) }],
  );
  const blank = single.bars.filter(({ close }) => close === null).map(({ date }) => date);
  return {
    observations,
    notes: [
      ...(ended.length < bars.length ? [`The bar of ${formatCivilDate(today as number)} was still forming and was left out.`] : []),
      ...single.notes,
      ...datesNote(blank, 'row'),
    ],
  };
}

/** The session that the last trade belongs to, where the answer says that it runs. */
function runningSession({ regularMarketTime: quoted, currentTradingPeriod }: ChartMeta, now: number): { quoted: number } | undefined {
  const { start, end } = currentTradingPeriod.regular;
  // What trades round the clock ends at 23:59 in Yahoo's words, and at midnight in truth.
  const close = end % 1800 === 1740 ? end + 60 : end;
  return quoted >= start && quoted < close && now < close + DELAY ? { quoted } : undefined;
}

/** The last date may come twice, as its bar and as a live quote with a stamp of its own: the bar stands, unless it is empty. */
function withoutLiveQuote(bars: readonly Bar[]): { readonly bars: readonly Bar[]; readonly notes: readonly string[] } {
  const [bar, live] = bars.slice(-2);
  if (bar === undefined || live === undefined || bar.date !== live.date) return { bars, notes: [] };
  const day = formatCivilDate(bar.date);
  if (bar.close === null)
    return { bars: [...bars.slice(0, -2), live], notes: [`The bar of ${day} was empty: the last quote stands for it.`] };
  const differs = live.close !== null && live.close !== bar.close;
  const notes = differs ? [`${day} came twice: the bar's close ${bar.close} was kept, the last quote ${live.close} left out.`] : [];
  return { bars: bars.slice(0, -1), notes };
}
