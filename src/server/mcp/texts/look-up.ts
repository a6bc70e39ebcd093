import type { SeriesDetail, SeriesEntry, SeriesList } from '../../../contract/claims.ts';
import type { ExplainResult } from '../../../contract/explain.ts';
import type { LanguageResult, ParseResult } from '../../../contract/expression.ts';
import { formatCount, formatDate, formatInstant, formatLevel, formatNumber } from '../../../contract/format.ts';
import type { PacksResult } from '../../../contract/state.ts';
import { markdownTable } from '../harmless.ts';
import { firstOf, list, type Text } from './text.ts';

export const packsText: Text<PacksResult> = ({ packs }) =>
  packs.flatMap(({ pack, title, question, claims }) => [
    `**${pack}**: ${title} ${question}`,
    list(claims.map(({ id, kind, statement }) => `${id} (${kind}): ${statement}`)),
  ]);

const spanOf = ({ from, to, ageDays }: SeriesEntry): string =>
  `${formatDate(from)} to ${formatDate(to)}${ageDays === null ? '' : `, ${formatCount(ageDays, 'day')} old`}`;

export const seriesText: Text<SeriesList> = ({ dataSource, series }) => {
  const rows = series.map((entry) => [
    entry.id,
    entry.title,
    entry.unit,
    entry.error !== null ? `not read: ${entry.error}` : entry.held ? spanOf(entry) : 'not held',
    entry.held ? formatNumber(entry.rows) : '',
    entry.source,
  ]);
  if (rows.length === 0) return [`No series fits. Data: ${dataSource}.`];
  return [
    `${formatCount(rows.length, 'series', 'series')}. Data: ${dataSource}.`,
    markdownTable(['id', 'title', 'unit', 'span', 'n', 'source'], rows),
  ];
};

export const seriesShowText: Text<SeriesDetail> = (detail) => {
  const { id, title, unit, rows, source, notes, lastRows } = detail;
  const last = lastRows.toReversed().map(({ date, value, knownAt }) => [formatDate(date), formatLevel(value), formatInstant(knownAt)]);
  return [
    `**${id}**: ${title}, in ${unit || 'no unit'}. n: ${formatCount(rows, 'observation')}${rows > 0 ? `, ${spanOf(detail)}` : ': none was known by then'}. Source: ${source}.`,
    ...(last.length > 0 ? [markdownTable(['date', unit || 'value', 'known at'], last)] : []),
    ...(notes.length > 0 ? [list(notes.map((note) => `Note: ${note}`))] : []),
  ];
};

export const parseText: Text<ParseResult> = ({ role, canonical, series, missing, events, last, error }, { data }) => {
  if (error)
    return [
      `It cannot be read as ${role === 'outcome' ? 'an' : 'a'} ${role}: line ${error.line}, column ${error.column}: ${error.message}`,
    ];
  return [
    `A ${role}: \`${canonical}\`. It reads ${series.length > 0 ? series.join(', ') : 'no series'}.`,
    ...(missing.length > 0 ? [`Not there: ${missing.join(', ')}. What needs it cannot be tested with these data.`] : []),
    ...(events
      ? [
          `It fires ${formatCount(events.count, 'time')} between ${formatDate(events.from)} and ${formatDate(events.to)}${events.count > 0 ? `, newest first: ${firstOf(events.dates.map(formatDate), 12)}` : ''}. How often it fires says nothing of what follows: that is what a study is for.`,
        ]
      : []),
    ...(last ? [`Last value: ${formatLevel(last.value)} on ${formatDate(last.date)}.`] : []),
    `Data: ${data}.`,
  ];
};

export const languageText: Text<LanguageResult> = ({ functions }) => {
  const only = functions.length === 1 ? functions[0] : undefined;
  if (!only) return [list(functions.map(({ signature, role, doc }) => `\`${signature}\` (${role}): ${doc}`))];
  return [
    `\`${only.signature}\` makes ${only.role === 'outcome' ? 'an outcome' : only.role === 'trigger' ? 'a trigger' : 'a series'}. ${only.doc}`,
    ...(only.parameters.length > 0 ? [list(only.parameters.map(({ name, kind, doc }) => `${name} (${kind}): ${doc}`))] : []),
    `Example: \`${only.example}\``,
  ];
};

export const explainText: Text<ExplainResult> = ({ topic, topics }) => {
  if (!topic) return [list(topics.map(({ id, title, line }) => `${id}: ${title}. ${line}`))];
  return [
    `**${topic.title}**${topic.text.replace(/\s+/g, ' ').includes(topic.line) ? '' : `. ${topic.line}`}`,
    topic.text,
    ...(topic.related.length > 0 ? [`Read next: ${topic.related.join(', ')}.`] : []),
  ];
};
