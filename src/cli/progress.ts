import type { Progress } from '../app/progress.ts';
import { formatCount, formatNumber } from '../contract/format.ts';
import type { Terminal } from './terminal.ts';

/** Shows what a long operation tells, until it ends. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  end(): Promise<void>;
}

/** What is known of a running operation. */
interface State {
  readonly startedAt: number;
  total: number;
  done: number;
  retries: number;
  /** Rows of the series that are done, and of those in work by id. */
  rows: number;
  readonly inWork: Map<string, { provider: string; rows: number }>;
  /** How far a computation is; undefined where nothing is computed. */
  computed: Extract<Progress, { kind: 'computed' }> | undefined;
  /** The last retry, in words; empty where a series has come since. */
  waiting: string;
}

/** Live progress where somebody looks, plain lines elsewhere; both on the error stream. */
export function showProgress(terminal: Terminal): ProgressDisplay {
  const state: State = {
    startedAt: performance.now(),
    total: 0,
    done: 0,
    retries: 0,
    rows: 0,
    inWork: new Map(),
    computed: undefined,
    waiting: '',
  };
  let live: Promise<{ update(): void; end(): Promise<void> }> | undefined;
  return {
    show(progress) {
      take(state, progress);
      if (terminal.isLive) {
        live ??= liveDisplay(state);
        void live.then((display) => display.update());
      } else {
        const line = lineOf(progress);
        if (line) terminal.writeError(`${line}\n`);
      }
    },
    async end() {
      await (await live)?.end();
    },
  };
}

function take(state: State, progress: Progress): void {
  switch (progress.kind) {
    case 'begin':
      state.total = progress.total;
      return;
    case 'series':
      state.inWork.set(progress.id, { provider: progress.provider, rows: progress.rows });
      return;
    case 'computed':
      state.computed = progress;
      return;
    case 'retry':
      state.retries++;
      state.waiting = `${progress.reason} (again in ${Math.ceil(progress.waitMs / 1000)} s)`;
      return;
    case 'done':
      state.rows += state.inWork.get(progress.id)?.rows ?? 0;
      state.inWork.delete(progress.id);
      state.waiting = '';
      state.done++;
  }
}

function lineOf(progress: Progress): string | undefined {
  if (progress.kind === 'done') return `${progress.id}: ${progress.line}`;
  if (progress.kind === 'retry') return `${progress.reason} (again in ${Math.ceil(progress.waitMs / 1000)} s)`;
  return undefined;
}

/** A line of totals, and one for each series in work. */
async function liveDisplay(state: State): Promise<{ update(): void; end(): Promise<void> }> {
  const { Listr } = await import('listr2');
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let update = (): void => {};
  const list = new Listr(
    [
      {
        title: totals(state),
        async task(_, task) {
          update = () => {
            task.title = totals(state);
            task.output = [...inWork(state), state.waiting].filter(Boolean).join('\n');
          };
          await ended;
          update();
        },
        rendererOptions: { outputBar: 1, persistentOutput: false },
      },
    ],
    { rendererOptions: { showErrorMessage: false } },
  );
  const run = list.run();
  return {
    update: () => update(),
    async end() {
      end();
      await run;
    },
  };
}

function totals(state: State): string {
  if (state.computed) return `${formatNumber(state.computed.done)} of ${formatNumber(state.computed.total)} ${state.computed.what}`;
  const seconds = (performance.now() - state.startedAt) / 1000;
  const rows = state.rows + [...state.inWork.values()].reduce((sum, one) => sum + one.rows, 0);
  const left = state.done === 0 ? null : (seconds / state.done) * (state.total - state.done);
  return [
    `${state.done} of ${state.total} series`,
    `${formatNumber(rows)} rows`,
    `${formatNumber(Math.round(rows / Math.max(1, seconds)))} rows/s`,
    state.retries > 0 ? formatCount(state.retries, 'retry', 'retries') : '',
    left === null || left < 1 ? '' : `about ${left < 90 ? `${Math.round(left)} s` : `${Math.round(left / 60)} min`} left`,
  ]
    .filter(Boolean)
    .join(', ');
}

const inWork = (state: State): string[] =>
  [...state.inWork].map(([id, { provider, rows }]) => `${id} from ${provider}${rows > 0 ? `: ${formatNumber(rows)} rows` : ''}`);
