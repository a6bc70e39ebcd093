import { ZodError } from 'zod';
import { describeFailure } from '../../app/failure.ts';
import { nearestName } from '../../app/nearest.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { withoutPaths } from '../without-paths.ts';
import { type Extra, Refusal, TITLES } from './refusal.ts';

/** A failure as it is answered: the problem, its headers, and whether the log must know the whole of it. */
export interface Told {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Any failure in the one shape. What is internal is not told: it stands in the log under the request's id. */
export function problemOf(error: unknown, requestId: string): Told {
  if (error instanceof Refusal) return told(error.status, error.code, { detail: error.message, requestId, ...error.extra });
  if (error instanceof ZodError) return told(400, 'caller', { requestId, ...ofIssues(error) });
  const { code, message } = describeFailure(error);
  const wait = (error as { retryAfterSeconds?: unknown } | null)?.retryAfterSeconds;
  if (typeof wait === 'number') return told(503, 'busy', { detail: message, requestId, retryAfter: Math.max(1, Math.ceil(wait)) });
  if (code === 'caller') return told(400, code, { detail: withoutPaths(message), requestId });
  // A store that will not be overwritten is the caller's to decide on.
  if (code === 'data' && (error as { kind?: string }).kind === 'refused')
    return told(409, 'caller', { detail: withoutPaths(message), requestId });
  if (code === 'data') {
    const retryAfter = isPassing(error) ? 5 : undefined;
    return told(503, code, { detail: withoutPaths(message), requestId, ...(retryAfter ? { retryAfter } : {}) });
  }
  return told(500, 'internal', { detail: `something broke that should not have; the log has it under ${requestId}`, requestId });
}

/** Longest detail, in characters; what is longer quotes the caller, who need not be sent it back. */
const LONGEST_DETAIL = 2000;
const MOST_ISSUES = 50;

/** A text no longer than a reader needs. */
export const brief = (text: string): string => (text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text);

function told(status: number, code: ProblemCode, { headers = {}, ...given }: Extra & Pick<Problem, 'detail' | 'requestId'>): Told {
  const rest = { ...given, detail: brief(given.detail) };
  const retry = rest.retryAfter === undefined ? {} : { 'retry-after': String(rest.retryAfter) };
  return { problem: { title: TITLES[status] ?? 'Refused', status, code, ...rest }, headers: { ...retry, ...headers } };
}

/** Whether asking again may help: a store that another process holds, a source that is away. */
function isPassing(error: unknown): boolean {
  const { kind, retryable } = error as { kind?: string; retryable?: boolean };
  return retryable === true || kind === 'busy';
}

/** A misfit of the input, field by field, under the names that the JSON has. */
function ofIssues(error: ZodError): Pick<Problem, 'detail' | 'issues'> {
  const issues = error.issues.slice(0, MOST_ISSUES).map(({ path, message }) => ({
    path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    message: brief(message),
  }));
  return { issues, detail: issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ') };
}

/** A name that is none of the known ones, with what was meant most likely. */
export function unknownName(what: string, name: string, known: readonly string[]): Refusal {
  const nearest = nearestName(name, known);
  return new Refusal(404, `no ${what} "${shown(name)}"${nearest === undefined ? '' : `; did you mean ${nearest}?`}`, {
    ...(nearest === undefined ? {} : { nearest }),
    allowed: [...known],
  });
}

const LONGEST = 80;

/** A text of the caller's as it may stand in an answer: short, on one line. */
export const shown = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};
