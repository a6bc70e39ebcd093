import type { z } from 'zod';
import type { Format } from '../contract/formats.ts';
import type { Context } from './context.ts';
import type { RunFacts } from './record-run.ts';

/** What an operation gives back: its result in the contract's shape, and its report. */
export interface Done {
  readonly result: unknown;
  /** Makes the forms of it that the operation names in `formats`; PDF is made from the HTML. */
  readonly render?: Partial<Record<Format, () => Promise<string | Uint8Array>>>;
  /** Whether all of it could be done; default `done`. */
  readonly ending?: Ending;
  /** What the store keeps of the run beside its result, where it keeps it. */
  readonly record?: RunFacts;
}

/** How much of an operation could be done: all, a part of it, or nothing, for want of data or by the caller's choice. */
export type Ending = 'done' | 'partial' | 'data' | 'caller';

/** Who may use an operation over a network; each level includes the ones before. */
export type Access = 'read' | 'run' | 'admin';

/** An operation: every face (a command, a route, a tool) is made from this. */
export interface Operation {
  /** Words of the command, e.g. `series show`. */
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** Keys of the input that stand without their name, in order. */
  readonly positional: readonly string[];
  readonly examples: readonly string[];
  /** `series`: it reads series, so that `--data` may say where from; `store`: it works on the store itself; `nothing`: it reads neither. */
  readonly reads: 'series' | 'store' | 'nothing';
  /** Forms in which it can be had beside its result. */
  readonly formats: readonly Format[];
  /** `read`: looks up; `run`: computes; `admin`: writes, or reaches files and the network. */
  readonly access: Access;
  /** Who may use it in a space of a store that a team shares, where that is not `access`. */
  readonly teamAccess?: Access;
  /** Bytes that its input may have over a network, where that is more than for others. */
  readonly longestInput?: number;
  run(input: unknown, context: Context): Promise<Done>;
}
