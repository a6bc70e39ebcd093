import type { DoctorResult } from '../../../contract/doctor.ts';
import { formatCount, formatDate, formatInstant, formatNumber, formatProbability } from '../../../contract/format.ts';
import type { ImportResult } from '../../../contract/import.ts';
import type { PullResult } from '../../../contract/pull.ts';
import type { RunsResult, StoreResult, WrittenResult } from '../../../contract/store.ts';
import { list, type Text } from './text.ts';

export const doctorText: Text<DoctorResult> = ({ summary, series, asOf, dataSource }) => {
  const findings = series.flatMap(({ id, findings: found }) =>
    found.map(({ severity, sentence, advice, effect }) => `${severity}, ${id}: ${[sentence, advice, effect].filter(Boolean).join(' ')}`),
  );
  return [summary, ...(findings.length > 0 ? [list(findings)] : []), `As of ${formatDate(asOf)}. Data: ${dataSource}.`];
};

export const pullText: Text<PullResult> = ({ outcome, series, providers, rows, requests, seconds }) => [
  `${outcome === 'planned' ? 'Nothing was asked; this is what would be' : `The pull is ${outcome}`}: ${formatCount(series.length, 'series', 'series')}, ${formatCount(rows, 'row')}, ${formatCount(requests, 'request')}, ${formatNumber(seconds, 1)} s.`,
  list(
    series.map(({ id, outcome: became, source, added, revised, failures }) =>
      [
        `${id}: ${became}`,
        source ?? '',
        added + revised > 0 ? `${added} added, ${revised} revised` : '',
        ...failures.map(({ message }) => message),
      ]
        .filter(Boolean)
        .join('; '),
    ),
  ),
  ...providers.flatMap(({ name, trouble, nextStep }) => (trouble === null ? [] : [`${name}: ${trouble}${nextStep ? ` ${nextStep}` : ''}`])),
];

export const importText: Text<ImportResult> = ({ files }) =>
  files.flatMap(({ file, outcome, mapping, series, problem }) => [
    `${file}: ${outcome}${problem === null ? '' : `: ${problem}`}`,
    ...(mapping.length > 0 ? [list(mapping)] : []),
    ...(series.length > 0
      ? [
          list(
            series.map(
              ({ id, rows, from, to, added }) =>
                `${id}: ${formatCount(rows, 'row')}, ${formatDate(from)} to ${formatDate(to)}, ${added} added`,
            ),
          ),
        ]
      : []),
  ]);

export const storeText: Text<StoreResult> = ({ series, rows, pulls, runs, bytes, lastPulls }) => [
  `The store holds ${formatCount(series, 'series', 'series')}, ${formatCount(rows, 'row')}, ${formatCount(runs, 'run')}; it was fed ${formatCount(pulls, 'time')} (${formatNumber(bytes / 1e6, 1)} MB).`,
  ...(lastPulls.length > 0
    ? [
        list(
          lastPulls.map(
            ({ series: id, source, at, outcome, added }) => `${id}: ${outcome}, ${added} added, ${formatInstant(at)}, ${source}`,
          ),
        ),
      ]
    : []),
];

export const runsText: Text<RunsResult> = ({ runs }) =>
  runs.length === 0
    ? ['The store keeps no run yet.']
    : [
        list(
          runs.map(
            ({ id, at, operation, verdicts }) =>
              `${id}: ${operation}, ${formatInstant(at)}${verdicts.map(({ claim, verdict, p }) => `; ${claim}: ${verdict}${p === null ? '' : ` (p ${formatProbability(p)})`}`).join('')}`,
          ),
        ),
      ];

export const writtenText: Text<WrittenResult> = ({ written, note }) => [`Written: ${written.join(', ')}.`, ...(note === '' ? [] : [note])];
