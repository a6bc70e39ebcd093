import { useMemo } from 'react';
import { formatDate, formatNumber, formatProbability, keepTogether } from '../../../src/contract/format.ts';
import type { TriggerScanResult } from '../../../src/contract/scan.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SCAN_ANSWER, type ScanAnswerWords } from './answer-words.ts';
import { type HeatCell, heatCells, heatColour } from './heat-cells.ts';
import { HeatGrid } from './heat-grid.tsx';
import { ofHundred, type TestedScan } from './row-groups.ts';
import { StudyLink } from './study-link.tsx';

/** The best triggers by market and horizon. Its picture is text: every number says of what it is, and opens its study. */
export function HeatMap({ result }: { readonly result: TestedScan }) {
  const words = useWords(SCAN_ANSWER);
  const { heat, luck, level, asOf } = result;
  const cells = useMemo(() => heatCells(heat), [heat]);
  const tested = cells.flat().filter((cell) => cell !== null);
  const title = titleOf(result, tested, words);
  return (
    <Figure
      anchor="heat"
      title={title}
      footer={[fill(words.heatShown, { n: formatNumber(tested.length), k: formatNumber(heat.triggers.length) }), formatDate(asOf)]}
      table={<HeatTable cells={tested} result={result} />}
    >
      <p className="max-w-[80ch] text-[13px] text-muted">
        {keepTogether(fill(words.heatLegend, { line: formatNumber(luck.line, 1), n: ofHundred(level) }))} {words.heatKeys}
      </p>
      <Legend line={luck.line} />
      <HeatGrid cells={cells} result={result} title={title} />
    </Figure>
  );
}

function titleOf({ heat, level }: TriggerScanResult, tested: readonly HeatCell[], words: ScanAnswerWords): string {
  const k = tested.filter(({ adjusted }) => adjusted <= level).length;
  const text = k === 0 ? words.heatTitle0 : k === 1 ? words.heatTitle1 : words.heatTitle;
  return fill(text, { k: formatNumber(k), n: formatNumber(heat.triggers.length) });
}

const LEGEND_STEPS = [-1, -0.5, 0, 0.5, 1] as const;

function Legend({ line }: { readonly line: number }) {
  const words = useWords(SCAN_ANSWER);
  return (
    <p className="mt-2 mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted">
      <span>{words.heatAgainst}</span>
      <span className="flex">
        {LEGEND_STEPS.map((step) => (
          <span
            key={step}
            className="min-w-11 border-y border-line px-1 text-center text-ink [print-color-adjust:exact]"
            style={{ backgroundColor: heatColour(step * line, line) }}
          >
            {formatNumber(step * line, 1)}
          </span>
        ))}
      </span>
      <span>{words.heatFor}</span>
      <span>– {words.heatUntested}</span>
    </p>
  );
}

function HeatTable({ cells, result }: { readonly cells: readonly HeatCell[]; readonly result: TestedScan }) {
  const words = useWords(SCAN_ANSWER);
  const columns: readonly Column<HeatCell>[] = [
    {
      id: 'trigger',
      header: words.trigger,
      value: ({ trigger }) => trigger,
      cell: (cell) => (
        <StudyLink of={cell} direction={result.direction} className="underline">
          <code className="text-[13px] break-words">{cell.trigger}</code>
        </StudyLink>
      ),
      align: 'text',
    },
    { id: 'market', header: words.market, value: ({ target }) => target },
    { id: 'horizon', header: words.horizon, value: ({ horizon }) => horizon },
    { id: 'z', header: words.z, value: ({ z }) => z, cell: ({ z }) => formatNumber(z, 2) },
    { id: 'adjusted', header: words.adjusted, value: ({ adjusted }) => adjusted, cell: ({ adjusted }) => formatProbability(adjusted) },
  ];
  return (
    <DataTable
      title={titleOf(result, cells, words)}
      columns={columns}
      rows={cells}
      rowKey={({ row, column }) => `${row} ${column}`}
      sortedBy={{ id: 'z', desc: true }}
      exportName="harbinger-scan-heat"
    />
  );
}
