import type { ClaimResult, Since } from '../../../src/contract/claims.ts';
import { sincePaths } from '../../../src/contract/figures/since-paths.ts';
import { formatDate, formatNumber, formatOutcome, formatPercent, formatProbability, keepTogether } from '../../../src/contract/format.ts';
import { ForwardPaths, Later } from '../../charts/lazy.tsx';
import { VerdictChip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

/** Picture 6: what came of it since, each outcome with its base rate, the path over the base band, the days left. */
export function SinceClaim({ claim, asOf }: { readonly claim: ClaimResult; readonly asOf: string }) {
  const words = useWords(CLAIM);
  const { since, pictures } = claim;
  if (since === null) return null;
  const path = pictures === null ? null : sincePaths(pictures);
  return (
    <Section id="since" title={words.sinceClaim}>
      <div lang="en" className="mt-2 flex max-w-[68ch] flex-wrap items-baseline gap-x-3 gap-y-1">
        {since.verdictKind !== null && <VerdictChip kind={since.verdictKind} isLink />}
        {since.verdict !== since.verdictKind && (
          <span className="text-[15px] font-semibold">
            <Prose text={since.verdict} />
          </span>
        )}
      </div>
      <p lang="en" className="mt-2 max-w-[68ch]">
        <Prose text={since.sentence} />
      </p>
      {since.outcomes.length > 0 && <Outcomes since={since} asOf={asOf} />}
      {since.evidence !== null && since.evidence.observations > 0 && (
        <p className="mt-3 max-w-[68ch] text-[14px] text-muted">
          {fill(words.evidence, {
            e: formatNumber(since.evidence.eValue, 2),
            n: formatNumber(since.evidence.observations),
            p: formatProbability(since.evidence.anytimeP),
          })}
        </p>
      )}
      {path !== null && pictures !== null && (
        <div className="max-w-[640px]">
          <Later height={560}>
            <ForwardPaths pictures={pictures} paths={path.paths} title={path.title} anchor={`${claim.id}-since`} />
          </Later>
        </div>
      )}
    </Section>
  );
}

type Outcome = Since['outcomes'][number];

function Outcomes({ since, asOf }: { readonly since: Since; readonly asOf: string }) {
  const words = useWords(CLAIM);
  const columns: Column<Outcome>[] = [
    { id: 'outcome', header: words.outcome, align: 'text', value: (row) => row.label, cell: (row) => keepTogether(row.label) },
    { id: 'event', header: words.event, value: (row) => row.eventDate, cell: (row) => formatDate(row.eventDate) },
    {
      id: 'value',
      header: words.value,
      value: (row) => row.outcome,
      cell: (row) => {
        const value = formatOutcome(row.outcome, row.kind);
        return row.status === 'pending' && row.outcome !== null ? fill(words.soFar, { value }) : value;
      },
    },
    {
      id: 'base',
      header: words.base,
      value: (row) => row.baseRate,
      cell: (row) => (row.kind === 'days' ? formatOutcome(row.baseRate, 'days') : formatPercent(row.baseRate)),
    },
    {
      id: 'due',
      header: words.due,
      value: (row) => row.dueDate,
      cell: (row) => {
        const left = daysLeft(row, asOf);
        return left === null ? formatDate(row.dueDate) : `${formatDate(row.dueDate)}, ${fill(words.daysLeft, { n: formatNumber(left) })}`;
      },
    },
    { id: 'verdict', header: words.verdict, align: 'text', value: (row) => row.verdict },
  ];
  return (
    <div lang="en" className="mt-4">
      <DataTable
        title={words.sinceClaim}
        columns={columns}
        rows={since.outcomes}
        rowKey={({ label, eventDate }) => `${label} ${eventDate}`}
        rowClass={({ status }) => (status === 'pending' ? 'italic' : '')}
        exportName="since"
      />
    </div>
  );
}

/** Calendar days until a pending outcome is due; null where none are left. */
function daysLeft({ status, dueDate }: Outcome, asOf: string): number | null {
  if (status !== 'pending' || dueDate === null) return null;
  const left = Math.round((Date.parse(dueDate) - Date.parse(asOf)) / 86_400_000);
  return left > 0 ? left : null;
}
