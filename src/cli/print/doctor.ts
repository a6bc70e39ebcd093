import type { Comparison, DoctoredSeries, DoctorFinding, DoctorResult } from '../../contract/doctor.ts';
import { formatDate, formatNumber, formatPercent } from '../../contract/format.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** What the doctor found: series with errors and warnings first, then notes, the clean ones in one line. */
export function printDoctor({ dataSource, asOf, pack, summary, series }: DoctorResult, look: Look): string {
  const isGrave = ({ findings }: DoctoredSeries) => findings.some(({ severity }) => severity !== 'note');
  const noted = series.filter((one) => !isGrave(one) && one.findings.length > 0);
  const clean = series.filter(({ findings }) => findings.length === 0);
  return `${[
    styled(dataSource, 'bold', look),
    wrap(`${summary} As of ${formatDate(asOf)}; effects on the studies of ${pack}.`),
    ...series.filter(isGrave).flatMap((one) => seriesLines(one, look)),
    ...(noted.length === 0 ? [] : ['', styled('Notes only', 'bold', look), ...notesOf(noted)]),
    ...noted.flatMap(({ id, comparisons }) => comparisons.flatMap((comparison) => comparisonLines(id, comparison, look))),
    ...(clean.length === 0 ? [] : ['', wrap(`Nothing found: ${clean.map(({ id }) => id).join(', ')}`, { hanging: 2 })]),
    ...clean.flatMap(({ id, comparisons }) => comparisons.flatMap((comparison) => comparisonLines(id, comparison, look))),
  ].join('\n')}\n`;
}

function seriesLines({ id, title, findings, comparisons, from, to, calendar }: DoctoredSeries, look: Look): string[] {
  const about = from === null ? '' : ` · ${calendar}, ${formatDate(from)} to ${formatDate(to)}`;
  return [
    '',
    styled(`${id}${title === id ? '' : `: ${title}`}`, 'bold', look) + styled(about, 'dim', look),
    ...findings.flatMap((finding) => findingLines(finding, look)),
    ...comparisons.flatMap((comparison) => comparisonLines(id, comparison, look)),
  ];
}

const STYLES = { error: 'red', warning: 'yellow', note: 'dim' } as const;
const HANGING = 11;

function findingLines({ severity, kind, sentence, advice, effect }: DoctorFinding, look: Look): string[] {
  const head = `  ${severity.padEnd(HANGING - 2)}`;
  const body = wrap(`${kind}: ${sentence}`, { indent: HANGING });
  return [
    styled(head, STYLES[severity], look) + body.slice(HANGING),
    ...(severity === 'note' ? [] : [wrap(`→ ${advice}`, { indent: HANGING, hanging: HANGING + 2 })]),
    ...(effect === '' ? [] : [styled(wrap(effect, { indent: HANGING }), 'dim', look)]),
  ];
}

/** Each note by itself, but where each series ends in one line for all. */
function notesOf(noted: readonly DoctoredSeries[]): string[] {
  const isEnd = ({ kind }: DoctorFinding) => kind === 'stale tail';
  const ends = noted.flatMap(({ id, to, findings }) =>
    findings.filter(isEnd).map(({ count }) => `${id} ${formatDate(to)} (${formatNumber(count)})`),
  );
  const others = noted.flatMap(({ id, findings }) =>
    findings
      .filter((finding) => !isEnd(finding))
      .map(({ kind, sentence, effect }) => wrap(`${id}  ${kind}: ${sentence} ${effect}`.trimEnd(), { indent: 2, hanging: 4 })),
  );
  const end = `stale tails: the last observations, and how many closes have become known since: ${ends.join(', ')}`;
  return [...others, ...(ends.length === 0 ? [] : [wrap(end, { indent: 2, hanging: 4 })])];
}

function comparisonLines(id: string, { source, tolerance, factor, years }: Comparison, look: Look): string[] {
  if (years.length === 0) return ['', `${id} against ${source}: no date in common`];
  const scale = factor === 1 ? '' : `, whose values were multiplied by ${formatNumber(factor, factor < 10 ? 4 : 1)}`;
  const rows = years.map(({ year, observations, beyond, median, largest, largestOn }) => [
    String(year),
    formatNumber(observations),
    formatPercent(beyond),
    formatDifference(median),
    formatDifference(largest),
    formatDate(largestOn),
  ]);
  return [
    '',
    styled(`${id} against ${source}${scale}`, 'bold', look),
    table([['year', 'n', `beyond ${formatDifference(tolerance)}`, 'median', 'largest', 'on'], ...rows], [1, 2, 3, 4]),
  ];
}

const formatDifference = (share: number): string => `${formatNumber(share * 100, share < 0.001 ? 4 : 2)} %`;
