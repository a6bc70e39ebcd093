import { createHash } from 'node:crypto';
import { canonical } from '../../app/canonical.ts';
import type { Operation } from '../../app/operation.ts';
import type { Progress } from '../../app/progress.ts';
import { FORMATS, type Format } from '../../contract/formats.ts';
import type { Noting } from '../audit/audit-log.ts';
import type { Answer, Execute } from '../execute.ts';
import { demandAccess } from './access.ts';
import { type Meter, meter } from './allowance.ts';
import { ContentCache, Flights, type Waiter } from './answers.ts';
import type { Caller } from './caller.ts';
import { Content } from './content.ts';
import { fileNameOf } from './forms.ts';
import type { AppOptions, Limits } from './options.ts';
import { Queue } from './queue.ts';
import { Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;

/** What a browser takes to start and print one report. */
const PRINTING_MS = 4000;

/** A use of an operation that was read and found fit. */
export interface Use {
  readonly operation: Operation;
  /** As it came, and as the schema has it. */
  readonly given: unknown;
  readonly input: Record<string, unknown>;
  readonly format: Format | undefined;
  /** Who asks, by a name: where many wait, callers take turns. */
  readonly by: string;
  /** Where a team shares the store: in which space. */
  readonly space?: string | undefined;
  /** Keeps what comes of it, where a log of that is kept. */
  readonly noting?: Noting | undefined;
}

/** What somebody who waits is told: how the operation goes, or its place in the line. */
export type Told = Progress | { readonly kind: 'queued'; readonly place: number };

/** Whether the same question has the same answer while the data are the same: what tells of the store itself changes without them. */
export const isLasting = ({ access, reads }: Operation): boolean => access !== 'admin' && reads !== 'store';

/** Where uses of operations are taken in: each computed once for all who ask the same of the same data, within everybody's limits. */
export interface Desk {
  readonly cache: ContentCache;
  readonly computing: Queue;
  /** What an answer depends on, as one short name: the same name, the same answer. */
  keyOf(use: Use): Promise<string>;
  /** Throws where it would have to be computed and the caller's allowance does not reach; `demand` hears before what it would cost, and may throw. */
  admit(use: Use, key: string, by: { readonly caller: Caller; readonly demand?: (cost: number) => void }): Promise<void>;
  contentFor(use: Use, key: string, waiter: Waiter<Told>): Promise<Content>;
  /** Carries out operations for a caller of another face on this server: the same rights, limits and line. */
  executeFor(caller: Caller, noting?: Noting): Execute;
  readonly meter: Meter;
  /** Ends what is under way; those who wait are told why. */
  end(): void;
}

export function openDesk(options: AppOptions, limits: Limits): Desk {
  const cache = new ContentCache(limits.cacheBytes);
  const flights = new Flights<Content, Told>();
  const computing = new Queue(limits);
  // What writes goes one after the other, and holds up nobody who reads.
  const writing = new Queue({ running: 1, waiting: limits.waiting });
  const ending = new AbortController();
  const counted = meter(limits.allowances, options.openCounter);

  async function compute(call: Parameters<Execute>[0], waiter: Waiter<Told>): Promise<Answer> {
    const tooLong = AbortSignal.timeout(limits.longestRun);
    const signal = AbortSignal.any([ending.signal, tooLong, ...(waiter.signal ? [waiter.signal] : [])]);
    const onPlace = (place: number) => waiter.onProgress?.({ kind: 'queued', place });
    const work = () => options.execute({ ...call, signal, onProgress: waiter.onProgress });
    const line = call.operation.access === 'admin' ? writing : computing;
    try {
      return await line.run(work, { signal, onPlace });
    } catch (error) {
      if (ending.signal.aborted) throw new Refusal(503, 'the server is ending; ask again when it is back', { retryAfter: 10 });
      if (tooLong.aborted) throw new Refusal(503, `it was stopped after ${limits.longestRun / 1000} s, the longest that is allowed`);
      throw error;
    }
  }

  async function carryOut(use: Use, waiter: Waiter<Told>): Promise<Content> {
    const { operation, given, input, format, by, space } = use;
    return contentOf(await compute({ operation, input: given, format, caller: by, space }, waiter), { operation, input, format });
  }

  async function find(use: Use, key: string, waiter: Waiter<Told>): Promise<Content> {
    if (!isLasting(use.operation)) return carryOut(use, waiter);
    const kept = cache.get(key);
    if (kept) return kept;
    return flights.join(key, waiter, async (watch) => {
      const content = await carryOut(use, watch);
      if (content.headers['harbinger-ending'] === 'done') cache.set(key, content);
      return content;
    });
  }

  return {
    ...{ cache, computing, meter: counted },

    async keyOf({ operation, input, format, space }) {
      const day = Math.floor(options.now() / DAY_MS);
      const data = [space ?? null, await options.dataVersion(operation, space)];
      const parts = [options.version, data, day, operation.name, format ?? 'json', canonical(input)];
      return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
    },

    async admit({ operation, given, format, space }, key, { caller, demand }) {
      if (operation.access === 'admin' || cache.has(key) || flights.has(key)) return;
      const printing = format === 'pdf' ? PRINTING_MS : 0;
      const cost = printing + (await options.estimateCost(operation, given, space));
      demand?.(cost);
      await counted.countCost(caller, operation, cost);
    },

    contentFor(use, key, waiter) {
      const { noting, operation, input } = use;
      return noting ? noting.around(operation, input, () => find(use, key, waiter)) : find(use, key, waiter);
    },

    executeFor(caller, noting) {
      const { space, key } = caller;
      const carryOutFor: Execute = async (call) => {
        const { operation, input, signal, onProgress } = call;
        demandAccess(caller, operation, options.openness);
        if (operation.access !== 'admin') await counted.countCost(caller, operation, await options.estimateCost(operation, input, space));
        return compute(
          { ...call, caller: key, space },
          { signal, onProgress: onProgress && ((told) => (told.kind === 'queued' ? undefined : onProgress(told))) },
        );
      };
      return noting ? (call) => noting.around(call.operation, call.input, () => carryOutFor(call)) : carryOutFor;
    },

    end: () => ending.abort(),
  };
}

/** Policy of a report that is served: it shows, and does nothing. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups";

function contentOf({ result, rendered, ending }: Answer, { operation, input, format }: Omit<Use, 'given' | 'by'>): Content {
  if (format === undefined)
    return new Content(Buffer.from(JSON.stringify(result)), {
      'content-type': 'application/json; charset=utf-8',
      'harbinger-ending': ending,
    });
  if (rendered === undefined) throw new Error(`${operation.name} gave no ${format}`);
  const name = fileNameOf(operation, input, format);
  return new Content(Buffer.from(rendered as string), {
    'content-type': FORMATS[format].type,
    'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="${name}"`,
    'harbinger-ending': ending,
    ...(format === 'html' ? { 'content-security-policy': REPORT_POLICY, 'x-frame-options': 'SAMEORIGIN' } : {}),
  });
}
