import type { ProviderError, ProviderErrorKind } from '../provider.ts';
import type { Answer } from '../read-json.ts';
import { readRefusal, refused } from '../refusal.ts';
import { type ChartFault, faultSchema } from './schema.ts';

/** Statuses whose bodies say in Yahoo's own words what is wrong. */
export const FAULT_STATUSES = [400, 401, 404, 422];

interface Verdict {
  readonly kind: ProviderErrorKind;
  readonly problem: string;
}

const NOT_FOUND: Verdict = { kind: 'not-found', problem: 'no such data, look the symbol up at finance.yahoo.com' };
const UNAUTHORIZED: Verdict = { kind: 'unauthorized', problem: 'it refuses scripts for now, so that another source must serve' };
const STRANGE: Verdict = { kind: 'changed-shape', problem: 'it refuses the request, whose form may have changed' };

/** The error that an answer with one of these statuses is. */
export function faultOfStatus(status: number, body: string, answer: Answer): ProviderError {
  const fault = readRefusal(body, faultSchema);
  const byStatus = { 401: UNAUTHORIZED, 404: NOT_FOUND }[status] ?? STRANGE;
  return refused(...told((fault && verdictOn(fault)) ?? byStatus, { body, answer, words: fault?.description }));
}

/** The error that a chart carries with status 200. */
export function faultOfChart(fault: ChartFault, body: string, answer: Answer): ProviderError {
  return refused(...told(verdictOn(fault) ?? STRANGE, { body, answer, words: fault.description }));
}

function verdictOn({ code, description }: ChartFault): Verdict | undefined {
  if (code === 'Unauthorized') return UNAUTHORIZED;
  // The code of the second is a mere "Bad Request".
  return code === 'Not Found' || /^data doesn't exist/i.test(description) ? NOT_FOUND : undefined;
}

type Refused = Parameters<typeof refused>;

function told({ problem, kind }: Verdict, details: Omit<Refused[1], 'kind'>): Refused {
  return [problem, { ...details, kind }];
}
