import type { Operation } from '../../app/operation.ts';
import type { DataVersion } from './data-version.ts';

export interface WarmUpOptions {
  readonly operations: readonly Operation[];
  /** Carries out what nobody waits for, and keeps the answer where the faces look first. */
  warm(call: { readonly operation: Operation; readonly input: Record<string, unknown>; readonly signal: AbortSignal }): Promise<void>;
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
  const look = () => data.current().catch(() => undefined);
  let warm: string | undefined;
  let seen = await look();
  while (!stop.aborted) {
    const now = await look();
    // While a pull goes on, they change again and again.
    if (now !== undefined && now === seen && now !== warm) {
      warm = now;
      await warmOnce(options).catch(onFailure);
    }
    seen = now;
    await rest(everyMs, stop);
  }
}

async function warmOnce({ operations, warm, packs, stop, onFailure = () => {} }: WarmUpOptions): Promise<void> {
  for (const pack of await packs()) {
    for (const operation of operations.filter(({ name }) => FIRST_PAGE.includes(name))) {
      if (stop.aborted) return;
      const input = Object.hasOwn(operation.input.shape, 'pack') ? { pack } : {};
      await warm({ operation, input, signal: stop }).catch((error) => stop.aborted || onFailure(error));
    }
  }
}

function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A signal that was given already is not given again.
    if (stop.aborted) return void resolve();
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
