import type { CallToolResult } from '@modelcontextprotocol/server';
import { describeFailure } from '../../app/failure.ts';
import { brief } from '../http/problem.ts';
import { Refusal } from '../http/refusal.ts';
import { harmless } from './harmless.ts';
import type { Offer } from './offer.ts';

/** What a failure needs of the offer. */
type Telling = Pick<Offer, 'log' | 'words'>;

/** What is said of a fault of our own: nothing of its inside. */
const INTERNAL = 'the program failed inside; nothing is known to be wrong with what was asked. Its log has the cause';

/** A failure in the words of the command line; the cause of an internal one goes to the log alone. */
export function failureText(error: unknown, { log, words = (text) => text }: Telling): { readonly code: string; readonly text: string } {
  // Limits of the server: too much at once, too dear.
  if (error instanceof Refusal) return { code: error.code, text: harmless(brief(words(error.message))) };
  const { code, message } = describeFailure(error);
  if (code !== 'internal') return { code, text: harmless(brief(words(message))) };
  log(message);
  return { code, text: INTERNAL };
}

/** A failure as a tool gives it: the model reads what is wrong and may try again. */
export function failedCall(error: unknown, telling: Telling): CallToolResult {
  const { code, text } = failureText(error, telling);
  return { isError: true, content: [{ type: 'text', text }], _meta: { 'harbinger/code': code } };
}
