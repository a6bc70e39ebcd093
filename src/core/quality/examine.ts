import type { EpochDay } from '../calendar/civil-date.ts';
import type { Series } from '../series/series.ts';
import { findOffByOne } from './dating.ts';
import { findDisagreement } from './disagreement.ts';
import type { Disagreement, Finding, Spike } from './finding.ts';
import { findFrozenRuns, findWeekendFill } from './frozen-run.ts';
import { findGaps, findOffCalendar } from './gaps.ts';
import { findNotPositive } from './not-positive.ts';
import { findPartialBars, findUnlikeLastBar, type Recorded } from './partial-bar.ts';
import { repaired, repairOf } from './repair.ts';
import { findNegativeDividends, findSeams } from './seam.ts';
import { type Second, valueOn } from './second.ts';
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
  const dating = seconds.slice(0, 1).flatMap((other) => findOffByOne(sound, other));
  const dated = repairedAll(sound, dating);
  const scale = (day: EpochDay) => valueOn(asSecond(series), day) / valueOn(asSecond(sound), day);
  const partial = findPartialBars(series, recordings);
  const found: Finding[] = [
    ...notPositive,
    ...unitBreaks,
    ...seams,
    ...(adjusted ? findNegativeDividends(positive, adjusted) : []),
    ...findSpikes(sound, second).map((spike) => spikeAsItStands(spike, scale)),
    ...partial,
    ...(partial.length > 0 ? [] : seconds.slice(0, 1).flatMap((other) => findUnlikeLastBar(sound, other))),
    ...dating,
    ...seconds.flatMap((other) => findDisagreement(dated, other)).map((finding) => asItStands(finding, dating.length > 0 ? null : scale)),
    ...findFrozenRuns(series),
    ...findWeekendFill(series),
    ...findOffCalendar(series),
    ...findGaps(series),
    ...findStaleTail(series, now, isPulled),
  ];
  return found.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || (a.dates[0] ?? 0) - (b.dates[0] ?? 0));
}

const asSecond = ({ id, dates, values }: Series): Second => ({ name: id, dates, values });

/** What the values of a date stand for in the repaired series: 1 but for breaks of unit and splits. */
type Scale = (day: EpochDay) => number;

/** A spike in the figures that the reader will find in the series. */
function spikeAsItStands(spike: Spike, scale: Scale): Spike {
  const factor = scale(spike.dates[0] as number);
  return { ...spike, value: spike.value * factor, previous: spike.previous * factor, next: spike.next * factor };
}

/** A disagreement in the series' own figures; without the other's values where dates have been moved. */
function asItStands(finding: Disagreement, scale: Scale | null): Disagreement {
  if (scale === null) return { ...finding, others: null };
  const factor = scale(finding.largestOn);
  const others = finding.others?.map((value, i) => value * scale(finding.dates[i] as number)) ?? null;
  return { ...finding, others, value: finding.value * factor, other: finding.other * factor };
}

/** The series as it would be without what was found so far: one fault must not look like another. */
function repairedAll(series: Series, findings: readonly Finding[]): Series {
  return findings.reduce((at, finding) => {
    const repair = repairOf(finding);
    return repair ? repaired(at, repair) : at;
  }, series);
}
