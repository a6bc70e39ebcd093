import type { DoctorFinding } from '../../contract/doctor.ts';
import type { ProviderError } from '../../providers/provider.ts';

const REPEATED = /\brows? (?:dropped for repeating|repeated) a date\b/;
const UNSORTED = /^Rows were not in order of date\b/;
const CONFLICT = /\boccurs twice with different values\b/;
const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/;

const EMPTY = { effect: '', effects: [] };

/** Findings that the reading of a file made on its way: rows that repeat a date, rows out of order. */
export function findingsOfNotes(notes: readonly string[]): DoctorFinding[] {
  return notes.flatMap((sentence): DoctorFinding[] => {
    if (REPEATED.test(sentence)) {
      const advice = 'Nothing hangs on it: both rows said the same. Take the repeats out of the file.';
      return [{ kind: 'duplicate', severity: 'note', ...placeIn(sentence), sentence, advice, ...EMPTY }];
    }
    if (UNSORTED.test(sentence)) {
      const advice = 'See that no part of another file got into this one.';
      return [{ kind: 'unsorted', severity: 'warning', ...placeIn(sentence), sentence, advice, ...EMPTY }];
    }
    return [];
  });
}

/** A series that cannot be read: a date with two values, or anything else. */
export function findingOfFailure({ message }: ProviderError): DoctorFinding {
  const isConflict = CONFLICT.test(message);
  return {
    kind: isConflict ? 'duplicate' : 'unreadable',
    severity: 'error',
    ...placeIn(isConflict ? message : ''),
    sentence: message,
    advice: isConflict ? 'Find out which of the two values is right and take the other row out.' : 'Put the file right where it says.',
    ...EMPTY,
  };
}

function placeIn(sentence: string): Pick<DoctorFinding, 'from' | 'to' | 'count' | 'dates'> {
  const date = ISO_DATE.exec(sentence)?.[0] ?? null;
  const count = Number(/^[\d,]+/.exec(sentence)?.[0].replaceAll(',', '') ?? (date === null ? 0 : 1));
  return { from: date, to: date, count, dates: date === null ? [] : [date] };
}
