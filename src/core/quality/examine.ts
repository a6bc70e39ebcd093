import type { Series } from '../series/series.ts';
import { findOffByOne } from './dating.ts';
import { findDisagreement } from './disagreement.ts';
import type { Finding } from './finding.ts';
import { findFrozenRuns, findWeekendFill } from './frozen-run.ts';
import { findGaps, findOffCalendar } from './gaps.ts';
import { findNotPositive } from './not-positive.ts';
import { findPartialBars, findUnlikeLastBar, type Recorded } from './partial-bar.ts';
import { repaired, repairOf } from './repair.ts';
import { findNegativeDividends, findSeams } from './seam.ts';
import type { Second } from './second.ts';
import { findSpikes } from './spike.ts';
import { findStaleTail } from './stale-tail.ts';
import { findUnitBreaks } from './unit-break.ts';

/** What is held against a series. */
export interface Evidence {
  /** The instant of the question, milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  /** Whether the series is brought up to date by pulls, or read from a file. */
  readonly isPulled: boolean;
  /** Adjusted closes of the same series. */
  readonly adjusted?: Series | undefined;
  readonly seconds: readonly Second[];
  /** The last observation as it stood after each recording, oldest first. */
  readonly recordings: readonly Recorded[];
}

const RANK = { error: 0, warning: 1, note: 2 } as const;

/** Every check of a series, the worst finding first. What one check explains, another does not tell again. */
export function examine(series: Series, { now, isPulled, adjusted, seconds, recordings }: Evidence): Finding[] {
  const notPositive = findNotPositive(series);
  const positive = repairedAll(series, notPositive);
  const unitBreaks = findUnitBreaks(positive);
  const second = seconds[0];
  const seams = findSeams(repairedAll(positive, unitBreaks), adjusted, second);
  const sound = repairedAll(positive, [...unitBreaks, ...seams]);
  const partial = findPartialBars(series, recordings);
  const found: Finding[] = [
    ...notPositive,
    ...unitBreaks,
    ...seams,
    ...(adjusted ? findNegativeDividends(positive, adjusted) : []),
    ...findSpikes(sound, second),
    ...partial,
    ...(partial.length > 0 ? [] : seconds.slice(0, 1).flatMap((other) => findUnlikeLastBar(sound, other))),
    ...seconds.flatMap((other) => findOffByOne(sound, other)),
    ...seconds.flatMap((other) => findDisagreement(sound, other)),
    ...findFrozenRuns(series),
    ...findWeekendFill(series),
    ...findOffCalendar(series),
    ...findGaps(series),
    ...findStaleTail(series, now, isPulled),
  ];
  return found.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || (a.dates[0] ?? 0) - (b.dates[0] ?? 0));
}

/** The series as it would be without what was found so far: one fault must not look like another. */
function repairedAll(series: Series, findings: readonly Finding[]): Series {
  return findings.reduce((at, finding) => {
    const repair = repairOf(finding);
    return repair ? repaired(at, repair) : at;
  }, series);
}
