import { describe, expect, it } from 'vitest';
import { impurities } from './purity.ts';
import { modulesOf, readTree } from './source-tree.ts';
import { fileCircles, layers, methodFolderCircles, trespasses } from './walls.ts';

const isSource = (path: string) => /\.(ts|tsx|js)$/.test(path) && !path.endsWith('.d.ts');
const modules = modulesOf(readTree(['src', 'web'], isSource));

describe('the house', () => {
  it('is read whole: every layer that has files, with their imports', () => {
    expect(modules.length).toBeGreaterThan(80);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
    expect(modules.map(({ path }) => path)).toContain('src/main.ts');
  });

  it('keeps its walls: no layer sees what DESIGN section 3 does not let it see', () => {
    expect(trespasses(modules)).toEqual([]);
  });

  it('has no circle of files, types counted', () => {
    expect(fileCircles(modules)).toEqual([]);
  });

  it('has no circle of method folders', () => {
    expect(methodFolderCircles(modules)).toEqual([]);
  });

  it('has no clock, chance, process or network in its pure layers', () => {
    expect(impurities(modules)).toEqual([]);
  });

  it('has a table that names each layer once and sees only layers that it names', () => {
    const names = layers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { sees } of layers) for (const name of sees) expect(names).toContain(name);
  });
});

/** A small house in which everything is as it should be. */
const house: Readonly<Record<string, string>> = {
  'src/core/calendar/civil-date.ts': 'export const DAY_MS = 1; export type Day = number;',
  'src/core/numerics/random.ts': "import { uniformInt } from 'pure-rand/distribution/uniformInt'; export const draw = uniformInt;",
  'src/core/series/series.ts': "import type { Day } from '../calendar/civil-date.ts'; export interface Series { day: Day }",
  'src/core/methods/inference/shift.ts': "import type { Series } from '../../series/series.ts'; export const shift = (s: Series) => s;",
  'src/core/methods/event-study/study.ts': "import { shift } from '../inference/shift.ts'; export const study = shift;",
  'src/core/language/parse.ts': "import { study } from '../methods/event-study/study.ts'; export const parse = study;",
  'src/contract/study.ts': "import { z } from 'zod'; export const Study = z.string();",
  'src/providers/provider.ts': "import type { Series } from '../core/series/series.ts'; export interface Provider { load(): Series }",
  'src/providers/csv/provider.ts':
    "import { readFileSync } from 'node:fs'; import type { Provider } from '../provider.ts'; export const csv = (): Provider => ({ load: () => JSON.parse(readFileSync('x', 'utf8')) });",
  'src/providers/yahoo/provider.ts': "import type { Provider } from '../provider.ts'; export type Yahoo = Provider;",
  'src/report/html.ts': "import type { Study } from '../contract/study.ts'; export const html = (study: typeof Study) => String(study);",
  'src/app/context.ts': "import type { Provider } from '../providers/provider.ts'; export interface Context { provider: Provider }",
  'src/cli/program.ts': "import type { Context } from '../app/context.ts'; export const run = (context: Context) => context;",
  'src/main.ts': "import { csv } from './providers/csv/provider.ts'; import { run } from './cli/program.ts'; run({ provider: csv() });",
};
const withFiles = (files: Readonly<Record<string, string>>) => modulesOf(new Map(Object.entries({ ...house, ...files })));

describe('a trespass, planted in a small house', () => {
  it('is the only fault there: the house without one has none', () => {
    const small = withFiles({});
    for (const rule of [trespasses, fileCircles, methodFolderCircles, impurities]) expect(rule(small)).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'core sees the app by a type',
      'src/core/series/x.ts',
      "import type { Context } from '../../app/context.ts'; export type X = Context;",
    ],
    [
      'core sees a provider by a type written in place',
      'src/core/series/x.ts',
      "export type X = import('../../providers/provider.ts').Provider;",
    ],
    ['core passes a report on', 'src/core/claims/x.ts', "export { html } from '../../report/html.ts';"],
    ['core passes all of the contract on', 'src/core/claims/x.ts', "export * from '../../contract/study.ts';"],
    ['core loads the app at run time', 'src/core/claims/x.ts', "export const x = () => import('../../app/context.ts');"],
    ['core uses a package', 'src/core/claims/x.ts', "import { z } from 'zod'; export const x = z;"],
    ['core uses a package by a type', 'src/core/claims/x.ts', "import type { z } from 'zod'; export type X = z.ZodType;"],
    ['core reads the disk', 'src/core/claims/x.ts', "import { readFileSync } from 'node:fs'; export const x = readFileSync;"],
    ['random numbers elsewhere than in numerics', 'src/core/methods/inference/x.ts', "export { xorshift128plus } from 'pure-rand';"],
    ['the calendar sees series', 'src/core/calendar/x.ts', "import type { Series } from '../series/series.ts'; export type X = Series;"],
    ['numerics see the calendar', 'src/core/numerics/x.ts', "import { DAY_MS } from '../calendar/civil-date.ts'; export const x = DAY_MS;"],
    ['series see methods', 'src/core/series/x.ts', "import { shift } from '../methods/inference/shift.ts'; export const x = shift;"],
    [
      'methods see the language',
      'src/core/methods/inference/x.ts',
      "import { parse } from '../../language/parse.ts'; export const x = parse;",
    ],
    ['the language sees claims', 'src/core/language/x.ts', "import '../claims/verdict.ts';"],
    ['the contract sees core', 'src/contract/x.ts', "import type { Series } from '../core/series/series.ts'; export type X = Series;"],
    ['a provider sees another', 'src/providers/csv/x.ts', "import type { Yahoo } from '../yahoo/provider.ts'; export type X = Yahoo;"],
    ['a provider sees the app', 'src/providers/csv/x.ts', "import type { Context } from '../../app/context.ts'; export type X = Context;"],
    [
      'a provider sees the language',
      'src/providers/csv/x.ts',
      "import { parse } from '../../core/language/parse.ts'; export const x = parse;",
    ],
    ['the port sees a concrete provider', 'src/providers/x.ts', "import { csv } from './csv/provider.ts'; export const x = csv;"],
    ['the report sees the app', 'src/report/x.ts', "import type { Context } from '../app/context.ts'; export type X = Context;"],
    ['the report writes a file', 'src/report/x.ts', "import { writeFileSync } from 'node:fs'; export const x = writeFileSync;"],
    ['the app sees a concrete provider', 'src/app/x.ts', "import { csv } from '../providers/csv/provider.ts'; export const x = csv;"],
    ['the app sees the command line', 'src/app/x.ts', "import { run } from '../cli/program.ts'; export const x = run;"],
    ['the command line sees core', 'src/cli/x.ts', "import { DAY_MS } from '../core/calendar/civil-date.ts'; export const x = DAY_MS;"],
    [
      'the command line sees a provider',
      'src/cli/x.ts',
      "import type { Provider } from '../providers/provider.ts'; export type X = Provider;",
    ],
    ['the page sees the app', 'web/x.ts', "import type { Context } from '../src/app/context.ts'; export type X = Context;"],
    ['somebody sees main', 'src/cli/x.ts', "import '../main.ts';"],
    ['a file lies outside every layer', 'src/x.ts', 'export const x = 1;'],
    ['an import is worked out at run time', 'src/app/x.ts', 'export const x = (name: string) => import(name);'],
    ['an import leads nowhere', 'src/app/x.ts', "import './nowhere.ts';"],
    ['an import leads out of the sources', 'src/app/x.ts', "import '../../test/rules/walls.ts';"],
  ])('is found where %s', (_, path, text) => {
    const found = trespasses(withFiles({ 'src/core/claims/verdict.ts': 'export type Verdict = string;', [path]: text }));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(path);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'two files import types of each other',
      {
        'src/app/a.ts': "import type { B } from './b.ts'; export type A = B | 1;",
        'src/app/b.ts': "import type { A } from './a.ts'; export type B = A | 2;",
      },
      'src/app/a.ts → src/app/b.ts → src/app/a.ts',
    ],
    [
      'three files go round, one of them at run time',
      {
        'src/app/a.ts': "export const a = () => import('./b.ts');",
        'src/app/b.ts': "export * from './c.ts';",
        'src/app/c.ts': "export type C = import('./a.ts').A;",
      },
      'src/app/a.ts → src/app/b.ts → src/app/c.ts → src/app/a.ts',
    ],
    ['a file imports itself', { 'src/app/a.ts': "import type { A } from './a.ts'; export type A = 1;" }, 'src/app/a.ts → src/app/a.ts'],
  ])('is found where %s', (_, files, circle) => {
    expect(fileCircles(withFiles(files))).toEqual([circle]);
  });

  it('is found where two method folders use each other, though no two files do', () => {
    const small = withFiles({
      'src/core/methods/inference/x.ts': "import type { study } from '../event-study/study.ts'; export type X = typeof study;",
    });
    expect(fileCircles(small)).toEqual([]);
    expect(methodFolderCircles(small)).toEqual(['event-study → inference → event-study']);
  });

  it.each([
    ['Date.now()', 'Date.now'],
    ["Date['now']()", 'Date.now'],
    ['new Date()', 'new Date() without an instant'],
    ['new Date', 'new Date() without an instant'],
    ['Date()', 'Date() as a function'],
    ['Temporal.Now.instant()', 'Temporal.Now'],
    ['Math.random()', 'Math.random'],
    ["fetch('https://example.com')", 'fetch'],
    ['process.env.HOME', 'process'],
    ['console.log(1)', 'console'],
    ['setTimeout(() => 1, 1)', 'setTimeout'],
    ['performance.now()', 'performance'],
    ['crypto.randomUUID()', 'crypto'],
    ['globalThis', 'globalThis'],
    ['[1].map(console.log)', 'console'],
    ['{ process }', 'process'],
  ])('is found where core says %s', (expression, name) => {
    for (const path of ['src/core/claims/x.ts', 'src/report/x.ts', 'src/contract/x.ts']) {
      const found = impurities(withFiles({ [path]: `export const x = () => (${expression});` }));
      expect(found.filter((fault) => fault === `${path}:1 uses ${name}`).length).toBeGreaterThan(0);
    }
    expect(impurities(withFiles({ 'src/cli/x.ts': `export const x = () => (${expression});` }))).toEqual([]);
  });

  it('is not where core gives an instant to a date, or names a property like a global', () => {
    const text =
      'export const x = (day: number, o: { process: number }) => ({ at: new Date(day), process: 1, p: o.process, q: Math.max(1) });';
    expect(impurities(withFiles({ 'src/core/claims/x.ts': text }))).toEqual([]);
  });
});
