import type { Operation } from '../../app/operation.ts';
import type { Execute } from '../execute.ts';
import type { DataVersion } from './data-version.ts';

export interface WarmUpOptions {
  readonly operations: readonly Operation[];
  /** Carries out what nobody waits for; what it gives must be kept where the faces look first. */
  readonly execute: Execute;
  readonly data: Pick<DataVersion, 'current'>;
  /** Names of the packs that ship. */
  packs(): Promise<readonly string[]>;
  /** Ends the warming. */
  readonly stop: AbortSignal;
  /** How often the data are looked at; default 5 s. They must have been the same for as long before anything is computed anew. */
  readonly everyMs?: number;
  /** What could not be warmed: nobody asked for it, so nobody else is told. */
  readonly onFailure?: (error: unknown) => void;
}

/** What the first page shows of a pack, as far as the registry has it. */
const FIRST_PAGE = ['now', 'check'];

/**
 * Computes what the first page needs, so that its first reader does not wait: at the start, and again when the data have changed and rested.
 *
 * @returns Settles when it was stopped.
 */
export async function keepWarm(options: WarmUpOptions): Promise<void> {
  const { data, stop, everyMs = 5000, onFailure = () => {} } = options;
  let warm: string | undefined;
  let seen = await data.current().catch(() => undefined);
  while (!stop.aborted) {
    if (seen !== undefined && seen !== warm) {
      warm = seen;
      await warmOnce(options).catch(onFailure);
    }
    await rest(everyMs, stop);
    const now = await data.current().catch(() => undefined);
    // While a pull goes on, they change again and again.
    if (now !== seen) await rest(everyMs, stop);
    seen = now;
  }
}

async function warmOnce({ operations, execute, packs, stop, onFailure = () => {} }: WarmUpOptions): Promise<void> {
  for (const pack of await packs()) {
    for (const operation of operations.filter(({ name }) => FIRST_PAGE.includes(name))) {
      if (stop.aborted) return;
      const input = Object.hasOwn(operation.input.shape, 'pack') ? { pack } : {};
      await execute({ operation, input, signal: stop }).catch((error) => stop.aborted || onFailure(error));
    }
  }
}

function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    timer.unref();
    stop.addEventListener('abort', end, { once: true });
  });
}
