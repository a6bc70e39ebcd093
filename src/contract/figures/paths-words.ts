import { formatCount, formatDate, formatFactor, formatNumber, formatShare } from '../format.ts';
import type { ForwardPaths, StudyPictures } from '../pictures.ts';
import type { FigureTable, FigureWords, Swatch } from './figure-words.ts';
import { thinEvenly } from './thin.ts';
import { extent } from './ticks.ts';

type EventPath = ForwardPaths['events'][number];

/** What picture 2, the forward paths, says in words. */
export function pathsWords(pictures: StudyPictures, paths: ForwardPaths): FigureWords {
  return {
    title: nameFinding(pictures, paths),
    key: keyOf(paths),
    alt: describe(pictures, paths),
    footer: [
      `n = ${formatCount(completeOf(paths).length, 'complete path')} against ${formatNumber(paths.observations)} dates`,
      `Source: ${pictures.target?.source ?? 'as listed below'}`,
      pictures.target === null ? '' : `to ${formatDate(pictures.target.dates.at(-1) ?? null)}`,
    ],
    table: tableOf(paths),
  };
}

/** Lowest and highest growth that a drawing of the paths must hold, with a little room. */
export function growthDomain(paths: ForwardPaths): [number, number] {
  const [low, high] = extent(
    [...paths.band.p10, ...paths.band.p90, ...paths.events.flatMap((e) => e.growth), ...(paths.mean ?? [])].filter((v) => v > 0),
  );
  return [low / 1.06, high * 1.06];
}

function completeOf(paths: ForwardPaths): EventPath[] {
  return paths.events.filter((e) => e.growth.length >= paths.days.length);
}

function nameFinding(pictures: StudyPictures, paths: ForwardPaths): string {
  const at = ownDay(pictures, paths);
  const after = `After ${formatCount(paths.days[at]!, 'day')}`;
  const median = formatFactor(paths.band.p50[at]!);
  if (paths.mean === null) return `${after} the median date stood at ${median}`;
  const who = paths.events.some((e) => e.status === 'since') ? 'the events complete then' : 'the events';
  return `${after} ${who} stood at ${formatFactor(paths.mean[at]!)} on average, all dates at ${formatFactor(paths.baseMean[at]!)}`;
}

/** Index of the study's own horizon; the paths may run on to the longest of the family. */
export function ownDay(pictures: StudyPictures, paths: ForwardPaths): number {
  const days = /^(\d+) days?$/.exec(pictures.horizonLabel)?.[1];
  const at = days === undefined ? -1 : paths.days.indexOf(Number(days));
  return at < 1 ? paths.days.length - 1 : at;
}

function keyOf(paths: ForwardPaths): (readonly [Swatch, string])[] {
  const later = [
    paths.events.some((e) => e.status === 'since') ? 'complete since' : '',
    paths.events.some((e) => e.status === 'pending') ? 'pending' : '',
  ].filter((t) => t !== '');
  return [
    ['events', 'each event'],
    ...(later.length > 0 ? ([['since', later.join(' or ')]] as const) : []),
    ...(paths.mean === null
      ? []
      : ([
          ['events-thick', paths.events.some((e) => e.status === 'since') ? 'mean of those complete then' : 'mean of the events'],
        ] as const)),
    ['base', 'all dates, median'],
    ['band-inner', 'middle half'],
    ['band-outer', '10 to 90 %'],
  ];
}

function describe(pictures: StudyPictures, paths: ForwardPaths): string {
  const ends = paths.events.map(
    (e) => `${formatDate(e.date)} ${formatFactor(e.growth.at(-1) ?? null)}${e.growth.length < paths.days.length ? ' so far' : ''}`,
  );
  const inside = completeOf(paths).filter((e) => e.growth.at(-1)! >= paths.band.p10.at(-1)! && e.growth.at(-1)! <= paths.band.p90.at(-1)!);
  return (
    `Growth of 1 ${pictures.target === null ? '' : `in ${pictures.target.title} `}over ${formatCount(paths.days.at(-1)!, 'day')} after entry. ` +
    `All ${formatNumber(paths.observations)} dates: median ${formatFactor(paths.band.p50.at(-1)!)}, 10 to 90 % from ${formatFactor(paths.band.p10.at(-1)!)} to ${formatFactor(paths.band.p90.at(-1)!)}. ` +
    `Events: ${ends.join(', ')}. ${formatShare(inside.length, completeOf(paths).length)} complete paths end between the 10 and the 90 % line.`
  );
}

function tableOf(paths: ForwardPaths): FigureTable {
  const { band } = paths;
  const last = paths.days.length - 1;
  const rows = [
    ...new Set([
      ...thinEvenly(paths.days.length, 13),
      ...paths.horizons.map((h) => paths.days.indexOf(h)).filter((i) => i > 0 && i <= last),
    ]),
  ].toSorted((a, b) => a - b);
  return {
    head: [
      'days after entry',
      'all dates, 10 %',
      '25 %',
      'median',
      '75 %',
      '90 %',
      ...(paths.mean === null ? [] : ['mean of events']),
      ...paths.events.map((e) => formatDate(e.date)),
    ],
    rows: rows.map((i) => [
      formatNumber(paths.days[i]!),
      ...[band.p10, band.p25, band.p50, band.p75, band.p90].map((line) => formatFactor(line[i]!)),
      ...(paths.mean === null ? [] : [formatFactor(paths.mean[i]!)]),
      ...paths.events.map((e) => formatFactor(e.growth[i] ?? null)),
    ]),
  };
}
