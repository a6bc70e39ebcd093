import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const EVERY_TEST = 'test/**/*.test.ts';
/**
 * What takes long, or unpacks a browser to one place, or carries what others compute; the command line that the docs show runs in both zones in its own tests.
 * Methods and numbers work on arrays, in which there is no wall time.
 */
const ONE_ZONE_ONLY = [
  ...[
    'articles',
    'network',
    'server',
    'conformance',
    'browser',
    'docs',
    'packed',
    'bench',
    'core/methods',
    'core/numerics',
    'core/reader',
    'app/read',
    'app/both-stores',
    'engine',
    'store/postgres',
    'team',
  ].map((folder) => `test/${folder}/**`),
  ...[
    'app/now.test.ts',
    'app/scan/**',
    'app/watch/soak/**',
    'app/pull/**',
    'app/operations.test.ts',
    'store/{kill,duckdb}.test.ts',
    'cli/*.test.ts',
    'core/quality/real-series.test.ts',
    'core/language/distance.test.ts',
  ].map((file) => `test/${file}`),
];

/** A store of the person who runs the tests is nobody's business: this one is never made. */
const NO_STORE = join(tmpdir(), 'harbinger-tests-have-no-store', 'store.duckdb');

/** The tests as they run for somebody who lives in a time zone. */
const livingIn = (name: string, zone: string, exclude: string[]) => ({
  extends: true as const,
  test: { name, exclude, env: { TZ: zone, HARBINGER_TEST_TIME_ZONE: zone, HARBINGER_STORE: NO_STORE } },
});

export default defineConfig({
  test: {
    include: [EVERY_TEST],
    setupFiles: ['src/engine.ts', 'test/setup-time-zone.ts', 'test/setup-network.ts'],
    // Processes, not threads: only a process has a time zone of its own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      // West of Greenwich by whole hours with daylight saving, east of it by five and a half hours without.
      livingIn('los-angeles', 'America/Los_Angeles', []),
      livingIn('kolkata', 'Asia/Kolkata', ONE_ZONE_ONLY),
    ],
  },
});
