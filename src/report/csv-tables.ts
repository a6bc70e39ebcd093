import type { CheckResult, ClaimResult, SeriesList } from '../contract/claims.ts';
import type { EvidenceResult } from '../contract/evidence.ts';
import { asClaimed } from '../contract/measures.ts';
import type { StudyOutput, StudyResult } from '../contract/study.ts';
import { type CsvCell, csvOf } from './csv.ts';

const VERDICTS = [
  ...['claim', 'kind', 'statement', 'by', 'made_on', 'verdict', 'events', 'clusters', 'hit_rate', 'base_hit_rate', 'p', 'adjusted_p'],
  ...['since', 'needs', 'why', 'command'],
];

/** The verdicts of a pack, one a line. A p that is not to be stated is `withheld`. */
export function checkCsv({ claims }: CheckResult): string {
  return csvOf(VERDICTS, claims.map(verdictRow));
}

function verdictRow(claim: ClaimResult): CsvCell[] {
  const study = claim.known[claim.primary];
  return [
    ...[claim.id, claim.kind, claim.statement, claim.by, claim.madeOn, claim.verdict],
    ...(study ? studyNumbers(study) : [null, null, null, null, null, claim.gates.find(({ name }) => name === 'adjusted')?.p ?? null]),
    ...[claim.since?.verdict ?? null, claim.needs.join('; '), claim.why, claim.command],
  ];
}

function studyNumbers(study: StudyResult): CsvCell[] {
  const { observations, effectiveObservations, observed, baseRate, headline } = study;
  return [
    ...[observations, effectiveObservations],
    asClaimed(observed?.hitRate ?? null, study),
    asClaimed(baseRate?.stateMatched?.hitRate ?? baseRate?.hitRate ?? null, study),
    ...[stated(headline.p, headline), stated(headline.adjusted, headline)],
  ];
}

const stated = (p: number | null, { withheld }: { readonly withheld: string | null }): CsvCell =>
  withheld !== null && p !== null && p <= 0.1 ? 'withheld' : p;

const INSTANCES = [
  ...['study', 'event', 'known_at', 'entry', 'exit', 'entry_level', 'exit_level', 'outcome', 'so_far', 'p_without_it', 'status'],
  ...['due', 'settled'],
];

/** The instances of a study, or of each member of a family: event, entry, exit, outcome, status. Returns are decimals. */
export function studyCsv(output: StudyOutput): string {
  const members = 'members' in output ? output.members : [output];
  return csvOf(INSTANCES, members.flatMap(instanceRows));
}

function instanceRows({ outcome: study, instances, events, leaveOneOut, headline }: StudyResult): CsvCell[][] {
  return instances.map(({ eventDate, entryDate, exitDate, entry, exit, outcome, soFar, status, dueDate, settledOn }) => [
    ...[study, eventDate, events.find(({ date }) => date === eventDate)?.knownAt ?? null, entryDate, exitDate, entry, exit, outcome, soFar],
    stated(leaveOneOut.find((without) => without.eventDate === eventDate)?.p ?? null, headline),
    ...[status, dueDate, settledOn],
  ]);
}

const INDICATORS = [
  ...[
    'indicator',
    'group',
    'title',
    'side',
    'value',
    'unit',
    'date',
    'known_at',
    'percentile',
    'observations',
    'percentile_4w_ago',
    'age_days',
  ],
  ...['expression', 'speaks', 'level', 'why', 'reason_by', 'claims', 'series', 'needs'],
];

/** The indicators as they read, one a line; or of one indicator each of its values. */
export function evidenceCsv({ evidence, history }: EvidenceResult): string {
  if (history)
    return csvOf(
      ['date', 'value', 'percentile'],
      history.dates.map((date, i) => [date, history.values[i] ?? null, history.percentiles[i] ?? null]),
    );
  return csvOf(
    INDICATORS,
    evidence.indicators.map((one) => [
      ...[one.id, one.group, one.title, one.side, one.now?.value ?? null, one.unit, one.now?.date ?? null, one.now?.knownAt ?? null],
      ...[one.now?.percentile ?? null, one.now?.observations ?? null, one.fourWeeksAgo?.percentile ?? null, one.ageDays],
      ...[one.expression, one.speaks, one.level, one.why, one.reasonBy, one.claims.join('; ')],
      ...[one.series.map(({ id }) => id).join('; '), one.needs.join('; ')],
    ]),
  );
}

/** The series there are. */
export function seriesListCsv({ series }: SeriesList): string {
  return csvOf(
    ['id', 'title', 'unit', 'calendar', 'from', 'to', 'rows', 'age_days', 'source', 'notes', 'error'],
    series.map(({ id, title, unit, calendar, from, to, rows, ageDays, source, notes, error }) => [
      ...[id, title, unit, calendar, from, to, rows, ageDays, source, notes.join(' '), error],
    ]),
  );
}

/** All observations of a series: date, value, and the instant at which it could first be known. */
export function observationsCsv(rows: readonly (readonly [date: string, value: number, knownAt: string])[]): string {
  return csvOf(['date', 'value', 'known_at'], rows);
}
