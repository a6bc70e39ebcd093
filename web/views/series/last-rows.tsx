import type { SeriesDetail } from '../../../src/contract/claims.ts';
import { formatDate, formatInstant, formatLevel } from '../../../src/contract/format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { fill, useWords } from '../../words/words.ts';
import { inUnit } from './in-unit.ts';
import { SERIES } from './words.ts';

type Row = SeriesDetail['lastRows'][number];

const NEW_YORK = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });

/** The last values, each with the instant at which the world could know it. */
export function LastRows({ detail }: { readonly detail: SeriesDetail }) {
  const words = useWords(SERIES);
  const { id, unit, calendar, lastRows } = detail;
  const isNewYork = calendar === 'new-york' || calendar === 'weekly-new-york';
  const hasUnit = unit !== '' && unit !== '%' && unit !== 'unit not stated';
  const columns: readonly Column<Row>[] = [
    { id: 'date', header: words.date, value: ({ date }) => date, cell: ({ date }) => formatDate(date) },
    {
      id: 'value',
      header: hasUnit ? `${words.value}, ${unit}` : words.value,
      value: ({ value }) => value,
      cell: ({ value }) => <strong className="font-semibold">{unit === '%' ? inUnit(value, unit) : formatLevel(value)}</strong>,
    },
    { id: 'knownAt', header: words.knownAt, value: ({ knownAt }) => knownAt, cell: ({ knownAt }) => formatInstant(knownAt) },
    {
      id: 'local',
      header: words.local,
      isSortable: false,
      value: ({ date, knownAt }) =>
        isNewYork ? fill(words.newYorkTime, { time: NEW_YORK.format(new Date(knownAt)) }) : fill(words.utcTime, { date: formatDate(date) }),
    },
  ];
  return (
    <section className="mt-10 min-w-0">
      <h2 className="mb-1 text-[20px]">{words.lastRows}</h2>
      <DataTable
        title={words.lastRows}
        columns={columns}
        rows={[...lastRows].reverse()}
        rowKey={({ date }) => date}
        exportName={`${id}-last`}
      />
    </section>
  );
}
