import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StoreError } from '../../../store/store.ts';
import { canonical } from '../../canonical.ts';
import type { ScanPlan } from '../plan.ts';
import type { SpreadParts } from '../spread.ts';

/** All that a worker must know of a scan beside its series. */
const SpreadQuestion = z.strictObject({
  /** Of the program: another one might compute otherwise. */
  version: z.string(),
  /** Hash of the series as of the date. */
  panel: z.string().regex(/^[0-9a-f]{64}$/),
  asOf: z.int(),
  terms: z.strictObject({ sign: z.union([z.literal(1), z.literal(-1)]), fewestClusters: z.int() }),
  triggers: z.array(z.string()),
  outcomes: z.array(z.string()),
});
export type SpreadQuestion = z.infer<typeof SpreadQuestion>;

/** What a scan asks, for workers. */
export const questionOf = (
  { triggers, outcomes, terms, asOf }: Pick<ScanPlan, 'triggers' | 'outcomes' | 'terms' | 'asOf'>,
  { panel, version }: { readonly panel: string; readonly version: string },
): SpreadQuestion => ({
  ...{ version, panel, asOf, terms },
  triggers: triggers.map(({ when }) => when),
  outcomes: outcomes.map(({ checked }) => checked.text),
});

/** Tells scans apart: question, data and program. */
export const questionHash = (question: SpreadQuestion): string => createHash('sha256').update(canonical(question)).digest('hex');

const QUESTION = 'question';

/** Leaves the question where workers find it. */
export async function keepQuestion(question: SpreadQuestion, parts: SpreadParts): Promise<void> {
  await parts.keep(questionHash(question), QUESTION, new TextEncoder().encode(canonical(question)));
}

/** @throws StoreError where the question is gone, is another one or was asked by another version of the program. */
export async function readQuestion(
  scan: string,
  { parts, version }: { readonly parts: SpreadParts; readonly version: string },
): Promise<SpreadQuestion> {
  const bytes = await parts.read(scan, QUESTION);
  if (!bytes) throw new StoreError('missing', `the scan ${scan} is not kept any more: ask it anew`);
  const question = SpreadQuestion.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (question.version !== version)
    throw new StoreError('newer', `the scan was asked by version ${question.version}, this is ${version}: workers must have the same`);
  if (questionHash(question) !== scan) throw new StoreError('damaged', `the question of the scan ${scan} is another one`);
  return question;
}
