import { readCosts } from './costs.ts';
import { type Scale, type ScanPoint, SIZES, type SizeName } from './experiment.ts';
import { findings } from './findings.ts';
import { pointsOf } from './points.ts';
import { digits, percent, span } from './words.ts';

type Row = readonly string[];

function markdown(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const costTable = (): string =>
  markdown(
    ['figure', 'what', 'value', 'unit', 'standing', 'from', 'on'],
    Object.entries(readCosts()).map(([name, { value, unit, what, standing, how, when }]) => [
      ...[`\`${name}\``, what, value.toLocaleString('en', { maximumSignificantDigits: 3 }), unit, standing, how, when],
    ]),
  );

function scanTable(scale: Scale): string {
  const [large, huge] = [pointsOf(scale, 'large', 'as it is'), pointsOf(scale, 'huge', 'as it is')];
  const rows = huge.map((of, i) => {
    const other = large[i] as ScanPoint;
    return [
      ...[digits(of.workers), span(other.median), digits(other.speedUp), span(of.median), `${span(of.low)} to ${span(of.high)}`],
      ...[digits(of.speedUp), span(of.formula), percent(of.worked), percent(of.database), digits(of.repeated), digits(of.killed)],
    ];
  });
  const head = ['workers', 'large scan', 'speed-up', 'huge scan', 'one in ten to nine in ten', 'speed-up', 'by the formula'];
  return markdown([...head, 'workers busy', 'database busy', 'blocks repeated', 'workers killed'], rows);
}

const SHOWN = [1, 8, 32, 128, 512, 1000];

function variantTable({ scans }: Scale): string {
  const rows = scans
    .filter(({ size }) => size === 'huge')
    .map(({ variant, points }) => {
      const best = points.reduce((least, point) => (point.median < least.median ? point : least));
      const shown = points.filter(({ workers }) => SHOWN.includes(workers));
      return [variant, ...shown.map(({ median }) => span(median)), `${span(best.median)} with ${digits(best.workers)}`];
    });
  return markdown(['huge scan', ...SHOWN.map((workers) => `${digits(workers)}`), 'fastest'], rows);
}

const waitTable = ({ waits }: Scale): string =>
  markdown(
    ['workers', 'tasks of', 'studies', 'median', '99 in 100 within', 'longest'],
    waits.map(({ workers, taskSeconds, studies, median, p99, most }) => [
      ...[digits(workers), taskSeconds === null ? 'as it is' : span(taskSeconds), digits(studies), span(median), span(p99), span(most)],
    ]),
  );

const readTable = ({ reads }: Scale): string =>
  markdown(
    [
      'replicas',
      'reads a second',
      'median',
      '99 in 100 within',
      'had to wait for an answer',
      'answers made',
      'the last after',
      'database busy',
    ],
    reads.map(({ replicas, rate, median, p99, waited, made, slowest, database }) => [
      ...[
        digits(replicas),
        digits(rate),
        span(median / 1000),
        span(p99 / 1000),
        percent(waited),
        digits(made),
        span(slowest),
        percent(database),
      ],
    ]),
  );

function boundTable({ work }: Scale): string {
  const rows = (Object.keys(work) as SizeName[]).map((size) => {
    const { alone, shared, tasks, bounds } = work[size];
    const hypotheses = SIZES[size].triggers * SIZES[size].outcomes;
    return [
      ...[size, digits(hypotheses), digits(tasks), span(shared), span(alone), digits(bounds.fastest), digits(bounds.evenWorkers)],
      ...[digits(bounds.supplyWorkers), digits(bounds.databaseWorkers), digits(bounds.connectedWorkers)],
    ];
  });
  const head = ['scan', 'hypotheses', 'tasks', 'shared work', 'work of who asks', 'fastest', 'even', 'supplies', 'database', 'connections'];
  return markdown(head, rows);
}

/** The page with each table put between its marks. @throws RangeError for a page without the marks of a table. */
export function withTables(page: string, scale: Scale): string {
  const tables = {
    findings,
    scans: scanTable,
    bounds: boundTable,
    variants: variantTable,
    waits: waitTable,
    reads: readTable,
    costs: costTable,
  };
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new RangeError(`the page has no place for ${name}`);
    return `${text.slice(0, from + begin.length)}\n\n${table(scale)}\n\n${text.slice(to)}`;
  }, page);
}
