import type { CheckResult, SeriesList } from '../../contract/claims.ts';
import type { EvidenceResult } from '../../contract/evidence.ts';
import { SeriesShowInput } from '../../contract/operations.ts';
import type { StudyOutput } from '../../contract/study.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Series } from '../../core/series/series.ts';
import type { Context } from '../context.ts';
import { knownSeries } from './series.ts';

/** The verdicts of a pack as a table. */
export const checkTable = async (result: CheckResult): Promise<string> => (await tables()).checkCsv(result);

/** The indicators as a table, or the history of the one that was asked for. */
export const evidenceTable = async (result: EvidenceResult): Promise<string> => (await tables()).evidenceCsv(result);

/** The instances of a study as a table. */
export const studyTable = async (result: StudyOutput): Promise<string> => (await tables()).studyCsv(result);

/** The series there are, as a table. */
export const seriesTable = async (list: SeriesList): Promise<string> => (await tables()).seriesListCsv(list);

const tables = () => import('../../report/csv-tables.ts');

/** All observations of a series that were known by the date asked for. */
export async function observationsTable(input: unknown, context: Context): Promise<string> {
  const { dates, values, knownAt } = await asked(input, context);
  const { observationsCsv } = await tables();
  return observationsCsv(
    Array.from(dates, (day, i) => [formatCivilDate(day), values[i] as number, new Date(knownAt[i] as number).toISOString()] as const),
  );
}

/** The same as columns of their own types. */
export async function observationsParquet(input: unknown, context: Context): Promise<Uint8Array> {
  const { dates, values, knownAt } = await asked(input, context);
  return context.writeParquet([
    { name: 'date', dates },
    { name: 'value', values },
    { name: 'known_at', instants: knownAt },
  ]);
}

const asked = async (input: unknown, context: Context): Promise<Series> => (await knownSeries(SeriesShowInput.parse(input), context)).known;
