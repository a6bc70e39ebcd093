import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openMetrics } from '../../src/server/http/metrics.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, 'examples/team', name), 'utf8');

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: unknown;
  readonly deploy?: { readonly replicas: number };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(read('compose.yaml'), { merge: true }) as Compose;
const own = Object.entries(compose.services).filter(([, { image }]) => image === 'harbinger');

/** The lines of a unit, by their key: those that stand more than once are all kept. */
function unit(name: string): ReadonlyMap<string, readonly string[]> {
  const lines = read(name)
    .split('\n')
    .filter((line) => /^[A-Z]\w*=/.test(line));
  const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
  return new Map([...Map.groupBy(pairs, ([key]) => key)].map(([key, those]) => [key, those.map(([, value]) => value)]));
}

const UNITS = ['harbinger-server.service', 'harbinger-worker@.service'];

/** What the examples have the program do: the command with its options. */
const commands: readonly (readonly [where: string, words: readonly string[]])[] = [
  ...own.map(([name, { command = [] }]) => [`compose ${name}`, command] as const),
  ...UNITS.map((name) => [name, (unit(name).get('ExecStart')?.[0] ?? '').split(' ').slice(1)] as const),
];

describe('the examples of a team', () => {
  test('give commands and options that the program has', () => {
    expect(commands).toHaveLength(5);
    for (const [where, [command = '', ...options]] of commands) {
      const help = spawnSync(process.execPath, ['src/main.ts', command, '--help'], { cwd: root, encoding: 'utf8' });
      expect([where, help.status, help.stdout.includes(`harbinger ${command}`)]).toEqual([where, 0, true]);
      for (const option of options) {
        expect(option).toMatch(/^--[a-z-]+=\S+$/);
        expect(help.stdout).toContain(`${option.split('=', 1)[0]} <`);
      }
    }
  }, 60_000);

  test('tell the program where the store is by a file, in a variable that it reads', () => {
    const settings = readFileSync(join(root, 'src/world/settings.ts'), 'utf8');
    expect(settings).toContain('HARBINGER_STORE_FILE');
    for (const [, { environment, secrets }] of own)
      expect([environment, secrets]).toEqual([{ HARBINGER_STORE_FILE: '/run/secrets/store' }, ['store']]);
    for (const name of UNITS) {
      expect(unit(name).get('Environment')).toContain('HARBINGER_STORE_FILE=%d/store');
      expect(unit(name).get('LoadCredential')).toEqual(['store:/etc/harbinger/store']);
    }
    for (const text of [read('compose.yaml'), ...UNITS.map(read)]) expect(text).not.toMatch(/^[^#]*postgres:\/\//m);
  });

  test('start two servers and two workers, name only what there is, and have the proxy ask both servers', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'server-1', 'server-2', 'worker', 'proxy']);
    expect(compose.services.worker?.deploy?.replicas).toBe(2);
    for (const { secrets = [], volumes = [], depends_on: before = [] } of Object.values(compose.services)) {
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]));
      const named = volumes.map((volume) => volume.split(':', 1)[0] as string).filter((name) => !name.startsWith('.'));
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
      const services = Array.isArray(before) ? before : Object.keys(before as object);
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(services));
    }
    const proxy = read('Caddyfile');
    expect(proxy).toContain('reverse_proxy server-1:7878 server-2:7878');
    expect(proxy).toContain('/healthz?ready');
    const names = compose.services['server-1']?.command?.filter((word) => word.startsWith('--allowed-host='));
    expect(names?.slice(1)).toEqual(['--allowed-host=server-1', '--allowed-host=server-2']);
  });

  test('leave a server more time to end than it takes', () => {
    const seconds = (text = ''): number => Number(/\d+/.exec(text)?.[0]);
    const takes = (words: readonly string[]) => seconds(words.find((word) => word.startsWith('--drain'))) + 10 + 5;
    for (const [name, { command = [], ...rest }] of own)
      if (name.startsWith('server'))
        expect(seconds((rest as { stop_grace_period?: string }).stop_grace_period)).toBeGreaterThan(takes(command));
    const [server] = UNITS;
    expect(seconds(unit(server as string).get('TimeoutStopSec')?.[0])).toBeGreaterThan(takes(commands[3]?.[1] ?? []));
  });
});

interface Panel {
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const board = JSON.parse(read('grafana.json')) as { readonly panels: readonly Panel[] };

/** Labels of each series that a server of a team exports: what it says of requests, and what every figure looks like. */
async function exported(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = openMetrics({ ofProcess: true });
  metrics.watch({ computing: { running: 0, queued: 0 }, cache: { bytes: 0, hits: 0, misses: 0 } } as never);
  metrics.answered({ route: '/', method: 'GET', status: 200 }, 0.1);
  metrics.watchTeam({
    jobs: async () => [{ kind: 'study', state: 'waiting', count: 1, oldestSeconds: 1 }],
    workers: async () => 1,
    pulls: async () => ({ series: 1, overdue: 0, failing: 0, oldest: 1, median: 1, newest: 1 }),
    alerts: async () => new Map([['firing', 1]]),
    connections: () => ({ busy: 0, idle: 0, waiting: 0 }),
  });
  const samples = (await metrics.text()).text.matchAll(/^(\w+)(?:\{(.*)\})? /gm);
  return new Map(Array.from(samples, ([, name = '', labels = '']) => [name, new Set(labels.match(/\w+(?==")/g) ?? [])]));
}

/** Names of series, and of labels, in an expression of PromQL. */
function namesIn(expression: string): { readonly series: string[]; readonly labels: string[] } {
  const labels = [...expression.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) => inside.match(/\w+(?=\s*[=!]~?)/g) ?? []);
  const groups = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, inside = '']) => inside.split(/,\s*/));
  const bare = expression.replace(/\{[^}]*\}|\bby \([^)]*\)|\[[^\]]*\]|"[^"]*"/g, ' ');
  return {
    series: bare.match(/\b[a-z_][\w:]*\b(?!\s*\()/g)?.filter((name) => name !== 'or') ?? [],
    labels: [...labels, ...groups],
  };
}

describe('the board', () => {
  test('asks only for series that a server exports, by labels that they have', async () => {
    const known = await exported();
    const expressions = board.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));
    expect(expressions.length).toBeGreaterThan(15);
    for (const [title, expression] of expressions) {
      const { series, labels } = namesIn(expression);
      expect([title, series.length > 0]).toEqual([title, true]);
      for (const name of series) expect([title, name, known.has(name)]).toEqual([title, name, true]);
      const had = new Set([...series.flatMap((name) => [...(known.get(name) ?? [])]), 'instance']);
      for (const label of labels) expect([title, label, had.has(label)]).toEqual([title, label, true]);
    }
  });

  test('finds a name that is not there', () => {
    expect(namesIn('sum by (le, x) (rate(harbinger_a_bucket{route="/b"}[5m])) or vector(0)')).toEqual({
      series: ['harbinger_a_bucket'],
      labels: ['route', 'le', 'x'],
    });
    expect(namesIn('max(misspelt) / harbinger_b').series).toEqual(['misspelt', 'harbinger_b']);
  });

  test('shows what was asked for, no panel over another', () => {
    const text = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
    for (const name of [
      'jobs',
      'jobs_oldest_seconds',
      'workers',
      'pull_age_seconds',
      'alerts',
      'http_request_seconds_bucket',
      'database_connections',
    ])
      expect(text).toContain(`harbinger_${name}`);
    const places = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { gridPos } of board.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  test('is fed by what Prometheus is told to look at', () => {
    const { scrape_configs: jobs } = parse(read('prometheus.yaml')) as { scrape_configs: { static_configs: { targets: string[] }[] }[] };
    expect(jobs.flatMap(({ static_configs: places }) => places.flatMap(({ targets }) => targets))).toEqual([
      'server-1:7878',
      'server-2:7878',
    ]);
  });
});
