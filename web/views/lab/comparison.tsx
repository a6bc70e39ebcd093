import type { StudyResult } from '../../../src/contract/study.ts';
import { chipWords } from '../../../src/contract/verdict-chip.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useWords } from '../../words/words.ts';
import { ANSWER } from './answer-words.ts';
import { keyFigures } from './key-figures.ts';
import { LAB } from './words.ts';

interface Row {
  readonly measure: string;
  readonly a: string;
  readonly b: string;
}

/** The key figures of two studies in one table; what differs is marked. */
export function Comparison({ a, b }: { readonly a: StudyResult; readonly b: StudyResult }) {
  const words = useWords(ANSWER);
  const lab = useWords(LAB);
  const nameOf = (name: ReturnType<typeof keyFigures>[number][0]) => (name === 'adjusted' ? words.adjusted : words[name]);
  const [inA, inB] = [a, b].map((study) => new Map(keyFigures(study).map(([name, value]) => [nameOf(name), value]))) as [
    Map<string, string>,
    Map<string, string>,
  ];
  const rows: Row[] = [
    { measure: words.verdict, a: chipWords(a.verdictKind), b: chipWords(b.verdictKind) },
    ...[...new Set([...inA.keys(), ...inB.keys()])].map((measure) => ({ measure, a: inA.get(measure) ?? '–', b: inB.get(measure) ?? '–' })),
  ];
  const columns: readonly Column<Row>[] = [
    { id: 'measure', header: words.measure, align: 'text', isSortable: false, value: (row) => row.measure },
    { id: 'a', header: lab.studyA, isSortable: false, value: (row) => row.a },
    { id: 'b', header: lab.studyB, isSortable: false, value: (row) => row.b },
    {
      id: 'differs',
      header: words.difference,
      align: 'text',
      isSortable: false,
      value: (row) => (row.a === row.b ? '' : words.differs),
      cell: (row) => (row.a === row.b ? '' : <strong className="font-semibold">≠ {words.differs}</strong>),
    },
  ];
  return (
    <section className="mb-8">
      <h3 className="mb-2 text-[19px]">{words.comparison}</h3>
      <div className="max-w-3xl">
        <DataTable
          title={words.comparison}
          columns={columns}
          rows={rows}
          rowKey={({ measure }) => measure}
          exportName="harbinger-comparison"
        />
      </div>
      {rows.every((row) => row.a === row.b) && <p className="mt-2 text-[14px] text-muted">{words.alike}</p>}
    </section>
  );
}
