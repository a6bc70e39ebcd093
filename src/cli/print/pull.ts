import { capitalise, formatCount, formatDate, formatLevel, formatNumber } from '../../contract/format.ts';
import type { Agreement, PulledSeries, PullResult } from '../../contract/pull.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** A pull: what is new, revised and failed, from which source, and what to do about what failed. */
export function printPull(result: PullResult, look: Look): string {
  const { outcome, series, providers } = result;
  if (outcome === 'planned') return printPlan(result, look);
  const changed = series.filter(({ outcome: how }) => how === 'new' || how === 'updated');
  return `${[
    styled(headline(result), 'bold', look),
    ...(changed.length > 0 ? ['', table([['series', 'new', 'revised', 'from', 'to', 'source'], ...changed.map(row)], [1, 2])] : []),
    ...group(
      'Not had',
      failureLines(series, new Set(providers.flatMap(({ trouble, advice }) => [trouble ?? [], advice ?? []].flat()))),
      look,
    ),
    ...group('Providers in trouble', troubleLines(providers), look),
    ...group(
      'More could be had',
      providers.flatMap(({ advice }) => advice ?? []),
      look,
    ),
    ...group('Sources that disagree', series.flatMap(disagreement), look),
    ...group(
      'Notes',
      changed.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`)),
      look,
    ),
    ...group(
      'To be had by hand',
      series.filter(({ outcome: how }) => how === 'by hand').map(({ id, notes }) => `${id}: ${notes[0]}`),
      look,
    ),
    '',
    footer(result),
  ].join('\n')}\n`;
}

function headline({ outcome, series }: PullResult): string {
  const count = (...kinds: PulledSeries['outcome'][]) => series.filter(({ outcome: how }) => kinds.includes(how)).length;
  const parts = [
    [count('new'), 'new'],
    [count('updated'), 'brought up to date'],
    [count('unchanged'), 'unchanged'],
    [count('fresh'), 'pulled a moment ago and not asked again'],
    [count('failed'), 'failed'],
    [count('needs key'), 'not asked for want of a key'],
  ] as const;
  const told = parts.flatMap(([n, words]) => (n > 0 ? [`${n} ${words}`] : [])).join(', ');
  const asked = series.length - count('by hand');
  if (asked === 0) return 'Nothing of this can be pulled; see below.';
  const opening = outcome === 'done' ? 'Done' : outcome === 'partial' ? 'Done in part' : 'Nothing could be had';
  return `${opening}: ${formatCount(asked, 'series', 'series')}${told ? `: ${told}` : ''}.`;
}

function row({ id, added, revised, from, to, source, failures }: PulledSeries): string[] {
  const instead = failures.length > 0 ? ` (${failures.map((failure) => failure.source).join(', ')} failed)` : '';
  return [id, formatNumber(added), formatNumber(revised), formatDate(from), formatDate(to), `${source}${instead}`];
}

/** One line for each provider, and after those that have the same cure, the cure. */
function troubleLines(providers: PullResult['providers']): string[] {
  const troubled = providers.flatMap(({ trouble, nextStep }) => (trouble ? [{ trouble, nextStep }] : []));
  return [...Map.groupBy(troubled, ({ nextStep }) => nextStep)].flatMap(([nextStep, of]) => [
    ...of.map(({ trouble }) => trouble),
    ...(nextStep ? [`→ ${capitalise(nextStep)}.`] : []),
  ]);
}

/** Series that failed for the same reasons share a line; reasons that stand with a provider below are only named. */
function failureLines(series: readonly PulledSeries[], toldBelow: ReadonlySet<string>): string[] {
  const failed = series.filter(({ outcome }) => outcome === 'failed' || outcome === 'needs key');
  const reasonsOf = ({ failures }: PulledSeries) =>
    failures.map(({ source, kind, message }) => (toldBelow.has(message) || kind === 'unavailable' ? source : message));
  return [...Map.groupBy(failed, (one) => [...new Set(reasonsOf(one))].join('; '))].map(
    ([reasons, of]) => `${of.map(({ id, to }) => (to === null ? id : `${id} (held to ${formatDate(to)})`)).join(', ')}: ${reasons}`,
  );
}

function disagreement({ id, source, agreement }: PulledSeries): string[] {
  if (!agreement || agreement.beyond === 0) return [];
  return [`${id}: ${disagreementWords(agreement, source?.split(' ')[0] ?? 'the first')}`];
}

function disagreementWords({ source, compared, beyond, tolerance, worst }: Agreement, first: string): string {
  const most = worst
    ? `; most on ${formatDate(worst.date)}: ${first} ${formatLevel(worst.first)}, ${source} ${formatLevel(worst.second)}`
    : '';
  return `${source} differs by more than ${formatNumber(tolerance * 100)} % on ${beyond} of ${formatCount(compared, 'date')}${most}`;
}

function group(title: string, lines: readonly string[], look: Look): string[] {
  if (lines.length === 0) return [];
  return ['', styled(title, 'dim', look), ...lines.map((line) => wrap(line, { hanging: 2 }))];
}

function footer({ rows, requests, retries, bytes, seconds, store }: PullResult): string {
  const parts = [
    formatCount(rows, 'row'),
    formatCount(requests, 'request'),
    ...(retries > 0 ? [formatCount(retries, 'retry', 'retries')] : []),
    `${formatNumber(Math.round(bytes / 1000))} kB`,
    `${seconds.toFixed(1)} s`,
  ];
  return `${parts.join(', ')}; ${rows > 0 ? 'kept in' : 'nothing new for'} ${store}`;
}

function printPlan({ series, store }: PullResult, look: Look): string {
  const rows = series.map(({ id, source, title, notes }) => [id, source ?? 'by hand', title, notes.join('; ')]);
  return `${[
    styled(`Would ask for ${formatCount(series.length, 'series', 'series')}, and keep them in ${store}`, 'bold', look),
    table([['series', 'asked first', 'title'], ...rows.map((cells) => cells.slice(0, 3))]),
    ...group(
      'Instead, or to compare',
      rows.flatMap(([id, , , notes]) => (notes ? [`${id}: ${notes}`] : [])),
      look,
    ),
  ].join('\n')}\n`;
}
