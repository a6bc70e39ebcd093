import { formatGate, formatNumber, formatStated } from '../../../src/contract/format.ts';
import { baseHitRate, formatMean, hitsOf, smallestVisible } from '../../../src/contract/measures.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import type { Gate } from '../../../src/contract/verdict.ts';
import { useWords } from '../../words/words.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { Prose } from '../prose.tsx';
import { STUDY } from './words.ts';

/** The outcomes that were chosen together, with raw and adjusted p. */
export function FamilyTable({ family, primary }: { readonly family: readonly StudyResult[]; readonly primary: number }) {
  const words = useWords(STUDY);
  const hasMeans = family.some(({ outcomeKind }) => outcomeKind !== 'hit');
  const mean = (id: 'observed' | 'baseRate', header: string): Column<StudyResult> => ({
    id,
    header,
    value: (row) => (row.outcomeKind === 'hit' ? null : (row[id]?.mean ?? row[id]?.meanLog ?? null)),
    cell: (row) => (row.outcomeKind === 'hit' ? '–' : formatMean(row[id], row.outcomeKind)),
  });
  const columns: Column<StudyResult>[] = [
    {
      id: 'outcome',
      header: words.outcome,
      align: 'text',
      value: (row) => row.outcome,
      cell: (row) => <code className="text-[13px]">{row.outcome}</code>,
    },
    { id: 'n', header: 'n', value: (row) => row.observations, cell: (row) => formatNumber(row.observations) },
    {
      id: 'clusters',
      header: words.clusters,
      value: (row) => row.effectiveObservations,
      cell: (row) => formatNumber(row.effectiveObservations),
    },
    { id: 'hits', header: words.hits, value: (row) => hitsOf(row) },
    { id: 'base', header: words.base, value: (row) => baseHitRate(row) },
    ...(hasMeans ? [mean('observed', words.mean), mean('baseRate', words.baseMean)] : []),
    { id: 'p', header: words.p, value: (row) => formatStated(row.headline.commonCircle ?? row.headline.p, row.headline) },
    { id: 'adjusted', header: words.adjusted, value: (row) => formatStated(row.headline.adjusted, row.headline) },
    { id: 'smallest', header: words.smallest, value: (row) => smallestVisible(row) },
    { id: 'verdict', header: words.verdict, align: 'text', value: (row) => row.verdict },
  ];
  return (
    <DataTable
      title={words.family}
      columns={columns}
      rows={family}
      rowKey={({ outcome }) => outcome}
      rowClass={(row) => (row === family[primary] && family.length > 1 ? 'bg-wash [&>th]:bg-wash [&>th]:font-semibold' : '')}
      exportName="family"
    />
  );
}

const MARKS: Readonly<Record<Gate['state'], string>> = { passed: '●', failed: '○', 'not applicable': '–' };

/** What a small p must pass before a verdict may say more. */
export function GatesTable({
  gates,
  headline = { withheld: null },
}: {
  readonly gates: readonly Gate[];
  readonly headline?: { readonly withheld: string | null };
}) {
  const words = useWords(STUDY);
  const columns: Column<Gate>[] = [
    { id: 'gate', header: words.gate, value: (row) => row.name },
    { id: 'state', header: words.state, align: 'text', value: (row) => row.state, cell: (row) => `${MARKS[row.state]} ${row.state}` },
    { id: 'p', header: words.p, value: (row) => formatGate(row, headline) },
    { id: 'threshold', header: words.threshold, value: (row) => row.threshold, cell: (row) => formatNumber(row.threshold, 2) },
    { id: 'why', header: words.why, align: 'text', value: (row) => row.why, cell: (row) => <Prose text={row.why} /> },
  ];
  return <DataTable title={words.gates} columns={columns} rows={gates} rowKey={({ name }) => name} />;
}
