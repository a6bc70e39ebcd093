import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ContentCache } from './answers.ts';
import type { Queue } from './queue.ts';
import { addTeamMetrics, type TeamFigures } from './team-metrics.ts';

/** Counts of the server, in a registry of their own. */
export interface Metrics {
  answered(labels: { readonly route: string; readonly method: string; readonly status: number }, seconds: number): void;
  /** Whose queue and cache are shown. */
  watch(parts: { readonly computing: Queue; readonly cache: ContentCache }): void;
  /** Shows a team beside this process; its figures are asked for as somebody looks. */
  watchTeam(figures: TeamFigures): void;
  /** Begins to count what a watch does; each call of what comes back is one round. */
  countRounds(): (round: WatchRound) => void;
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

/** What a round of the watch found. */
export interface WatchRound {
  readonly at: number;
  readonly firing: number;
  readonly troubled: number;
  readonly waiting: number;
  readonly dead: number;
  /** Steps of rules, by kind. */
  readonly steps: readonly string[];
}

/** Begins to count; with the process's own figures and the lag of its event loop where it is the process's only one. */
export function openMetrics({ ofProcess }: { readonly ofProcess: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry, prefix: 'harbinger_' });
  const labelNames = ['route', 'method', 'status'] as const;
  const requests = new Counter({ name: 'harbinger_http_requests_total', help: 'Requests answered.', labelNames, registers });
  const durations = new Histogram({
    ...{ name: 'harbinger_http_request_seconds', help: 'Time to the first byte of an answer.', labelNames, registers },
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
  });
  let lookAtTeam = async () => {};

  return {
    answered({ route, method, status }, seconds) {
      const labels = { route, method, status: String(status) };
      requests.inc(labels);
      durations.observe(labels, seconds);
    },

    watch({ computing, cache }) {
      const gauge = (name: string, help: string, read: () => number) =>
        new Gauge({ name: `harbinger_${name}`, help, registers, collect: (): void => void shown.get(name)?.set(read()) });
      const shown = new Map<string, Gauge>();
      for (const [name, help, read] of [
        ['operations_running', 'Computations that run.', () => computing.running],
        ['operations_queued', 'Computations that wait.', () => computing.queued],
        ['cache_bytes', 'Bytes of kept answers.', () => cache.bytes],
        ['cache_hits', 'Answers that were kept, since the start.', () => cache.hits],
        ['cache_misses', 'Answers that had to be computed, since the start.', () => cache.misses],
      ] as const)
        shown.set(name, gauge(name, help, read));
    },

    watchTeam(figures) {
      lookAtTeam = addTeamMetrics(registry, figures);
    },

    countRounds() {
      const steps = new Counter({ name: 'harbinger_alert_steps_total', help: 'Steps of alert rules.', labelNames: ['kind'], registers });
      const gauge = (name: string, help: string) => new Gauge({ name: `harbinger_${name}`, help, registers });
      const last = gauge('watch_round_seconds', 'When the watch looked last, seconds since 1970.');
      const counts = {
        firing: gauge('alerts_firing', 'Rules that fire.'),
        troubled: gauge('alerts_troubled', 'Rules that cannot be read.'),
        waiting: gauge('alert_messages_waiting', 'Messages that wait to be sent.'),
        dead: gauge('alert_messages_dead', 'Messages that were given up.'),
      };
      return (round) => {
        last.set(round.at / 1000);
        for (const [name, shown] of Object.entries(counts)) shown.set(round[name as keyof typeof counts]);
        for (const kind of round.steps) steps.inc({ kind });
      };
    },

    async text() {
      await lookAtTeam();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
