import { dayOfMidnight } from '../json-fields.ts';
import { arranged, type Observation } from '../observations.ts';
import type { Parsed, ProviderErrorKind } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { refused } from '../refusal.ts';
import { answerSchema } from './schema.ts';

/**
 * Daily closes. Rows after `last` are not committed: the day that still runs, which is left out.
 *
 * @throws ProviderError of the kind that an error in the body means, or `changed-shape`.
 */
export function parseRows(body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, answerSchema, answer);
  // Texts that begin with W are warnings beside a result.
  const error = data.error.find((text) => !text.startsWith('W'));
  if (error !== undefined) throw refusalOf(error, answer, body);
  const { last, ...pairs } = data.result ?? {};
  const [rows, second] = Object.values(pairs);
  if (last === undefined || rows === undefined || second !== undefined) throw wrongShape(answer, 'expected the rows of one pair', { body });
  const found = rows.flatMap(([time, , , , close], i): Observation[] => {
    const date = dayOfMidnight(time);
    if (date === undefined) throw wrongShape(answer, `expected daily rows, found one that opens at ${time}`, { body });
    if (time > last && i < rows.length - 1)
      throw wrongShape(answer, `expected one uncommitted row, the last, found one at ${time}`, { body });
    return time > last ? [] : [{ date, value: close }];
  });
  return arranged(found, { ...answer, body, notes });
}

/** Kinds by the beginnings of Kraken's errors; only the unknown pair is from a quoted body, the rest from its documentation. */
const KINDS: readonly (readonly [RegExp, ProviderErrorKind, string])[] = [
  [/^EQuery:/, 'not-found', 'Kraken knows no such pair'],
  [/^(?:EAPI:Rate limit exceeded|EGeneral:Too many requests|EGeneral:Temporary lockout)/, 'rate-limited', 'too many requests; ask later'],
  [/^(?:EService:|EGeneral:Internal error)/, 'unavailable', 'Kraken does not serve now; ask later'],
  [/^EGeneral:Permission denied/, 'unauthorized', 'Kraken does not let this be read'],
];

function refusalOf(words: string, answer: Answer, body: string) {
  const [, kind, problem] = KINDS.find(([beginning]) => beginning.test(words)) ?? [
    null,
    'changed-shape',
    'an error that is not known here',
  ];
  const retryable = kind === 'rate-limited' || kind === 'unavailable';
  return refused(problem as string, { answer, kind: kind as ProviderErrorKind, body, words, retryable });
}
