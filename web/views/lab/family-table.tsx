import { formatStated } from '../../../src/contract/format.ts';
import { baseHitRate, hitsOf } from '../../../src/contract/measures.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { familyHint } from '../../../src/contract/study-words.ts';
import { Button } from '../../parts/button.tsx';
import { VerdictChip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ANSWER } from './answer-words.ts';

interface FamilyTableProps {
  readonly members: readonly StudyResult[];
  readonly shown: number;
  readonly onShow: (member: number) => void;
}

/** The outcomes that were asked together, each with what it costs to have asked the others too. */
export function FamilyTable({ members, shown, onShow }: FamilyTableProps) {
  const words = useWords(ANSWER);
  const columns: readonly Column<StudyResult>[] = [
    {
      id: 'outcome',
      header: words.outcome,
      align: 'text',
      value: ({ outcome }) => outcome,
      cell: ({ outcome }) => <code className="text-[13px] break-words">{outcome}</code>,
    },
    {
      id: 'verdict',
      header: words.verdict,
      align: 'text',
      value: ({ verdict }) => verdict,
      cell: (m) => <VerdictChip kind={m.verdictKind} />,
    },
    { id: 'events', header: words.events, value: ({ observations }) => observations },
    { id: 'hits', header: words.hits, value: hitsOf },
    { id: 'base', header: words.baseRate, value: baseHitRate },
    {
      id: 'raw',
      header: words.raw,
      value: ({ headline }) => headline.commonCircle,
      cell: (m) => formatStated(m.headline.commonCircle, m.headline),
    },
    {
      id: 'adjusted',
      header: words.adjusted,
      value: ({ headline }) => headline.adjusted,
      cell: (m) => formatStated(m.headline.adjusted, m.headline),
    },
    {
      id: 'show',
      header: words.look,
      isSortable: false,
      value: () => null,
      cell: (member) => {
        const at = members.indexOf(member);
        return (
          <Button
            look="small"
            aria-pressed={at === shown}
            aria-label={at === shown ? undefined : fill(words.showNth, { text: member.outcome })}
            onClick={() => onShow(at)}
          >
            {at === shown ? words.shown : words.show}
          </Button>
        );
      },
    },
  ];
  return (
    <section className="mt-8">
      <h3 className="mb-1 text-[19px]">{words.familyTitle}</h3>
      <p lang="en" className="mb-2 max-w-[68ch] text-[14px] text-muted">
        {familyHint(members)}
      </p>
      <DataTable
        title={words.familyTitle}
        columns={columns}
        rows={members}
        rowKey={({ outcome }) => outcome}
        rowClass={(member) => (members[shown] === member ? 'bg-wash' : '')}
        exportName="harbinger-family"
      />
    </section>
  );
}
