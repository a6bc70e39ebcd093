import type { ClaimResult, ConditionReading, FigureReading } from '../../../src/contract/claims.ts';
import { formatDate, formatNumber, formatPercentile, keepTogether } from '../../../src/contract/format.ts';
import { withUnit } from '../../../src/contract/measures.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PercentileBar } from '../../parts/percentile-bar.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

/** What was read: the parts of a condition for and against, the ways of reading a quoted figure. */
export function Readings({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  if (claim.conditions.length + claim.figures.length === 0) return null;
  return (
    <Section id="readings" title={words.readings}>
      {claim.conditions.length > 0 && <Conditions conditions={claim.conditions} />}
      {claim.figures.length > 0 && (
        <Figures figures={claim.figures} question={claim.kind === 'condition' ? words.happened : words.reproduces} />
      )}
    </Section>
  );
}

const SIDES = [
  { name: 'condOn', sign: '+', of: (reading: ConditionReading) => reading.holds === true },
  { name: 'condOff', sign: '−', of: (reading: ConditionReading) => reading.holds === false },
  { name: 'condUnknown', sign: '?', of: (reading: ConditionReading) => reading.holds === null },
] as const;

function Conditions({ conditions }: { readonly conditions: readonly ConditionReading[] }) {
  const words = useWords(CLAIM);
  return (
    <div className="mt-4 grid gap-x-12 gap-y-8 md:grid-cols-2">
      {SIDES.map(({ name, sign, of }) => {
        const own = conditions.filter(of);
        if (own.length === 0) return null;
        return (
          <section key={name} className={name === 'condUnknown' ? 'md:col-span-2' : ''}>
            <h3 className="border-b-[1.5px] border-ink pb-1 text-[15px]">
              <span aria-hidden="true" className="mr-1 inline-block w-4 text-center text-muted">
                {sign}
              </span>
              {words[name]} <span className="font-normal text-muted">{own.length}</span>
            </h3>
            <ul>
              {own.map((reading) => (
                <ConditionRow key={reading.expression} reading={reading} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function ConditionRow({ reading }: { readonly reading: ConditionReading }) {
  const words = useWords(CLAIM);
  const { label, expression, value, unit, percentile, date, observations, needs } = reading;
  return (
    <li className="border-b border-line py-2 text-[14px]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4" lang="en">
        <span>{label}</span>
        <span className="font-semibold">{withUnit(value, unit)}</span>
      </div>
      {percentile === null ? (
        <p className="text-[13px] text-muted">{needs.length > 0 ? `${words.needs}: ${needs.join(', ')}` : formatDate(date)}</p>
      ) : (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-[13px] text-muted">
          <PercentileBar share={percentile} />
          {fill(words.atOrAbove, { share: formatPercentile(percentile), n: formatNumber(observations) })}
          <span>{formatDate(date)}</span>
        </p>
      )}
      <code className="text-[13px] break-words text-muted">{expression}</code>
    </li>
  );
}

function Figures({ figures, question }: { readonly figures: readonly FigureReading[]; readonly question: string }) {
  const words = useWords(CLAIM);
  const answer = ({ reproduces }: FigureReading) =>
    reproduces === null ? `– ${words.notTried}` : reproduces ? `● ${words.yes}` : `○ ${words.no}`;
  const columns: Column<FigureReading>[] = [
    { id: 'reading', header: words.reading, align: 'text', value: (row) => row.label, cell: (row) => keepTogether(row.label) },
    { id: 'start', header: words.start, value: (row) => row.start, cell: (row) => formatDate(row.start) },
    { id: 'end', header: words.end, value: (row) => row.end, cell: (row) => formatDate(row.end) },
    {
      id: 'value',
      header: words.value,
      value: (row) => row.value,
      cell: (row) => withUnit(row.value, row.start !== null && row.end !== null ? 'return' : ''),
    },
    { id: 'answer', header: question, align: 'text', value: answer },
    {
      id: 'note',
      header: words.note,
      align: 'text',
      value: (row) => row.note,
      cell: (row) => <span className="block min-w-56">{keepTogether(row.note)}</span>,
    },
  ];
  return (
    <div lang="en" className="mt-2">
      <DataTable
        title={words.readings}
        columns={columns}
        rows={figures}
        rowKey={({ label, start, end }, i) => `${label} ${start} ${end} ${i}`}
        rowClass={({ reproduces }) => (reproduces ? 'bg-wash [&>th]:bg-wash [&>th]:font-semibold' : '')}
        exportName="readings"
      />
    </div>
  );
}
