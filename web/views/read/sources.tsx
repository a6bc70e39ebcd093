import { formatNumber, formatPercent } from '../../../src/contract/format.ts';
import { harmless } from '../../../src/contract/given-text.ts';
import type { ReadResult, ReadSource } from '../../../src/contract/read.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { COMPARISON } from './comparison-words.ts';

/** Who is said to have said it, each with how forecasts on their claims came out. */
export function Sources({ sources }: { readonly sources: readonly ReadSource[] }) {
  const words = useWords(COMPARISON);
  if (sources.length === 0) return null;
  const figure = (
    id: string,
    header: string,
    of: (record: NonNullable<ReadSource['record']>) => [value: number, shown: string],
  ): Column<ReadSource> => ({
    id,
    header,
    value: ({ record }) => (record === null ? null : of(record)[0]),
    cell: ({ record }) => (record === null ? '–' : of(record)[1]),
    isSortable: false,
  });
  const columns: readonly Column<ReadSource>[] = [
    {
      id: 'by',
      header: words.source,
      value: ({ by }) => harmless(by),
      cell: ({ by }) => <bdi>{harmless(by)}</bdi>,
      align: 'text',
      isSortable: false,
    },
    { id: 'claims', header: words.claimsHere, value: ({ claims }) => claims, isSortable: false },
    figure('forecasts', words.forecasts, ({ forecasts, isFew }) => [
      forecasts,
      `${formatNumber(forecasts)}${isFew ? ` (${words.few})` : ''}`,
    ]),
    figure('share', words.asClaimed, ({ wentAsClaimed }) => [wentAsClaimed, formatPercent(wentAsClaimed)]),
    figure('base', words.base, ({ baseRate }) => [baseRate, formatPercent(baseRate)]),
    figure('brier', words.brier, ({ brier }) => [brier, formatNumber(brier, 3)]),
    figure('brierBase', words.brierBase, ({ brierOfBaseRate }) => [brierOfBaseRate, formatNumber(brierOfBaseRate, 3)]),
    {
      id: 'hint',
      header: words.hint,
      value: ({ hint }) => harmless(hint),
      cell: ({ hint }) => (
        <span lang="en">
          <CodeText text={harmless(hint)} />
        </span>
      ),
      align: 'text',
      isSortable: false,
    },
  ];
  return (
    <Section id="sources" title={words.sources} hint={words.sourcesHelp}>
      <DataTable
        title={words.sources}
        columns={columns}
        rows={sources}
        rowKey={(_, index) => String(index)}
        exportName="harbinger-sources"
      />
    </Section>
  );
}

/** What was given as found by somebody else and could not be taken. */
export function Refusals({ refused }: Pick<ReadResult, 'refused'>) {
  const words = useWords(COMPARISON);
  if (refused.length === 0) return null;
  return (
    <Section id="refused" title={words.refused}>
      <ul className="mt-2 list-disc pl-5 text-[15px]">
        {refused.map(({ index, why }) => (
          <li key={index}>
            {fill(words.refusedNth, { n: index + 1 })}: <span lang="en">{harmless(why)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
