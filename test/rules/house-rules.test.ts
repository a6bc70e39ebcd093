import { describe, expect, it } from 'vitest';
import { withoutDocstring } from './docstrings.ts';
import { emptyNames, machinePaths, oddNames } from './names.ts';
import { functionsOf, isGenerated, longFiles, quantile } from './size.ts';
import { lineCount, modulesOf, ownNames, readTree } from './source-tree.ts';

const isSource = (path: string) => /\.(ts|tsx|js)$/.test(path) && !path.endsWith('.d.ts');
const modules = modulesOf(readTree(['src'], isSource));
const functions = functionsOf(modules);
/** The page: its components are longer than functions of numbers, its ceilings the same. */
const page = modulesOf(readTree(['web'], isSource));
const texts = modules.map(({ path, text }) => [path, text] as const);

/** Files that are tables of data and may be as long as the data. */
const DATA_TABLES: readonly string[] = [];

describe('size, as DESIGN section 8 has it', () => {
  it('files have at most 400 lines and a median of at most 120', () => {
    expect(longFiles([...texts, ...page.map(({ path, text }) => [path, text] as const)], 400, DATA_TABLES)).toEqual([]);
    const lengths = texts.filter(([path]) => !isGenerated(path)).map(([, text]) => lineCount(text));
    expect(lengths.length).toBeGreaterThan(80);
    expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(120);
  });

  it('functions have at most 80 lines', () => {
    expect(
      [...functions, ...functionsOf(page)]
        .filter(({ lines }) => lines > 80)
        .map(({ place, name, lines }) => `${place} ${name} has ${lines} lines`),
    ).toEqual([]);
  });

  it('functions have a median of at most 12 lines and a 95th percentile of at most 45', () => {
    const lengths = functions.map(({ lines }) => lines);
    expect(lengths.length).toBeGreaterThan(500);
    expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(12);
    expect(quantile(lengths, 0.95)).toBeLessThanOrEqual(45);
  });

  it('functions take at most three positional parameters, then one named record', () => {
    const many = [...functions, ...functionsOf(page)].filter(({ parameters }) => parameters > 3);
    expect(many.map(({ place, name, parameters }) => `${place} ${name} takes ${parameters}`)).toEqual([]);
  });
});

describe('names', () => {
  const paths = [...readTree(['src', 'web', 'test', 'scripts', 'bench', 'examples'], () => true).keys()];

  it('of files and folders say what is in them', () => {
    expect(paths.length).toBeGreaterThan(150);
    expect(emptyNames(paths)).toEqual([]);
  });

  it('of source files are in kebab-case', () => {
    expect(oddNames(paths.filter((path) => /\.tsx?$/.test(path)))).toEqual([]);
  });
});

describe('docstrings', () => {
  it('stand before every exported function of core', () => {
    expect(withoutDocstring(modules.filter(({ path }) => path.startsWith('src/core/') && !isGenerated(path)))).toEqual([]);
  });
});

describe('the tree', () => {
  it('names no folder of one machine', () => {
    const notText = /^harbinger-report\.html$|\.(png|jpe?g|gif|gz|woff2?|parquet)$/;
    const tree = readTree(ownNames(), (path) => !notText.test(path));
    expect(tree.has('package.json')).toBe(true);
    expect(machinePaths(tree)).toEqual([]);
  });
});

describe('a breach of a house rule, planted', () => {
  const measure = (text: string) => functionsOf(modulesOf(new Map([['src/x.ts', text]])));
  const undocumented = (text: string) => withoutDocstring(modulesOf(new Map([['src/core/x.ts', text]])));
  const lines = (count: number) => Array(count).fill('  f();').join('\n');

  it('is found in a file of 401 lines, unless it is generated or a table by name', () => {
    const text = `${Array(401).fill('x').join('\n')}\n`;
    expect(longFiles([['src/a.ts', text]], 400, [])).toEqual(['src/a.ts has 401 lines, at most 400']);
    expect(longFiles([['src/a.ts', text.slice(2)]], 400, [])).toEqual([]);
    expect(longFiles([['src/a.ts', text]], 400, ['src/a.ts'])).toEqual([]);
    expect(longFiles([['src/a.generated.js', text]], 400, [])).toEqual([]);
  });

  it('is found in a function of too many lines, of whatever form', () => {
    for (const text of [
      `export function long() {\n${lines(79)}\n}`,
      `const long = () => {\n${lines(79)}\n};`,
      `const x = { long() {\n${lines(79)}\n} };`,
      `class X { long = function () {\n${lines(79)}\n}; }`,
      `class X {\n  long(): void {\n${lines(79)}\n  }\n}`,
    ]) {
      expect(measure(text).map((found) => [found.name, found.lines])).toEqual([['long', 81]]);
    }
  });

  it('is found in a function of four positional parameters; a named record at the end is none', () => {
    expect(measure('const f = (a: 1, b: 2, c = 3, ...d: 4[]) => 1;')[0]?.parameters).toBe(4);
    expect(measure('function f(this: Window, a: 1, b?: 2, [c] = [3]) {}')[0]?.parameters).toBe(3);
    expect(measure('const f = (a: 1, b: 2, c: 3, { d, e }: X) => 1;')[0]?.parameters).toBe(3);
    expect(measure('const f = (a: 1, { d, e }: X = {}) => 1;')[0]?.parameters).toBe(1);
    expect(measure('const f = ({ d }: X, a: 1, b: 2, c: 3) => 1;')[0]?.parameters).toBe(4);
    expect(measure('declare function f(a: 1, b: 2, c: 3, d: 4): void;')).toEqual([]);
  });

  it('is found in a name that says nothing', () => {
    for (const path of [
      'src/utils.ts',
      'src/helpers/dates.ts',
      'src/app/data-manager.ts',
      'test/misc/a.ts',
      'src/http.service.ts',
      'src/common/x.ts',
    ]) {
      expect(emptyNames([path])).toHaveLength(1);
    }
    expect(emptyNames(['src/app/registry.ts', 'src/core/commonplace.ts'])).toEqual([]);
    expect(oddNames(['src/CivilDate.ts', 'src/civil_date.ts', 'src/civil-date.test.ts'])).toEqual([
      'src/CivilDate.ts is not in kebab-case',
      'src/civil_date.ts is not in kebab-case',
    ]);
  });

  it('is found in an exported function without a docstring', () => {
    for (const text of [
      'export function f() {}',
      'export const f = () => 1;',
      'export default function f() {}',
      'export class f {}',
      'function f() {}\nexport { f };',
      '// not a docstring\nexport function f() {}',
      '/* not one either */\nexport function f() {}',
      '/***/\nexport function f() {}',
      '/** Of another. */\nconst g = 1;\nexport async function f() {}',
    ]) {
      expect(undocumented(text).map((found) => found.replace(/:\d+/, ''))).toEqual(['src/core/x.ts f has no docstring']);
    }
    for (const text of [
      '/** Does. */\nexport function f() {}',
      '/**\n * Does.\n */\nexport const f = () => 1;',
      'function f() {}',
      'export const f = 1;',
    ]) {
      expect(undocumented(text)).toEqual([]);
    }
  });

  it('is found in a path of one machine', () => {
    const folder = ['', 'work', 'main'].join('/');
    const own = ['', 'root'].join('/');
    for (const text of [`cd ${folder}`, `"${folder}/src"`, `file://${folder}/x`, `HOME=${own}`, `${own}/.cache`, `\`${own}\``]) {
      expect(machinePaths([['README.md', `# Title\n${text}`]])).toHaveLength(1);
    }
    const within = ['work', 'x'].join('/');
    for (const text of [
      `..${folder}`,
      `src/${within}.ts`,
      'framework/root',
      'https://example.com/home',
      `~/${within}`,
      'and/or',
      '/workers/',
      `}/${within}`,
    ]) {
      expect(machinePaths([['README.md', text]])).toEqual([]);
    }
  });
});
