import { quoted } from '../wording.ts';
import { possibleForms } from './date-shapes.ts';
import { changedShape } from './fault.ts';
import { columnTitle, namesList, ownName } from './grid.ts';
import { columnDoubt, type Inferred, type Sampled } from './infer-dates.ts';
import { isFigure, isNoValue } from './infer-numbers.ts';
import { type ColumnRole, columnRole } from './schema.ts';
import { isBlank, textOf } from './table.ts';

/** The column of values: the close, or the only one that could be meant. @throws ProviderError `changed-shape` where there is none. */
export function inferValueColumn(sampled: Sampled, date: number): Inferred<number> {
  const { table } = sampled;
  const withRole = (role: ColumnRole) => table.names.flatMap((name, i) => (i !== date && columnRole(ownName(name)) === role ? [i] : []));
  const told = (column: number) => `${columnTitle(table, column)} holds the values`;
  const closes = withRole('close');
  const figures = closes.length > 0 ? closes : table.names.flatMap((_, i) => (i !== date && hasFigures(sampled, i) ? [i] : []));
  const likely = closes.length > 0 ? closes : figures.filter((i) => columnRole(ownName(table.names[i] as string)) === 'unknown');
  const candidates = likely.length > 0 ? likely : figures.length === 1 ? figures : withRole('adjusted close');
  const [column, second] = candidates;
  if (column === undefined) {
    throw changedShape(sampled.file, `no column that could be the value: the columns are ${namesList(table.names)}`);
  }
  if (second !== undefined) {
    const doubt = columnDoubt('--value-column', `${candidates.length} columns could be the value`, { columns: candidates, table });
    return { evidence: [], doubts: [doubt] };
  }
  const why = closes.length > 0 ? 'by its name' : 'the only one that could be meant';
  return { value: column, evidence: [`${told(column)}: ${why}.`], doubts: [] };
}

function hasFigures({ table, rows }: Sampled, column: number): boolean {
  let [filled, figures] = [0, 0];
  for (const row of rows) {
    const text = textOf(table.cells(row)[column]);
    if (text === '' || isNoValue(text)) continue;
    filled++;
    if (isFigure(text)) figures++;
  }
  return figures * 2 > filled;
}

/** The column of adjusted closes beside the closes, where there is just one and it holds anything. */
export function inferAdjustedColumn(sampled: Sampled, value: number): Inferred<number> {
  const { names } = sampled.table;
  const found = names.flatMap((name, i) =>
    i !== value && columnRole(ownName(name)) === 'adjusted close' && hasFigures(sampled, i) ? [i] : [],
  );
  if (found.length !== 1 || columnRole(ownName(names[value] as string)) !== 'close') return { evidence: [], doubts: [] };
  const column = found[0] as number;
  return { value: column, evidence: [`${columnTitle(sampled.table, column)} holds the adjusted closes by its name.`], doubts: [] };
}

const SUMMARY =
  /^(?:grand )?(?:totals?|averages?|mean|median|maximum|minimum|max|min|sum|count|std(?:ev)?|standard deviation|change)\b[\w .:()%]*$/i;
const LONGEST_FOOTER = 50;

/** Rows after the last date that sum up or explain: their texts in the column of dates. A row of another kind is left to be refused. */
export function inferSkippedRows({ table, today }: Sampled, date: number): Inferred<string[]> {
  const texts: string[] = [];
  for (let row = table.count - 1; row >= Math.max(0, table.count - LONGEST_FOOTER); row--) {
    const cells = table.cells(row);
    if (isBlank(cells)) continue;
    const text = textOf(cells[date]);
    if (possibleForms(text, today).length > 0) break;
    const isSentence = text.length > 3 && cells.every((cell, i) => i === date || textOf(cell) === '');
    if (!SUMMARY.test(text) && !isSentence) return { value: [], evidence: [], doubts: [] };
    texts.unshift(text);
  }
  const unique = [...new Set(texts)];
  const evidence =
    unique.length === 0 ? [] : [`Rows after the last date are no observations and are left out: ${unique.map(quoted).join(', ')}.`];
  return { value: unique, evidence, doubts: [] };
}
