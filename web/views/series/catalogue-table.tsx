import type { SeriesEntry } from '../../../src/contract/claims.ts';
import { capitalise, formatDate, formatNumber } from '../../../src/contract/format.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useWords } from '../../words/words.ts';
import { ageInWords, stateOf } from './catalogue-entry.ts';
import { SeriesLink } from './series-link.tsx';
import { SERIES } from './words.ts';

const SIGNS = { held: '●', stale: '◐', notHeld: '○', unreadable: '!' } as const;

/** The series that were found, each with its span and age, or how to get it. */
export function CatalogueTable({ series }: { readonly series: readonly SeriesEntry[] }) {
  const words = useWords(SERIES);
  const columns: readonly Column<SeriesEntry>[] = [
    { id: 'id', header: capitalise(words.id), value: ({ id }) => id, cell: ({ id }) => <SeriesLink id={id} /> },
    {
      id: 'title',
      header: capitalise(words.seriesTitle),
      align: 'text',
      value: ({ title }) => title,
      cell: (entry) => <Title entry={entry} />,
    },
    {
      id: 'calendar',
      header: capitalise(words.calendar),
      value: ({ calendar }) => calendar,
      cell: ({ calendar }) => <span className="whitespace-nowrap">{calendar}</span>,
    },
    {
      id: 'span',
      header: capitalise(words.span),
      value: ({ from }) => from,
      cell: ({ from, to }) => (from === null ? '–' : `${formatDate(from)} … ${formatDate(to)}`),
    },
    {
      id: 'rows',
      header: capitalise(words.rows),
      value: ({ rows, held }) => (held ? rows : null),
      cell: ({ rows, held }) => (held ? formatNumber(rows) : '–'),
    },
    { id: 'age', header: capitalise(words.age), value: ({ ageDays }) => ageDays, cell: ({ ageDays }) => ageInWords(ageDays, words) },
    {
      id: 'state',
      header: capitalise(words.state),
      value: stateOf,
      cell: (entry) => {
        const state = stateOf(entry);
        return (
          <span className={state === 'held' ? '' : 'text-muted'}>
            {words[state]} <span aria-hidden="true">{SIGNS[state]}</span>
          </span>
        );
      },
    },
  ];
  return <DataTable title={words.title} columns={columns} rows={series} rowKey={({ id }) => id} exportName="harbinger-series" />;
}

/** Title and unit; of what is not there, how to get it. */
function Title({ entry: { id, title, unit, held, error, notes } }: { readonly entry: SeriesEntry }) {
  // The column of the state says it already.
  const way = error ?? (held ? '' : notes.join(' ').replace(/^not held yet: /, ''));
  return (
    <span lang="en" className="block min-w-56 md:min-w-72">
      {title === id ? '' : title} <span className="text-muted">{unit}</span>
      {way !== '' && (
        <span className="block text-[13px] leading-5 break-words text-muted">
          <CodeText text={way} />
        </span>
      )}
    </span>
  );
}
