import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../app/context.ts';
import type { Operation } from '../../app/operation.ts';
import type { AuditRecord, InSpace } from '../../app/spaces.ts';
import { confine } from '../confine.ts';
import type { Execute } from '../execute.ts';
import type { Watch } from '../execute-here.ts';
import { watchData } from '../pool/data-version.ts';
import type { Place, Pool } from '../pool/pool.ts';
import type { TokenCheck } from '../tokens/token-check.ts';

/** A store that a team shares: who its members are, and what each may see. */
export interface ServedSpaces {
  readonly tokens: TokenCheck;
  /** A context over the store of a space, by a connection that adds or one that cannot. */
  openContext(watch: Watch, at: InSpace): Promise<Context>;
  keepAudit(records: readonly AuditRecord[]): Promise<void>;
}

export interface SpacesOptions {
  readonly pool: Pool;
  /** A context over the store of a space, by a connection that adds or one that cannot. */
  openContext(watch: Watch, at: InSpace): Promise<Context>;
  /** Folders whose files all answers are made from. */
  readonly folders: readonly string[];
  /** The folder in which each space has one for files that its callers name; undefined where they name none. */
  readonly files: string | undefined;
  /** Tells the state of the store of a space, where that need not be read from its heads. */
  readonly stateOf?: ((space: string) => Promise<string>) | undefined;
  now(): number;
}

/** How operations are carried out in spaces: each sees the store of its own, and what only looks has a connection that cannot write. */
export interface Spaces {
  readonly execute: Execute;
  dataVersion(operation: Operation | undefined, space: string): Promise<string>;
  estimateCost(operation: Operation, input: unknown, space: string): Promise<number>;
  /** A context that only looks. */
  look(space: string): Promise<Context>;
  /** To be called when something was written to a space; undefined: it may have been any. */
  renew(space: string | undefined): void;
}

const QUIET: Watch = { onProgress: () => {}, confirm: async () => false };

/** A space of a team, as the pool has it. */
interface Open {
  readonly looking: Place;
  readonly adding: Place;
}

export function spacesOver({ pool, openContext, folders, files, stateOf, now }: SpacesOptions): Spaces {
  // One for each space that somebody of has asked; there are as many as the owner made.
  const known = new Map<string, Promise<Open>>();

  async function open(space: string): Promise<Open> {
    const own = files === undefined ? undefined : join(files, space);
    if (own !== undefined) await mkdir(own, { recursive: true });
    const contextOf = (mayAdd: boolean) => async (watch: Watch) =>
      confine(await openContext(watch, { space, mayAdd }), { files: own, keepsRuns: mayAdd });
    const data = watchData({
      openContext: () => contextOf(false)(QUIET),
      folders: own === undefined ? folders : [...folders, own],
      now,
      storeState: stateOf && (() => stateOf(space)),
    });
    // One scope: what a series is does not hang on who looks.
    const place = (mayAdd: boolean): Place => ({ openContext: contextOf(mayAdd), scope: `space ${space}`, data });
    return { looking: place(false), adding: place(true) };
  }

  function of(space: string): Promise<Open> {
    const found = known.get(space) ?? open(space);
    known.set(space, found);
    found.catch(() => known.delete(space));
    return found;
  }

  return {
    async execute(call) {
      if (call.space === undefined) throw new Error(`${call.operation.name} was asked for in no space`);
      const { looking, adding } = await of(call.space);
      return pool.at(call.operation.access === 'read' ? looking : adding)(call);
    },
    dataVersion: async (operation, space) => pool.dataVersion(operation, (await of(space)).looking),
    estimateCost: async (operation, input, space) => pool.estimateCost(operation, input, (await of(space)).looking),
    renew(space) {
      for (const [name, opened] of known)
        if (space === undefined || space === name)
          opened.then(
            ({ looking }) => looking.data.renew(),
            () => {},
          );
    },
    look: async (space) => (await of(space)).looking.openContext(QUIET),
  };
}
