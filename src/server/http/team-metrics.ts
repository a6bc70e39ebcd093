import { Gauge, type Registry } from 'prom-client';

/** What a team shows of itself; each is asked when somebody looks. */
export interface TeamFigures {
  /** Jobs by kind and state, with the seconds that the oldest of them waits, or runs. */
  jobs(): Promise<readonly { readonly kind: string; readonly state: string; readonly count: number; readonly oldestSeconds: number }[]>;
  /** Workers that were heard of lately. */
  workers(): Promise<number>;
  /** How long ago series were had from their sources, in seconds; null where none was. */
  pulls(): Promise<{
    readonly series: number;
    readonly overdue: number;
    readonly failing: number;
    readonly oldest: number | null;
    readonly median: number | null;
    readonly newest: number | null;
  }>;
  /** Rules that are watched, by their status. */
  alerts(): Promise<ReadonlyMap<string, number>>;
  /** Connections of this process to the database. */
  connections(): { readonly busy: number; readonly idle: number; readonly waiting: number };
}

type Shown = readonly (readonly [labels: Readonly<Record<string, string>>, value: number | null])[];

/** Has a registry show a team; comes back with what asks for the figures anew. What cannot be had is left out, and `harbinger_database_up` is 0. */
export function addTeamMetrics(registry: Registry, figures: TeamFigures): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) => {
    const made = new Gauge({ name: `harbinger_${name}`, help, labelNames: [...labelNames], registers: [registry] });
    return (shown: Shown) => {
      // What is no longer there must not go on being told.
      made.reset();
      if (labelNames.length === 0) made.remove();
      for (const [labels, value] of shown) if (value !== null) made.set(labels, value);
    };
  };
  const jobs = gauge('jobs', 'Jobs by kind and state: waiting for a worker, later, running, dead.', ['kind', 'state']);
  const oldestJobs = gauge('jobs_oldest_seconds', 'For how long the oldest job waits, runs or is dead.', ['kind', 'state']);
  const workers = gauge('workers', 'Workers that were heard of lately.');
  const pulled = gauge('pulled_series', 'Series that are pulled: all, overdue for more than four days, failing at the last try.', [
    'state',
  ]);
  const ages = gauge('pull_age_seconds', 'How long ago series were had from their sources.', ['of']);
  const alerts = gauge('alerts', 'Rules that are watched, by status.', ['status']);
  const connections = gauge('database_connections', 'Connections of this process, and tasks that wait for one.', ['state']);
  const isUp = gauge('database_up', 'Whether the database answered what these figures ask.');

  const groups = [
    group(figures.jobs, (found = []) => {
      jobs(found.map(({ kind, state, count }) => [{ kind, state }, count]));
      oldestJobs(found.map(({ kind, state, oldestSeconds }) => [{ kind, state }, oldestSeconds]));
    }),
    group(figures.workers, (count) => workers(count === undefined ? [] : [[{}, count]])),
    group(figures.pulls, (found) => {
      const { series, overdue, failing, oldest, median, newest } = found ?? NOTHING;
      pulled(entries({ all: series, overdue, failing }, 'state'));
      ages(entries({ oldest, median, newest }, 'of'));
    }),
    group(figures.alerts, (found) => alerts(Array.from(found ?? [], ([status, count]) => [{ status }, count]))),
  ];
  return async () => {
    connections(entries({ ...figures.connections() }, 'state'));
    const had = await Promise.all(groups.map((ask) => ask()));
    isUp([[{}, had.every(Boolean) ? 1 : 0]]);
  };
}

const NOTHING = { series: null, overdue: null, failing: null, oldest: null, median: null, newest: null };

const entries = (values: Readonly<Record<string, number | null>>, label: string): Shown =>
  Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);

/** Asks for figures and shows them, or that there are none; comes back with whether they could be had. */
const group =
  <T>(ask: () => Promise<T>, show: (found: T | undefined) => void) =>
  async (): Promise<boolean> => {
    const [found] = await Promise.allSettled([ask()]);
    show(found.status === 'fulfilled' ? found.value : undefined);
    return found.status === 'fulfilled';
  };
