import type { AlertHistoryResult, AlertsResult, DryRunResult } from '../../../contract/alerts.ts';
import { formatDate, formatInstant, formatLevel } from '../../../contract/format.ts';
import { markdownTable } from '../harmless.ts';
import { list, type Text } from './text.ts';

const MOST_EPISODES = 60;

const readingWords = (reading: number | string | null): string =>
  reading === null ? 'no value' : typeof reading === 'number' ? formatLevel(reading) : reading;

export const alertsText: Text<AlertsResult> = ({ sentence, alerts, dead }) => [
  sentence,
  ...(alerts.length > 0
    ? [
        markdownTable(
          ['rule', 'title', 'state', 'fires since', 'reading', 'of'],
          alerts.map(({ rule, title, status, isFiring, episode, reading, readingDate }) => [
            ...[rule, title, status, isFiring ? formatDate(episode) : '', readingWords(reading), formatDate(readingDate)],
          ]),
        ),
      ]
    : []),
  ...(dead.length > 0 ? [list(dead.map(({ sink, rule, why }) => `Not delivered to ${sink}: ${rule}, ${why}`))] : []),
];

export const alertHistoryText: Text<AlertHistoryResult> = ({ steps }) =>
  steps.length === 0
    ? ['Nothing has happened yet.']
    : [
        list(
          steps.map(
            ({ rule, kind, date, noticedAt, reading, withheld }) =>
              `${rule}: ${kind} on ${formatDate(date)} (${readingWords(reading)}), noticed ${formatInstant(noticedAt)}${withheld === null ? '' : `; not told: ${withheld}`}`,
          ),
        ),
      ];

export const dryRunText: Text<DryRunResult> = ({ runs }, { data }) => [
  ...runs.flatMap(({ title, expression, sentence, episodes }) => [
    `**${title}**: \`${expression}\`. ${sentence} How often it fires says nothing of what follows: that is what a study is for.`,
    ...(episodes.length > 0
      ? [
          markdownTable(
            ['fired on', 'known', 'reading then', 'over on'],
            episodes
              .slice(-MOST_EPISODES)
              .reverse()
              .map(({ firedOn, knownAt, reading, resolvedOn }) => [
                ...[
                  formatDate(firedOn),
                  formatInstant(knownAt),
                  readingWords(reading),
                  resolvedOn === null ? 'still on' : formatDate(resolvedOn),
                ],
              ]),
          ),
        ]
      : []),
  ]),
  `Data: ${data}.`,
];
