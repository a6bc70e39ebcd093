import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import { formatDate, formatNumber, formatProbability } from '../../../src/contract/format.ts';
import type { ScanRow } from '../../../src/contract/scan.ts';
import { BASE, EVENTS, FONT, GRID, HALO, INK, MUTED, PAPER, TARGET, TIP } from '../../charts/paint.ts';
import { PlotDrawing } from '../../charts/plot-drawing.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SCAN_ANSWER, type ScanAnswerWords } from './answer-words.ts';
import { ofHundred, type TestedScan } from './row-groups.ts';
import { StudyLink } from './study-link.tsx';

const HEIGHT = 300;
/** Under so many clusters a p counts twice, so that a dot above the line may stand out from nothing. */
const FEW_CLUSTERS = 6;

/** The largest effects beside what the largest of so many is by luck alone. */
export function LuckFigure({ result }: { readonly result: TestedScan }) {
  const words = useWords(SCAN_ANSWER);
  const { luck, level, counts, asOf } = result;
  const rows = useMemo(() => result.rows.toSorted((a, b) => b.z - a.z), [result]);
  const options = useCallback((width: number) => plotRows(rows, { result, words, width }), [rows, result, words]);
  const title = fill(words.luckTitle, { largest: formatNumber(luck.largest, 1), line: formatNumber(luck.line, 1), n: ofHundred(level) });
  const z = (row: ScanRow | undefined) => formatNumber(row?.z ?? null, 1);
  return (
    <Figure
      anchor="luck"
      title={title}
      footer={[
        fill(words.luckShown, { n: formatNumber(rows.length), tested: formatNumber(counts.tested) }),
        fill(words.luckDraws, { n: formatNumber(luck.draws) }),
        formatDate(asOf),
      ]}
      alt={fill(words.luckAlt, {
        ...{ title, median: formatNumber(luck.median, 1), n: formatNumber(rows.length), top: z(rows[0]), low: z(rows.at(-1)) },
        above: formatNumber(rows.filter((row) => row.z > luck.line).length),
      })}
      table={<LuckTable rows={rows} direction={result.direction} />}
    >
      <PlotDrawing options={options} />
      <Key rows={rows} />
    </Figure>
  );
}

const isFew = ({ clusters }: ScanRow): boolean => clusters < FEW_CLUSTERS;

interface Drawing {
  readonly result: TestedScan;
  readonly words: ScanAnswerWords;
  readonly width: number;
}

function plotRows(rows: readonly ScanRow[], { result: { luck, level }, words, width }: Drawing): Plot.PlotOptions {
  const points = rows.map((row, rank) => ({ ...row, rank }));
  const kinds = [
    [points.filter((row) => row.survives), { r: 6, fill: EVENTS }],
    [points.filter((row) => !row.survives && !isFew(row)), { r: 4, fill: TARGET }],
    [points.filter((row) => !row.survives && isFew(row)), { r: 4, fill: PAPER, stroke: TARGET, strokeWidth: 1.5 }],
  ] as const;
  const line = fill(words.luckLine, { line: formatNumber(luck.line, 1), n: ofHundred(level) });
  const median = fill(words.luckMedian, { median: formatNumber(luck.median, 1) });
  const label = { frameAnchor: 'right', textAnchor: 'end', dy: -9, ...HALO } as const;
  return {
    width,
    height: HEIGHT,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 34,
    marginBottom: 10,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: [-0.7, Math.max(rows.length, 8) - 0.3], axis: null },
    y: { domain: [Math.min(0, ...rows.map(({ z }) => z)), 1.06 * Math.max(luck.line, luck.largest)], ticks: 5, label: null, nice: true },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: BASE }),
      Plot.ruleY([luck.median], { stroke: BASE, strokeWidth: 1.5 }),
      Plot.ruleY([luck.line], { stroke: INK, strokeWidth: 2, strokeDasharray: '6 4' }),
      ...kinds.map(([data, look]) => Plot.dot(data, { x: 'rank', y: 'z', ...look })),
      Plot.text(luck.line - luck.median > 0.07 * luck.line ? [median] : [], {
        y: [luck.median],
        fill: MUTED,
        lineWidth: (width - 50) / FONT,
        ...label,
      }),
      Plot.text([line], { y: [luck.line], fill: INK, fontWeight: 600, lineWidth: (width - 50) / FONT, ...label }),
      Plot.text([words.luckAxis], { frameAnchor: 'top-left', dx: -30, dy: -28, textAnchor: 'start', fill: MUTED }),
      Plot.tip(points, Plot.pointerX({ x: 'rank', y: 'z', title: (row: ScanRow) => tipText(row, words), ...TIP })),
    ],
  };
}

function tipText(row: ScanRow, words: ScanAnswerWords): string {
  const said = `${formatNumber(row.z, 2)} ${fill(words.ofCell, { p: formatProbability(row.adjusted) })}`;
  const events = fill(words.ofEvents, { n: formatNumber(row.events), k: formatNumber(row.clusters) });
  return [row.trigger, `${row.target} ${row.horizon} · ${events}`, said].join('\n');
}

/** What the dots are; only those that there are. */
function Key({ rows }: { readonly rows: readonly ScanRow[] }) {
  const words = useWords(SCAN_ANSWER);
  const marks = [
    ['stands', words.keyStands, rows.some(({ survives }) => survives), 'var(--events)', 'none'],
    ['row', words.keyRow, true, 'var(--target)', 'none'],
    ['few', words.keyFew, rows.some((row) => !row.survives && isFew(row)), 'var(--paper)', 'var(--target)'],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
      {marks
        .filter(([, , isThere]) => isThere)
        .map(([id, text, , fillOf, stroke]) => (
          <li key={id} className="flex items-center gap-1.5">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className="flex-none">
              <circle cx="6" cy="6" r="4.5" fill={fillOf} stroke={stroke} strokeWidth="1.5" />
            </svg>
            {text}
          </li>
        ))}
    </ul>
  );
}

function LuckTable({ rows, direction }: { readonly rows: readonly ScanRow[]; readonly direction: 'up' | 'down' }) {
  const words = useWords(SCAN_ANSWER);
  const columns: readonly Column<ScanRow>[] = [
    {
      id: 'trigger',
      header: words.trigger,
      value: ({ trigger }) => trigger,
      cell: (row) => (
        <StudyLink of={row} direction={direction} className="underline">
          <code className="text-[13px] break-words">{row.trigger}</code>
        </StudyLink>
      ),
      align: 'text',
    },
    { id: 'market', header: words.market, value: ({ target }) => target },
    { id: 'horizon', header: words.horizon, value: ({ horizon }) => horizon },
    { id: 'clusters', header: words.clusters, value: ({ clusters }) => clusters },
    { id: 'z', header: words.z, value: ({ z }) => z, cell: ({ z }) => formatNumber(z, 2) },
    { id: 'adjusted', header: words.adjusted, value: ({ adjusted }) => adjusted, cell: ({ adjusted }) => formatProbability(adjusted) },
  ];
  return <DataTable title={words.luckAxis} columns={columns} rows={rows} rowKey={({ trigger, outcome }) => `${trigger} ${outcome}`} />;
}
