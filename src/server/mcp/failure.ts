import type { CallToolResult } from '@modelcontextprotocol/server';
import { describeFailure } from '../../app/failure.ts';
import { harmless } from './harmless.ts';

/** What is said of a fault of our own: nothing of its inside. */
export const INTERNAL = 'the program failed inside; nothing is known to be wrong with what was asked. Its log has the cause';

/** A failure in the words of the command line; the cause of an internal one goes to the log alone. */
export function failureText(error: unknown, log: (line: string) => void): { readonly code: string; readonly text: string } {
  const { code, message } = describeFailure(error);
  if (code !== 'internal') return { code, text: harmless(message) };
  log(message);
  return { code, text: INTERNAL };
}

/** A failure as a tool gives it: the model reads what is wrong and may try again. */
export function failedCall(error: unknown, log: (line: string) => void): CallToolResult {
  const { code, text } = failureText(error, log);
  return { isError: true, content: [{ type: 'text', text }], _meta: { 'harbinger/code': code } };
}
