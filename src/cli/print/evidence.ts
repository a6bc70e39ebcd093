import type { CatalystReading, Changes, Evidence, EvidenceResult, IndicatorReading, Standing } from '../../contract/evidence.ts';
import { formatCount, formatDate, formatPlace } from '../../contract/format.ts';
import { withUnit } from '../../contract/measures.ts';
import { type Look, sparkline, styled, table, wrap } from './layout.ts';

/** The evidence for a pack and against it; of one indicator its history as a line of bars. */
export function printEvidence({ title, evidence, history, dataSource, command }: EvidenceResult, look: Look): string {
  const lines = [
    styled(wrap(title), 'bold', look),
    wrap(`Thesis: ${evidence.thesis}`),
    wrap(`Data: ${dataSource}`),
    ...evidenceBoard(evidence, look),
    ...(history ? historyLines(history, evidence.indicators[0] as IndicatorReading, look) : []),
    ...(evidence.reading.history ? ['', ...readingLines(evidence.reading.history, look)] : []),
    '',
    history ? `The same again: ${command}` : `One indicator with its history: ${command} --indicator ID`,
  ];
  return `${lines.join('\n')}\n`;
}

const SIDES = [
  { side: 'for', title: 'For' },
  { side: 'against', title: 'Against' },
] as const;

/** The indicators under their side, those that cannot be read with what they need, the catalysts, and the reading of all. */
export function evidenceBoard({ indicators, catalysts, reading }: Evidence, look: Look): string[] {
  const unread = indicators.filter(({ side }) => side === 'unknown');
  return [
    ...SIDES.flatMap(({ side, title }) =>
      sideLines(
        title,
        indicators.filter((indicator) => indicator.side === side),
        look,
      ),
    ),
    ...(unread.length === 0
      ? []
      : [
          '',
          styled('Cannot be read', 'bold', look),
          ...unread.map((one) => wrap(`? ${one.title}: ${needWords(one)}`, { indent: 2, hanging: 4 })),
        ]),
    ...(catalysts.length === 0 ? [] : ['', styled('Catalysts', 'bold', look), ...catalysts.map(catalystLine)]),
    '',
    wrap(reading.sentence),
  ];
}

function sideLines(title: string, indicators: readonly IndicatorReading[], look: Look): string[] {
  if (indicators.length === 0) return [];
  const rows = indicators.map((indicator) => {
    const now = indicator.now as Standing;
    return [
      indicator.title,
      withUnit(now.value, indicator.unit),
      ofHundred(now),
      indicator.fourWeeksAgo ? ofHundred(indicator.fourWeeksAgo) : '–',
      formatDate(now.date),
      indicator.ageDays === 0 ? '' : `${indicator.ageDays} d`,
    ];
  });
  const [head = '', ...lines] = table([[title, 'value', 'of 100', '4 w ago', 'dated', 'age'], ...rows], [1, 2, 3, 5]).split('\n');
  return ['', styled(head, 'bold', look), ...lines];
}

/** Where a value stands among its own past, of 100. */
const ofHundred = ({ percentile }: Standing): string => formatPlace(percentile);

function needWords({ needs, last, unit }: IndicatorReading): string {
  const kept = last ? `; last ${withUnit(last.value, unit)} on ${formatDate(last.date)}` : '';
  return `needs ${needs.join(', ')}${kept}`;
}

const catalystLine = ({ title, sentence, needs }: CatalystReading): string =>
  wrap(`${title}: ${sentence}${needs.length === 0 ? '' : `; to tell needs ${needs.join(', ')}`}`, { indent: 2, hanging: 4 });

const BARS = 60;

function historyLines(
  { dates, values, percentiles }: NonNullable<EvidenceResult['history']>,
  indicator: IndicatorReading,
  look: Look,
): string[] {
  const [first, last] = [dates[0] ?? null, dates.at(-1) ?? null];
  return [
    '',
    wrap(
      `${indicator.expression} speaks for the thesis when ${indicator.speaks}${indicator.level === null ? ' against its own past' : `, beyond ${withUnit(indicator.level, indicator.unit)}`}. ${indicator.why} (${indicator.reasonBy})`,
    ),
    ...(indicator.note === null ? [] : [wrap(indicator.note)]),
    wrap(`From ${indicator.series.map(({ id, source }) => `${id} (${source})`).join(', ')}.`),
    '',
    styled(`${formatCount(values.length, 'value')}, ${formatDate(first)} to ${formatDate(last)}; its place of 100 since`, 'dim', look),
    sparkline(thinned(percentiles)),
  ];
}

function readingLines({ dates, percentiles }: NonNullable<Evidence['reading']['history']>, look: Look): string[] {
  if (dates.length < 2) return [];
  return [
    styled(
      `The reading of all, ${formatCount(dates.length, 'week')}, ${formatDate(dates[0] as string)} to ${formatDate(dates.at(-1) as string)}`,
      'dim',
      look,
    ),
    sparkline(thinned(percentiles)),
  ];
}

/** So many of the values as there are bars, evenly spaced, the last among them. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= BARS) return [...values];
  return Array.from({ length: BARS }, (_, i) => values[Math.round((i * (values.length - 1)) / (BARS - 1))] as number);
}

const SINCE = { yesterday: 'Since yesterday', 'last week': 'Since a week ago', 'last run': 'Since the last run' } as const;

/** What changed, one line for each thing; one line where nothing did. */
export function changeLines(changes: readonly Changes[], look: Look): string[] {
  return changes.flatMap(({ since, asOf, changes: all }) => {
    const head = `${SINCE[since]} (${formatDate(asOf)})`;
    if (all.length === 0) return ['', `${styled(head, 'bold', look)}: nothing changed`];
    return ['', styled(head, 'bold', look), ...all.map(({ id, sentence }) => wrap(`${id}: ${sentence}`, { indent: 2, hanging: 4 }))];
  });
}
