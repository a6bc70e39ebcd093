import type { Docs } from '../../app/context.ts';
import type { Access, Operation } from '../../app/operation.ts';
import { needed } from '../../app/reach.ts';
import type { Execute } from '../execute.ts';

/** What a client is offered, and what stands behind it. */
export interface Offer {
  readonly operations: readonly Operation[];
  readonly execute: Execute;
  readonly docs: Docs;
  /** Which operations: by the client's own scope; a resource is offered where the operation behind it is. */
  readonly access: readonly Access[];
  /** Whether it is offered in a space of a team, where a researcher does some of what else the owner of the store alone does. */
  readonly isTeam?: boolean;
  /** What the series are read from, in words. */
  describeData(): Promise<string>;
  readonly version: string;
  /** How the reader would call the program, and its data option, for commands that reproduce a result. */
  readonly program: string;
  readonly dataOption: string;
  /** Address of the page that shows what an operation gives, where pages are served. */
  readonly link?: ((operation: string, input: Readonly<Record<string, unknown>>) => string | undefined) | undefined;
  /** How a failure is told over this connection: where files lie may be nobody's business. */
  readonly words?: ((message: string) => string) | undefined;
  /** Takes what the client must not see: the cause of an internal error. */
  log(line: string): void;
}

/** Everything but what the client may use. */
export type OfferToAll = Omit<Offer, 'access'>;

/** The operations that this client may use. */
export const offered = ({ operations, access, isTeam = false }: Offer): readonly Operation[] =>
  operations.filter((operation) => access.includes(needed(operation, isTeam)));

/** The operation of that name, where this client may use it. */
export const operationOf = (offer: Offer, name: string): Operation | undefined =>
  offered(offer).find((operation) => operation.name === name);
