import type { ColumnMapping, FileReader } from '../file-port.ts';
import { describeMapping, type MappingDraft, mappingSchema } from './mapping.ts';
import { propose, signature } from './propose.ts';
import { readTable } from './read-table.ts';
import { type ImportFlags, withFlags } from './with-flags.ts';

/** Reads CSV, TSV, JSON, Parquet and workbooks as tables of dates and values. */
export const fileReader: FileReader = {
  signature,
  async propose(file, { today, saved, given }) {
    const proposal = await propose(file, { today, given: withFlags(draftOf(saved), given as ImportFlags) });
    const { draft, mapping, evidence, doubts, columns, preview, ids } = proposal;
    return {
      ...{ mapping, evidence, columns, preview },
      lines: describeMapping(draft),
      questions: doubts,
      valueColumns: (draft.valueColumns ?? []).map((column) => ({ column, id: ids[column] })),
    };
  },
  read: (file, mapping, options) => readTable(file, mappingSchema.parse(mapping), options),
};

/** A saved mapping, or nothing of one. */
const draftOf = (saved: ColumnMapping): MappingDraft => mappingSchema.partial().parse(saved) as MappingDraft;
