import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { InputOf, OperationName, ResultOf } from './operations.ts';

/** A refusal or a failure of the server, as it says it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | undefined;

  constructor(status: number, body: { code?: string; title?: string; detail?: string; requestId?: string }) {
    super(body.detail ?? body.title ?? `the server answered ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status >= 500 ? 'internal' : 'caller');
    this.detail = this.message;
    this.requestId = body.requestId;
  }
}

/** The server could not be reached at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Longer questions go in a body; shorter ones can be cached by the browser. */
const LONGEST_QUERY = 4000;

/** The address of an operation with its input in the query. */
export function addressOf(name: OperationName, input: Readonly<Record<string, unknown>>, format?: string): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined || value === '' || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  if (format) query.set('format', format);
  const text = query.toString();
  return `/api/v1/${name.replace(/^jobs\b/, 'queue').replaceAll(' ', '/')}${text ? `?${text}` : ''}`;
}

/** Asks the server for an operation's result. Throws Problem or NoAnswer. */
export async function ask<Name extends OperationName>(name: Name, input: InputOf<Name>, signal?: AbortSignal): Promise<ResultOf<Name>> {
  const address = addressOf(name, input as Record<string, unknown>);
  const answer = await reach(signal, (rest) =>
    address.length <= LONGEST_QUERY
      ? fetch(address, { ...rest, headers: { accept: 'application/json' } })
      : fetch(addressOf(name, {}), {
          ...rest,
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(input),
        }),
  );
  return (await readAnswer(answer)) as ResultOf<Name>;
}

/** Has an operation change something, with a token that may. Throws Problem or NoAnswer. */
export async function change<Name extends OperationName>(name: Name, input: InputOf<Name>, token: string): Promise<ResultOf<Name>> {
  const answer = await reach(undefined, (rest) =>
    fetch(addressOf(name, {}), {
      ...rest,
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(token !== '' && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(input),
    }),
  );
  return (await readAnswer(answer)) as ResultOf<Name>;
}

/** What an answer says. Throws Problem where it is a refusal or a failure. */
export async function readAnswer(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})));
  return answer.json();
}

/** Sends to the server. Throws NoAnswer where it cannot be reached. */
export async function reach(
  signal: AbortSignal | undefined,
  send: (rest: { signal: AbortSignal | null }) => Promise<Response>,
): Promise<Response> {
  try {
    return await send({ signal: signal ?? null });
  } catch (error) {
    // The browser says so by a TypeError, as of a mistake in a program; the two must not be taken for each other.
    throw error instanceof TypeError ? new NoAnswer(error.message) : error;
  }
}

/** The query of an operation, for useQuery and for asking ahead. */
export const operation = <Name extends OperationName>(name: Name, input: InputOf<Name>) =>
  queryOptions({ queryKey: [name, input] as const, queryFn: ({ signal }): Promise<ResultOf<Name>> => ask(name, input, signal) });

/** An operation's result as the page has it. */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): UseQueryResult<ResultOf<Name>, Error> {
  return useQuery({ ...operation(name, input), enabled }) as UseQueryResult<ResultOf<Name>, Error>;
}

/** Asks for an operation in one of its other forms, with an input that may be longer than an address. Throws Problem or NoAnswer. */
export async function askForm<Name extends OperationName>(name: Name, input: InputOf<Name>, format: string): Promise<string> {
  const answer = await reach(undefined, (rest) =>
    fetch(addressOf(name, {}, format), {
      ...rest,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }),
  );
  if (!answer.ok) await readAnswer(answer);
  return answer.text();
}
