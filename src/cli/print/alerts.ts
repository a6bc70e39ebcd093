import type {
  AlertHistoryResult,
  AlertLine,
  AlertRetryResult,
  AlertsResult,
  AlertTestResult,
  DryRun,
  DryRunResult,
  SilenceResult,
} from '../../contract/alerts.ts';
import { formatCount, formatDate, formatInstant, formatLevel, MISSING } from '../../contract/format.ts';
import { type Look, sparkline, styled, table, wrap } from './layout.ts';

/** How the rules stand: one line a rule, then silences and what could not be delivered. */
export function printAlerts({ alerts, silences, waiting, dead, sentence }: AlertsResult, look: Look): string {
  const open = silences.filter(({ isOver }) => !isOver);
  const lines = [
    styled(wrap(sentence), 'bold', look),
    ...(alerts.length > 0
      ? [
          '',
          headed(
            HEAD,
            alerts.map((line) => alertCells(line, look)),
            look,
          ),
        ]
      : []),
    ...(open.length > 0
      ? [
          '',
          'Silences',
          headed(
            ['id', 'rules', 'until', 'why', 'who'],
            open.map((one) => [one.id.slice(0, 8), one.rule, formatInstant(one.until), one.why, one.who]),
            look,
          ),
        ]
      : []),
    ...(waiting > 0 ? ['', `${formatCount(waiting, 'message')} ${waiting === 1 ? 'waits' : 'wait'} to be sent.`] : []),
    ...(dead.length > 0
      ? [
          '',
          'Not delivered',
          headed(
            ['id', 'sink', 'rule', 'what', 'why'],
            dead.map((one) => [one.id, one.sink, one.rule, one.kind, one.why]),
            look,
          ),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

const HEAD = ['rule', 'state', 'since', 'reading', 'of', 'title'];

const headed = (head: readonly string[], rows: readonly (readonly string[])[], look: Look): string => {
  const [first = '', ...lines] = table([head, ...rows]).split('\n');
  return [first.startsWith(head[0] as string) ? styled(first, 'dim', look) : first, ...lines].join('\n');
};

function alertCells(line: AlertLine, look: Look): string[] {
  const isTrouble = line.isFiring && line.status !== 'firing';
  const status = `${line.status}${isTrouble ? ', still firing' : ''}${line.silencedUntil === null ? '' : ', silenced'}`;
  const since = line.isFiring ? line.episode : line.heldFrom;
  return [
    line.rule,
    line.isFiring ? styled(status, 'inverse', look) : status,
    since === null ? '' : formatDate(since),
    readingWords(line.reading),
    line.readingDate === null ? '' : formatDate(line.readingDate),
    line.title,
  ];
}

const readingWords = (reading: number | string | null): string =>
  reading === null ? MISSING : typeof reading === 'number' ? formatLevel(reading) : reading;

/** The last steps of the rules, newest first. */
export function printAlertHistory({ steps }: AlertHistoryResult, look: Look): string {
  if (steps.length === 0) return 'Nothing has happened yet.\n';
  const rows = steps.map(({ noticedAt, rule, kind, date, reading, detail, withheld, isLate }) => [
    formatInstant(noticedAt),
    rule,
    `${kind}${isLate ? ' (late)' : ''}`,
    formatDate(date),
    readingWords(reading),
    withheld === null ? (detail ?? '') : `not told: ${withheld}`,
  ]);
  return `${headed(['noticed', 'rule', 'step', 'of', 'reading', ''], rows, look)}\n`;
}

/** When rules would have fired. */
export const printDryRun = ({ runs }: DryRunResult, look: Look): string => `${runs.map((run) => oneRun(run, look)).join('\n\n')}\n`;

function oneRun({ title, expression, sentence, episodes, points }: DryRun, look: Look): string {
  const rows = episodes.map(({ firedOn, knownAt, resolvedOn, reading, readingToday, isLate, dataVersion }) => [
    `${formatDate(firedOn)}${isLate ? ' (late)' : ''}`,
    formatInstant(knownAt),
    readingWords(reading),
    readingToday === reading ? '' : readingWords(readingToday),
    resolvedOn === null ? 'still on' : formatDate(resolvedOn),
    dataVersion,
  ]);
  const words = title === expression ? [expression] : [title, expression];
  return [
    ...words.map((text, i) => (i === 0 ? styled(wrap(text), 'bold', look) : wrap(text))),
    wrap(sentence),
    ...(points.length > 1 ? [sparkline(thinned(points.map(({ value }) => value)))] : []),
    ...(rows.length > 0 ? ['', headed(['fired on', 'known', 'reading', 'today', 'over on', 'data'], rows, look)] : []),
  ].join('\n');
}

const SPARKS = 80;

function thinned(values: readonly number[]): number[] {
  const every = Math.max(1, Math.ceil(values.length / SPARKS));
  return values.filter((_, i) => (values.length - 1 - i) % every === 0);
}

/** A silence, begun or ended. */
export const printSilence = ({ silence, sentence }: SilenceResult): string => `${wrap(sentence)}\nSilence ${silence.id}\n`;

/** What became of each test message. */
export const printAlertTest = ({ sent }: AlertTestResult, look: Look): string =>
  `${headed(
    ['sink', 'kind', ''],
    sent.map(({ sink, kind, detail }) => [sink, kind, detail]),
    look,
  )}\n`;

/** What is sent again. */
export const printRetry = ({ sentence, again }: AlertRetryResult): string => `${[wrap(sentence), ...again].join('\n')}\n`;
