import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { bundleFor } from './bundle.ts';
import { exampleFrom, exampleNames, type PackedPackage, packPackage, programsInDocs, root } from './packed-package.ts';

// A build and some compilers: on a machine with other work they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let installed: PackedPackage;
let browser: Browser | undefined;

beforeAll(() => {
  installed = packPackage();
});
afterAll(async () => {
  await browser?.close();
  installed?.remove();
});

/** Two made-up series and a study of them, in plain JavaScript: the same program for Node and for a browser. */
const program = `
import { epochDay, seriesOf, studyOf } from 'harbinger/core';
const dates = Int32Array.from({ length: 3000 }, (_, i) => epochDay(2012, 1, 3) + i).filter((day) => (day + 3) % 7 < 5);
const made = (id, value) => seriesOf(id, { dates, values: dates.map((_, i) => i).reduce((all, i) => [...all, value(i)], []), calendar: 'weekdays' });
const series = { A: made('A', (i) => 100 + 20 * Math.sin(i / 90) + i / 30), B: made('B', (i) => 50 * Math.exp(i / 3000 + 0.2 * Math.sin(i / 70))) };
const { tests, instances } = studyOf({ when: 'all_time_high(A, after: 60)', then: 'return(B, 60d)', series });
const answer = JSON.stringify({ instances: [...instances], p: tests.map(({ name, pUpper, pLower, observed }) => [name, pUpper, pLower, observed]) });
`;

describe('the package, packed and installed in an empty folder', () => {
  test('runs a study, an expression, a pack that ships, a report', () => {
    writeFileSync(
      join(installed.project, 'ask.mjs'),
      `import { parse, study, check, CallerError } from 'harbinger';
import { shippedPack, shippedPacks, shippedTable } from 'harbinger/node';
import { studyReport } from 'harbinger/report';
import { formatP, StudyResult } from 'harbinger/contract';
const series = shippedTable({ today: '2026-11-20' });
const question = { when: 'all_time_high(RUT, after: 1y)', then: 'return(BTC, 180d)', series };
const result = await study(question);
const { claims } = await check({ pack: await shippedPack((await shippedPacks())[0]), series, claim: 'flip-2020' });
const failure = await study({ ...question, when: 'nothing(' }).catch((error) => error);
console.log(JSON.stringify({
  p: result.headline.p, said: formatP(result.headline.p), fits: StudyResult.safeParse(result).success, claim: claims[0].id,
  canonical: (await parse({ text: 'all_time_high( RUT )' })).canonical, failure: failure instanceof CallerError,
  report: (await studyReport(question)).includes('<svg'),
}));`,
    );
    const { status, stdout, stderr } = installed.run(process.execPath, ['ask.mjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { p, said, ...rest } = JSON.parse(stdout) as { p: number; said: string };
    const command = ['study', '--when', 'all_time_high(RUT, after: 1y)', '--then', 'return(BTC, 180d)', '--json'];
    const own = JSON.parse(execFileSync(process.execPath, [join(root, 'src/main.ts'), ...command], { encoding: 'utf8' }));
    expect(p).toBe(own.headline.p);
    expect(said).toBe(`p ${p.toFixed(2)}`);
    expect(rest).toEqual({ fits: true, claim: 'flip-2020', canonical: 'all_time_high(RUT)', failure: true, report: true });
  });

  test('answers on an engine without Temporal, such as Node 24', () => {
    const { project } = installed;
    const dates =
      'Array.from({ length: 2000 }, (_, i) => new Date(86400000 * (14000 + i)).toISOString().slice(0, 10)).filter((d) => new Date(d).getUTCDay() % 6)';
    const asked = `const dates = ${dates}; const made = (f) => ({ dates, values: dates.map((_, i) => f(i)), calendar: 'new-york' });
const series = { A: made((i) => 100 + 20 * Math.sin(i / 50) + i / 20), B: made((i) => 50 * Math.exp(i / 3000 + 0.2 * Math.sin(i / 70))) };
console.log(JSON.stringify((await study({ when: 'all_time_high(A, after: 60)', then: 'return(B, 60d)', series })).headline));`;
    writeFileSync(join(project, 'with.mjs'), `const { study } = await import('harbinger'); ${asked}`);
    writeFileSync(join(project, 'without.mjs'), `delete globalThis.Temporal; const { study } = await import('harbinger'); ${asked}`);
    const runs = ['with.mjs', 'without.mjs'].map((name) => installed.run(process.execPath, [name]));
    expect(runs.map(({ status, stderr }) => ({ status, stderr }))).toEqual(Array(2).fill({ status: 0, stderr: '' }));
    expect(runs[1]?.stdout).toBe(runs[0]?.stdout);
    expect(JSON.parse(runs[0]?.stdout as string).p).toBeGreaterThan(0);
  });

  test.each(['harbinger', 'harbinger/core', 'harbinger/report'])('%s keeps numbers apart in an engine that mixes them up', (entry) => {
    cpSync(join(root, 'test/engine/boxes.ts'), join(installed.project, 'boxes.ts'));
    const counted = `const { ownNumbers } = await import('./boxes.ts'); console.log(ownNumbers('Maglev'));`;
    writeFileSync(join(installed.project, 'apart.mjs'), `await import('${entry}'); ${counted}`);
    const { status, stdout, stderr } = installed.run(process.execPath, ['--allow-natives-syntax', 'apart.mjs']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '5\n', stderr: '' });
  });

  test('has the program under its name', () => {
    const { status, stdout, stderr } = installed.run(join(installed.project, 'node_modules/.bin/harbinger'), [
      'check',
      '--claim',
      'flip-2020',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('flip-2020');
  });

  test.each(exampleNames)('runs examples/%s', (name) => {
    const source = exampleFrom(name);
    expect(source).not.toContain('../src');
    writeFileSync(join(installed.project, name), source);
    const { status, stdout, stderr } = installed.run(process.execPath, [name]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(execFileSync(process.execPath, [join(root, 'examples', name)], { encoding: 'utf8' }));
  });

  test.each(programsInDocs())('runs the program in %s', (_, text) => {
    cpSync(join(root, 'reference'), join(installed.project, 'prices'), { recursive: true });
    writeFileSync(join(installed.project, 'shown.mjs'), text);
    const { status, stdout, stderr } = installed.run(process.execPath, ['shown.mjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(text.includes('console.log') ? stdout : 'nothing to print').not.toMatch(/^$|undefined|NaN/);
  });

  test.each(['nodenext', 'bundler'])('has types that a strict compiler takes whole (%s)', (resolution) => {
    writeFileSync(join(installed.project, 'typed.ts'), TYPED);
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const options = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--skipLibCheck',
      'false',
      '--types',
      '',
      '--lib',
      'esnext,dom',
    ];
    const where = ['--module', module, '--moduleResolution', resolution, '--ignoreConfig'];
    const { status, stdout } = installed.run(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...options,
      ...where,
      'typed.ts',
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

// Each line marked so must be an error, or the compiler complains of the mark.
const TYPED = `
import { type FamilyResult, type StudyResult, study } from 'harbinger';
import { type Insufficient, mean, seriesOf, studyOf } from 'harbinger/core';
import { StudyInput } from 'harbinger/contract';
import { whatLuckDoes } from 'harbinger/report';
import { shippedTable } from 'harbinger/node';
const series = { A: { dates: ['2020-01-01'], values: [1], unit: 'USD' }, B: { dates: Int32Array.of(1), values: Float64Array.of(1) } };
const one: StudyResult = await study({ when: 'x', then: 'y', series });
const p: number | null = one.headline.p;
const two: FamilyResult = await study({ when: 'x', then: ['y', 'z'], series: shippedTable() });
const either: StudyResult | FamilyResult = await study({ when: 'x', then: ['y'] as readonly string[], series });
// @ts-expect-error a calendar that there is not
seriesOf('A', { dates: ['2020-01-01'], values: [1], calendar: 'lunar' });
// @ts-expect-error a study needs its outcome
study({ when: 'x', series });
// @ts-expect-error the core takes typed arrays
mean([1, 2]);
const made = studyOf({ when: 'x', then: 'y', series: { A: seriesOf('A', series.A) } });
const little: Insufficient | null = made.insufficient;
const wanted: string = StudyInput.parse({ when: 'x', then: ['y'] }).when;
console.log(p, two, either, little, wanted, whatLuckDoes);
`;

describe('the package, looked over', () => {
  test('publint has no complaint, the strict way', async () => {
    const tarball = Uint8Array.from(readFileSync(installed.tarball)).buffer;
    const { messages } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, {}))).toEqual([]);
  });

  test('are the types wrong? They are not, for modules', () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const preload = join(root, 'scripts/typescript-api.ts');
    const { status, stdout } = installed.run(process.execPath, [
      '--import',
      preload,
      attw,
      installed.tarball,
      '--profile',
      'esm-only',
      '--format',
      'json',
    ]);
    expect(status).toBe(0);
    const { analysis } = JSON.parse(stdout) as { analysis: { entrypoints: Record<string, unknown> } };
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object };
    expect(Object.keys(analysis.entrypoints).sort()).toEqual(Object.keys(exports).sort());
  });
});

describe('the core in a bundle for browsers', () => {
  // The standard library's own log is part of it.
  const NUMBERS = /^(debug$|ms$|@stdlib\/|ml-matrix$|fft\.js$|pure-rand$|ml-array-|is-any-array$|harbinger$)/;

  test('holds a study and the numbers under it, in at most 80 kB', async () => {
    const { gzip, packages } = await bundleFor(installed.project, `${program}\nconsole.log(answer);`);
    expect(packages).toContain('harbinger');
    expect(packages.filter((name) => !NUMBERS.test(name))).toEqual([]);
    expect(packages).not.toContain('ml-matrix');
    expect(gzip).toBeLessThan(80_000);
  });

  test('holds the one function that is used, and nothing beside it', async () => {
    const { code, packages } = await bundleFor(
      installed.project,
      "import { median } from 'harbinger/core'; console.log(median(Float64Array.of(1)));",
    );
    expect(packages).toEqual(['harbinger']);
    expect(code.length).toBeLessThan(1500);
  });

  test('holds no package but those of numbers, taken whole', async () => {
    const { packages } = await bundleFor(installed.project, "import * as core from 'harbinger/core'; console.log(core);");
    expect(packages).toEqual(expect.arrayContaining(['harbinger', 'fft.js', 'ml-matrix', 'pure-rand']));
    expect(packages.filter((name) => !NUMBERS.test(name))).toEqual([]);
  });

  test('of the contract, a format needs no zod', async () => {
    const { packages } = await bundleFor(installed.project, "import { formatP } from 'harbinger/contract'; console.log(formatP(0.5));");
    expect(packages).toEqual(['harbinger']);
  });

  test('gives a browser the p that Node has', async () => {
    writeFileSync(join(installed.project, 'answer.mjs'), `${program}\nconsole.log(answer);`);
    const { stdout, stderr } = installed.run(process.execPath, ['answer.mjs']);
    expect(stderr).toBe('');
    const { code } = await bundleFor(installed.project, `${program}\nglobalThis.answer = answer;`);
    browser = await launchBrowser();
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setContent('<!doctype html><title>core</title>');
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction('globalThis.answer !== undefined');
    expect(complaints).toEqual([]);
    const inBrowser = JSON.parse(await page.evaluate<string>('globalThis.answer')) as {
      instances: number[];
      p: [string, number, number, number][];
    };
    const inNode = JSON.parse(stdout) as typeof inBrowser;
    expect(inNode.instances.length).toBeGreaterThan(2);
    expect(inBrowser).toEqual(inNode);
  });
});
