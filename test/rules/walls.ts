import type { Module } from './source-tree.ts';

/** A layer of the house: where it lies, which layers it may see, and which packages it may use. */
export interface Layer {
  readonly name: string;
  /** Files that belong to it; where it has a folder for each of several strangers, the first group names the stranger. */
  readonly files: RegExp;
  readonly sees: readonly string[];
  /** npm packages and `node:` modules. */
  readonly packages?: readonly string[];
}

const CORE = [
  'core/text',
  'core/numerics',
  'core/calendar',
  'core/series',
  'core/quality',
  'core/methods',
  'core/language',
  'core/evidence',
  'core/claims',
  'core/watch',
  'core/reader',
];

/** Libraries of numbers, which only `core/numerics` may use. */
const NUMERICS = [
  'pure-rand',
  'ml-matrix',
  'fft.js',
  '@stdlib/math-base-special-betainc',
  '@stdlib/math-base-special-erfc',
  '@stdlib/math-base-special-erfcinv',
  '@stdlib/math-base-special-gammainc',
  '@stdlib/math-base-special-gammaincinv',
  '@stdlib/stats-base-dists-beta-quantile',
  '@stdlib/stats-base-dists-t-quantile',
];

/** DESIGN section 3 as data. A module belongs to the first layer that fits, and always sees its own. */
export const layers: readonly Layer[] = [
  // First of all in every program and in what a program imports.
  { name: 'engine', files: /^src\/engine\.ts$/, sees: [] },
  { name: 'core/text', files: /^src\/core\/text\//, sees: [] },
  { name: 'core/numerics', files: /^src\/core\/numerics\//, sees: [], packages: NUMERICS },
  { name: 'core/calendar', files: /^src\/core\/calendar\//, sees: [] },
  { name: 'core/series', files: /^src\/core\/series\//, sees: ['core/calendar', 'core/numerics'] },
  { name: 'core/methods', files: /^src\/core\/methods\//, sees: ['core/numerics', 'core/calendar', 'core/series'] },
  { name: 'core/quality', files: /^src\/core\/quality\//, sees: ['core/text', 'core/numerics', 'core/calendar', 'core/series'] },
  { name: 'core/language', files: /^src\/core\/language\//, sees: ['core/text', 'core/methods', 'core/series', 'core/calendar'] },
  { name: 'core/evidence', files: /^src\/core\/evidence\//, sees: ['core/numerics', 'core/calendar', 'core/series'] },
  {
    name: 'core/claims',
    files: /^src\/core\/claims\//,
    sees: ['core/methods', 'core/series', 'core/calendar', 'core/language', 'core/evidence'],
  },
  { name: 'core/watch', files: /^src\/core\/watch\//, sees: ['core/text', 'core/series', 'core/calendar', 'core/language'] },
  { name: 'core/reader', files: /^src\/core\/reader\//, sees: ['core/text', 'core/calendar'], packages: ['franc-min'] },
  { name: 'contract', files: /^src\/contract\//, sees: [], packages: ['zod'] },
  {
    name: 'provider port',
    files: /^src\/providers\/[^/]+\.ts$/,
    sees: ['core/calendar', 'core/series', 'core/text'],
    packages: ['zod', 'yaml', 'undici', 'p-retry', 'p-throttle', 'p-limit', 'node:crypto', 'node:timers', 'node:zlib', 'node:stream'],
  },
  { name: 'encodings', files: /^src\/providers\/file\/(?:encoding|fault)\.ts$/, sees: ['provider port'], packages: ['chardet'] },
  {
    name: 'provider',
    files: /^src\/providers\/([^/]+)\//,
    sees: ['provider port', 'encodings', 'core/calendar', 'core/series', 'core/text'],
    packages: ['zod', 'yaml', 'csv-parse', 'read-excel-file', '@duckdb/node-api', 'node:fs', 'node:path'],
  },
  {
    name: 'store port',
    files: /^src\/store\/[^/]+\.ts$/,
    sees: ['core/calendar', 'core/series'],
    packages: ['node:crypto', 'node:fs', 'node:os', 'node:path'],
  },
  {
    name: 'store',
    files: /^src\/store\/([^/]+)\//,
    sees: ['store port', 'core/calendar', 'core/series'],
    packages: ['@duckdb/node-api', 'pg', 'p-retry', 'yaml', 'node:crypto', 'node:fs', 'node:os', 'node:path'],
  },
  {
    name: 'browser',
    files: /^src\/browser\//,
    sees: [],
    packages: ['node:child_process', 'node:fs', 'node:os', 'node:path', 'node:stream', 'node:url'],
  },
  { name: 'network', files: /^src\/network\//, sees: [], packages: ['ipaddr.js', 'node:dns', 'node:net'] },
  { name: 'courier port', files: /^src\/delivery\/courier\.ts$/, sees: ['contract'] },
  {
    name: 'delivery',
    files: /^src\/delivery\//,
    sees: ['courier port', 'contract', 'network'],
    packages: ['undici', 'nodemailer', 'node:child_process', 'node:crypto', 'node:fs', 'node:util'],
  },
  { name: 'report', files: /^src\/report\//, sees: [...CORE, 'contract'], packages: ['@observablehq/plot', 'linkedom'] },
  {
    name: 'app',
    files: /^src\/app\//,
    sees: [...CORE, 'contract', 'report', 'provider port', 'store port', 'courier port'],
    packages: ['zod', 'yaml', 'node:crypto', 'node:timers', 'p-limit', 'p-retry', 'intl-messageformat', 'croner'],
  },
  {
    name: 'articles',
    files: /^src\/articles\//,
    sees: ['app', 'provider port', 'encodings', 'network'],
    packages: ['html-to-text', 'undici', 'node:dns', 'node:path', 'node:vm'],
  },
  { name: 'cli', files: /^src\/cli\//, sees: ['app', 'contract'], packages: ['commander', 'listr2', 'zod', 'node:readline', 'node:util'] },
  {
    name: 'server',
    files: /^src\/server\//,
    sees: ['app', 'contract'],
    packages: [
      'hono',
      '@hono/zod-openapi',
      '@hono/node-server',
      '@modelcontextprotocol/server',
      'zod',
      'pino',
      'prom-client',
      'piscina',
      'rate-limiter-flexible',
      'temporal-polyfill',
      'node:crypto',
      'node:fs',
      'node:http',
      'node:net',
      'node:module',
      'node:os',
      'node:path',
      'node:stream',
      'node:timers',
      'node:url',
      'node:util',
      'node:worker_threads',
      'node:zlib',
    ],
  },
  {
    name: 'team',
    files: /^src\/team\//,
    sees: ['app', 'contract', 'store port'],
    packages: ['pg-boss', 'pg', 'p-limit', 'p-retry', 'rate-limiter-flexible', 'node:crypto', 'node:fs', 'node:path', 'node:timers'],
  },
  { name: 'threads', files: /^src\/threads\//, sees: ['app', 'core/methods'], packages: ['piscina', 'node:os', 'node:url'] },
  {
    name: 'main',
    files: /^src\/(?:main|disk|world\/[^/]+)\.ts$/,
    sees: [
      'engine',
      ...CORE,
      'contract',
      'provider port',
      'provider',
      'store port',
      'store',
      'browser',
      'courier port',
      'delivery',
      'app',
      'cli',
      'server',
      'threads',
      'team',
      'articles',
    ],
    packages: ['temporal-polyfill', 'yaml', 'node:fs', 'node:module', 'node:os', 'node:path', 'node:readline', 'node:url'],
  },
  // What a program imports: one file for each entry point, so that each keeps what it promises.
  {
    name: 'library core',
    files: /^src\/library\/(?:core|core\/[^/]+|given-series|study-of)\.ts$/,
    sees: ['engine', ...CORE, 'provider port'],
  },
  { name: 'library contract', files: /^src\/library\/contract\.ts$/, sees: ['contract'] },
  {
    name: 'library node',
    files: /^src\/library\/node\.ts$/,
    sees: ['library', 'library core', 'app', 'provider', 'core/calendar', 'core/text'],
    packages: ['node:fs', 'node:url'],
  },
  { name: 'library report', files: /^src\/library\/report\.ts$/, sees: ['engine', 'library', 'app', 'report', 'contract'] },
  {
    name: 'library',
    files: /^src\/library\//,
    sees: ['engine', ...CORE, 'contract', 'provider port', 'app', 'library core'],
    packages: ['zod', 'temporal-polyfill'],
  },
  {
    name: 'web',
    files: /^web\//,
    sees: ['contract'],
    packages: [
      'react',
      'react-dom',
      '@tanstack/react-router',
      '@tanstack/react-query',
      '@tanstack/react-table',
      'cmdk',
      'lightweight-charts',
      '@observablehq/plot',
      'marked',
      '@codemirror/view',
      '@codemirror/state',
      '@codemirror/autocomplete',
      '@codemirror/lint',
      '@codemirror/commands',
    ],
  },
];

interface Home {
  readonly layer: Layer;
  /** Which of several strangers in one layer, such as the provider's name. */
  readonly stranger: string | undefined;
}

function homeOf(path: string): Home | undefined {
  for (const layer of layers) {
    const match = layer.files.exec(path);
    if (match) return { layer, stranger: match[1] };
  }
  return undefined;
}

/** Imports that go through a wall, as sentences. */
export function trespasses(modules: readonly Module[]): string[] {
  const paths = new Set(modules.map(({ path }) => path));
  return modules.flatMap((module) => {
    const home = homeOf(module.path);
    if (!home) return [`${module.path} belongs to no layer`];
    return module.imports.flatMap(({ specifier, target }) => {
      if (specifier === null) return [`${module.path} imports something that is only known at run time`];
      const fault = target === null ? packageFault(specifier, home) : fileFault(target, home, paths);
      return fault ? [`${module.path} (${home.layer.name}) ${fault}`] : [];
    });
  });
}

function packageFault(specifier: string, { layer }: Home): string | undefined {
  const [first, second] = specifier.split('/') as [string, string?];
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return layer.packages?.includes(name) ? undefined : `may not use ${name}`;
}

function fileFault(target: string, { layer, stranger }: Home, paths: ReadonlySet<string>): string | undefined {
  if (layer.name === 'web' && target.endsWith('.css')) return undefined;
  if ((layer.name === 'main' || layer.name === 'library') && target === 'package.json') return undefined;
  if (!paths.has(target)) return `imports ${target}, which is no source file`;
  const other = homeOf(target);
  if (!other) return `imports ${target}, which belongs to no layer`;
  if (other.layer === layer) return other.stranger === stranger ? undefined : `may not see ${target}: one ${layer.name} knows no other`;
  return layer.sees.includes(other.layer.name) ? undefined : `may not see ${target} (${other.layer.name})`;
}

/** Circles of a graph: each as the way round, from its first name in the alphabet. */
function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const circles = new Set<string>();
  const done = new Set<string>();
  const visit = (at: string, way: readonly string[]) => {
    const from = way.indexOf(at);
    if (from >= 0) {
      const round = way.slice(from);
      const first = round.indexOf([...round].sort()[0] as string);
      const turned = [...round.slice(first), ...round.slice(0, first)];
      circles.add([...turned, turned[0]].join(' → '));
      return;
    }
    if (done.has(at)) return;
    for (const next of graph.get(at) ?? []) visit(next, [...way, at]);
    done.add(at);
  };
  for (const name of graph.keys()) visit(name, []);
  return [...circles];
}

/** Circles of files that import one another, types counted. */
export function fileCircles(modules: readonly Module[]): string[] {
  return circlesOf(
    new Map(modules.map(({ path, imports }) => [path, new Set(imports.flatMap(({ target }) => (target === null ? [] : [target])))])),
  );
}

/** Circles of folders of methods: each method folder may use others, but none that uses it. */
export function methodFolderCircles(modules: readonly Module[]): string[] {
  const folderOf = (path: string | null) => /^src\/core\/methods\/([^/]+)\//.exec(path ?? '')?.[1];
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of modules) {
    const folder = folderOf(path);
    if (folder === undefined) continue;
    const seen = graph.get(folder) ?? new Set();
    graph.set(folder, seen);
    for (const { target } of imports) {
      const other = folderOf(target);
      if (other !== undefined && other !== folder) seen.add(other);
    }
  }
  return circlesOf(graph);
}
