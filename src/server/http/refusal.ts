import type { Problem, ProblemCode } from '../../contract/problem.ts';

/** What a refusal says beside its detail. */
export type Extra = Pick<Problem, 'issues' | 'nearest' | 'allowed' | 'retryAfter'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request that is not carried out, and why: thrown anywhere on its way, answered in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly extra: Extra;

  constructor(status: number, detail: string, extra: Extra = {}) {
    super(detail);
    this.name = 'Refusal';
    this.status = status;
    this.code = CODES[status] ?? 'caller';
    this.extra = extra;
  }
}

const CODES: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  429: 'limit',
  500: 'internal',
  503: 'busy',
};

/** Titles by status: the kind of problem, never the case. */
export const TITLES: Readonly<Record<number, string>> = {
  400: 'The input is not as it must be',
  401: 'A token is needed',
  403: 'Not allowed',
  404: 'There is no such thing',
  405: 'The method is not one of this route',
  406: 'There is no such form',
  408: 'The request did not come in time',
  409: 'It stands against what is there',
  413: 'The body is too large',
  414: 'The address is too long',
  415: 'The body must be JSON',
  422: 'It would cost too much',
  429: 'Too much at once',
  500: 'A fault of the program',
  503: 'Not now',
};
