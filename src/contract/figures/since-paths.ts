import { formatCount, formatFactor } from '../format.ts';
import type { ForwardPaths, StudyPictures } from '../pictures.ts';

/** What came since a claim, over the band of all dates: the paths of the events that were not complete then; null where there are none. */
export function sincePaths(pictures: StudyPictures): { paths: ForwardPaths; title: string } | null {
  if (pictures.paths === null) return null;
  const events = pictures.paths.events.filter(({ status, growth }) => status !== 'known' && growth.length > 0);
  const newest = events.at(-1);
  if (newest === undefined) return null;
  const i = newest.growth.length - 1;
  const { band, days } = pictures.paths;
  const now = newest.growth[i]!;
  const place =
    now > band.p90[i]! || now < band.p10[i]!
      ? 'outside the 10 to 90 %'
      : now > band.p75[i]! || now < band.p25[i]!
        ? 'outside the middle half'
        : 'inside the middle half';
  return {
    paths: { ...pictures.paths, events, mean: null },
    title: `${formatCount(days[i]!, 'day')} after the event of ${newest.date.slice(0, 4)}, 1 had become ${formatFactor(now)}, ${place} of all dates (median ${formatFactor(band.p50[i]!)})`,
  };
}
