import { formatRate } from '../size-study/tables.ts';
import type { Kind } from './cells.ts';
import { CORRECTIONS, type Correction, type ScanSize } from './rates.ts';

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  white: 'white returns',
  wandering: 'drift wanders',
  dependent: 'dependent triggers, correlated targets',
  calendars: 'several calendars and spans',
  hits: '0/1 outcomes',
  few: 'few events',
  loud: 'events in loud years',
  turned: 'the same, turned by chance',
};

const CORRECTION_WORDS: Readonly<Record<Correction, string>> = {
  adjusted: 'adjusted p',
  weighed: 'weighed p',
  'plain alone': 'plain shift alone',
  'centred alone': 'era-centred alone',
  Bonferroni: 'Bonferroni',
};

type Row = readonly string[];

function markdown(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** How often a scan without relation has any survivor: a row for each kind of world. */
export function sizeTable({ size, worlds }: ScanSize): string {
  const rows = size.map(({ kind, tested, uncorrected, at5, at10 }) => [
    KIND_WORDS[kind],
    tested.toFixed(0),
    `${uncorrected.toFixed(1)} (${((100 * uncorrected) / tested).toFixed(1)} %)`,
    ...CORRECTIONS.flatMap((name) => [formatRate(at5[name], 0.05, worlds), formatRate(at10[name], 0.1, worlds)]),
  ]);
  const head = CORRECTIONS.flatMap((name) => [`${CORRECTION_WORDS[name]} 5 %`, '10 %']);
  return markdown(['world', 'tested', 'p ≤ 5 % by themselves', ...head], rows);
}

/** How often an effect of the stated size is found: a row for each kind of world. */
export function powerTable({ power }: ScanSize): string {
  const rows = power.map(({ kind, planted, none, adjusted, weighed, horizons }) => [
    KIND_WORDS[kind],
    `${planted}`,
    `${(100 * none).toFixed(0)} %`,
    formatRate(weighed, null, planted),
    formatRate(adjusted, null, planted),
    ...horizons.map((own) => (own.planted === 0 ? 'none' : `${(100 * own.weighed).toFixed(0)} % of ${own.planted}`)),
  ]);
  const horizons = power[0]?.horizons.map(({ horizon }) => `${horizon} d`) ?? [];
  return markdown(['world', 'planted', 'no effect would do', 'weighed p ≤ 5 %', 'adjusted p ≤ 5 %', ...horizons], rows);
}

/** The page with each table put between its marks. @throws RangeError for a page without the marks of a table. */
export function withTables(page: string, study: ScanSize): string {
  return Object.entries({ size: sizeTable, power: powerTable }).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new RangeError(`the page must have ${begin} and ${end}, has not`);
    return `${text.slice(0, from + begin.length)}\n\n${table(study)}\n\n${text.slice(to)}`;
  }, page);
}
