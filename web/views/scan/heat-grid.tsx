import { type KeyboardEvent, useRef, useState } from 'react';
import { formatNumber, formatProbability } from '../../../src/contract/format.ts';
import type { ScanHeat } from '../../../src/contract/scan.ts';
import { ExpressionText } from '../../parts/expression-text.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SCAN_ANSWER } from './answer-words.ts';
import { cellAfter, type HeatCell, heatColour, marketsOf } from './heat-cells.ts';
import type { TestedScan } from './row-groups.ts';
import { StudyLink } from './study-link.tsx';

interface HeatGridProps {
  readonly cells: readonly (readonly (HeatCell | null)[])[];
  readonly result: TestedScan;
  readonly title: string;
}

/** The numbers of the heat map: one stop for Tab, arrow keys from number to number, each leads to its study. */
export function HeatGrid({ cells, result, title }: HeatGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<HeatCell>();
  const stop = cells.flat().find((cell) => cell !== null && (!current || isSame(cell, current))) ?? undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stop && cellAfter(cells, stop, event.key);
    if (!next) return;
    event.preventDefault();
    setCurrent(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  };
  return (
    <div className="relative overflow-x-auto">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table among whose numbers one moves is a grid */}
      <table ref={grid} role="grid" aria-label={title} onKeyDown={onKeyDown} className="w-full border-collapse text-[13px] leading-5">
        <HeatHead columns={result.heat.columns} />
        <tbody>
          {cells.map((row, r) => (
            <tr key={result.heat.triggers[r]}>
              <th scope="row" className={`${STAYS} border-t-2 border-paper py-1 pr-3 text-left font-normal sm:w-1/2`}>
                <code className="block w-32 text-[11px] leading-4 wrap-anywhere sm:w-auto sm:text-[12px]">
                  <ExpressionText text={result.heat.triggers[r] ?? ''} />
                </code>
              </th>
              {row.map((cell, c) => (
                <td
                  key={result.heat.columns[c]?.outcome}
                  className={`h-9 min-w-12 border-t-2 border-paper p-0 text-center [print-color-adjust:exact] ${gapBefore(result.heat.columns, c)}`}
                  style={cell ? { backgroundColor: heatColour(cell.z, result.luck.line) } : undefined}
                >
                  {cell ? <CellLink cell={cell} result={result} isStop={cell === stop} onFocus={() => setCurrent(cell)} /> : <Untested />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isSame = (a: HeatCell, b: HeatCell): boolean => a.row === b.row && a.column === b.column;

const STAYS = 'sticky left-0 z-[1] bg-paper';

/** A wider gap between markets than between horizons. */
const gapBefore = (columns: ScanHeat['columns'], i: number): string =>
  i > 0 && columns[i]?.target !== columns[i - 1]?.target ? 'border-l-8 border-l-paper' : 'border-l-2 border-l-paper';

function HeatHead({ columns }: { readonly columns: ScanHeat['columns'] }) {
  const words = useWords(SCAN_ANSWER);
  return (
    <thead>
      <tr>
        <td className={STAYS} />
        {marketsOf(columns).map(({ target, span }) => (
          <th key={target} scope="colgroup" colSpan={span} className="px-1 text-center font-semibold">
            {target}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col" className={`${STAYS} pr-3 text-left font-normal text-muted`}>
          {words.trigger}
        </th>
        {columns.map(({ horizon, outcome }, i) => (
          <th key={outcome} scope="col" className={`px-1 pb-1 text-center font-normal text-muted ${gapBefore(columns, i)}`}>
            {horizon}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellLinkProps {
  readonly cell: HeatCell;
  readonly result: TestedScan;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function CellLink({ cell, result: { direction, level }, isStop, onFocus }: CellLinkProps) {
  const words = useWords(SCAN_ANSWER);
  const standsOut = cell.adjusted <= level;
  const said = fill(words.ofCell, { p: formatProbability(cell.adjusted) }) + (standsOut ? `, ${words.standsOut}` : '');
  const shown = formatNumber(cell.z, 1);
  return (
    <StudyLink
      of={cell}
      direction={direction}
      data-cell={`${cell.row}-${cell.column}`}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      title={`${cell.trigger} → ${cell.target} ${cell.horizon}: ${shown} ${said}`}
      className={`flex min-h-9 items-center justify-center px-1 no-underline -outline-offset-2 hover:underline ${standsOut ? 'border-2 border-ink font-bold' : ''}`}
    >
      {shown}
      <span className="sr-only"> {said}</span>
    </StudyLink>
  );
}

function Untested() {
  const words = useWords(SCAN_ANSWER);
  return (
    <>
      <span aria-hidden="true" className="text-muted">
        –
      </span>
      <span className="sr-only">{words.heatUntested}</span>
    </>
  );
}
