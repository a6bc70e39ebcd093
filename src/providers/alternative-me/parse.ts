import { dayOfMidnight } from '../json-fields.ts';
import { arranged } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { refused } from '../refusal.ts';
import { fearAndGreedSchema } from './schema.ts';

/** The Fear & Greed index, 0 to 100, by UTC date. Throws ProviderError. */
export function parseFearAndGreed(body: string, answer: Answer): Parsed {
  const { data, notes } = readJson(body, fearAndGreedSchema, answer);
  const { error } = data.metadata;
  if (error !== null)
    throw refused('answered with an error instead of readings', { answer, kind: 'unavailable', body, words: error, retryable: true });
  if (!data.data) throw wrongShape(answer, 'the answer has neither readings nor an error', { body });
  const readings = data.data.map(({ value, timestamp }) => {
    const date = dayOfMidnight(timestamp);
    if (date === undefined) throw wrongShape(answer, `expected a reading stamped midnight UTC, found ${timestamp} seconds`, { body });
    return { date, value };
  });
  return arranged(readings, { ...answer, body, notes });
}
