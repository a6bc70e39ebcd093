import type { Place, SourceFile } from './fault.ts';
import { ownName } from './grid.ts';
import type { Table } from './table.ts';
import { tokenise } from './tokenise.ts';

/** Where a delimited text has its columns' names and its figures. */
export interface DelimitedLayout {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** Line of the file at which the figures begin, and its offset in the text. */
  readonly firstLine: number;
  readonly start: number;
}

/** The rows of a CSV text below its header. @throws ProviderError `changed-shape` with the line of a quotation mark that stands wrong. */
export function delimitedTable(text: string, layout: DelimitedLayout, file: SourceFile): Table {
  const { delimiter, names, firstLine, start } = layout;
  const records = tokenise(text.slice(start), { file, delimiter, firstLine });
  return {
    names,
    count: records.count,
    cells: records.cells,
    pick: records.pick,
    placeOf(row, column): Place {
      const line = records.lineOf(row);
      return column === undefined ? { line } : { line, column: column + 1, name: ownName(names[column] as string) };
    },
  };
}
