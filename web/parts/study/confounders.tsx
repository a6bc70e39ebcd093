import type { Confounded, Stratum } from '../../../src/contract/confounders.ts';
import { formatNumber, formatOutcome, formatPercent } from '../../../src/contract/format.ts';
import type { OutcomeKind } from '../../../src/contract/outcome-kind.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { fill, useWords } from '../../words/words.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { Prose } from '../prose.tsx';
import { STUDY } from './words.ts';

interface ConfoundersProps {
  readonly study: Pick<StudyResult, 'confounders' | 'outcomeKind'>;
  /** The level of the headings. */
  readonly heading: 'h3' | 'h4';
  readonly exportName: string;
}

/** What else was true: for each thing a table of its parts, and what is left of the effect within them. */
export function Confounders({ study: { confounders, outcomeKind }, heading, exportName }: ConfoundersProps) {
  return (
    <div className="grid gap-8">
      {confounders.map((one) => (
        <Within key={one.id} confounder={one} kind={outcomeKind} heading={heading} exportName={`${exportName}-${one.id}`} />
      ))}
    </div>
  );
}

interface WithinProps extends Pick<ConfoundersProps, 'heading' | 'exportName'> {
  readonly confounder: Confounded;
  readonly kind: OutcomeKind;
}

function Within({ confounder: { title, sentence, strata, unknownDates, unknownEvents }, kind, heading: Heading, exportName }: WithinProps) {
  const words = useWords(STUDY);
  const left = { dates: formatNumber(unknownDates), events: formatNumber(unknownEvents) };
  return (
    <section className="min-w-0">
      <Heading lang="en" className="text-[16px] font-semibold">
        {title}
      </Heading>
      <p lang="en" className="mt-1 mb-2 max-w-[72ch] text-[15px]">
        <Prose text={sentence} />
      </p>
      {strata.length > 0 && (
        <div className="max-w-3xl">
          <DataTable
            title={title}
            columns={columnsOf(words, strata, kind)}
            rows={strata}
            rowKey={({ label }) => label}
            exportName={exportName}
          />
        </div>
      )}
      {unknownDates + unknownEvents > 0 && <p className="mt-1 text-[13px] text-muted">{fill(words.unknownPart, left)}</p>}
    </section>
  );
}

type Words = Readonly<Record<'part' | 'dates' | 'events' | 'baseOfPart' | 'afterEvents' | 'baseHits' | 'eventHits', string>>;

/** Outcomes that are hits themselves have no hit rate beside. */
function columnsOf(words: Words, strata: readonly Stratum[], kind: OutcomeKind): Column<Stratum>[] {
  const mean = (value: number | null) => (kind === 'hit' ? formatPercent(value) : formatOutcome(value, kind));
  const hasHits = kind !== 'hit' && strata.some(({ baseHitRate }) => baseHitRate !== null);
  const hits = (id: 'baseHitRate' | 'hitRate', header: string): Column<Stratum> => ({
    ...{ id, header, value: (row) => row[id], cell: (row) => formatPercent(row[id]) },
  });
  return [
    { id: 'part', header: words.part, value: ({ label }) => label, cell: ({ label }) => <span lang="en">{label}</span> },
    { id: 'dates', header: words.dates, value: ({ dates }) => dates, cell: ({ dates }) => formatNumber(dates) },
    { id: 'events', header: words.events, value: ({ events }) => events, cell: ({ events }) => formatNumber(events) },
    { id: 'base', header: words.baseOfPart, value: ({ base }) => base, cell: ({ base }) => mean(base) },
    { id: 'observed', header: words.afterEvents, value: ({ observed }) => observed, cell: ({ observed }) => mean(observed) },
    ...(hasHits ? [hits('baseHitRate', words.baseHits), hits('hitRate', words.eventHits)] : []),
  ];
}
