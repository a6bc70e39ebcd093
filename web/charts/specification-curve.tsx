import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { SpecificationCurve as Curve } from '../../src/contract/curve.ts';
import { curveWords } from '../../src/contract/figures/curve-words.ts';
import { textWidth } from '../../src/contract/figures/place-labels.ts';
import { formatNumber, formatP } from '../../src/contract/format.ts';
import { BASE, EVENTS, FONT, GRID, INK, MUTED, TARGET, TIP } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const EFFECTS = 190;
const LINE = 18;
const GAP = 6;

interface SpecificationCurveProps {
  readonly curve: Curve;
  readonly direction: 'up' | 'down';
  readonly anchor: string;
}

/** Picture 4: every way of asking by its standardised effect, the study's own marked, and which settings each has. */
export function SpecificationCurve({ curve, direction, anchor }: SpecificationCurveProps) {
  const words = useMemo(() => curveWords(curve, direction), [curve, direction]);
  const upper = useCallback((width: number) => plotEffects(curve, width), [curve]);
  const lower = useCallback((width: number) => plotSettings(curve, width), [curve]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <PlotDrawing options={upper} />
      <PlotDrawing options={lower} />
    </WordedFigure>
  );
}

interface SettingRow {
  readonly choice: number;
  /** Undefined for the row that names the choice. */
  readonly setting: number | undefined;
  readonly label: string;
  readonly y: number;
}

/** A row for the name of each choice that has several settings, and one for each of its settings. */
function settingRows({ choices }: Curve): SettingRow[] {
  let y = LINE;
  return choices.flatMap(({ name, settings }, choice) => {
    if (settings.length < 2) return [];
    const rows: SettingRow[] = [{ choice, setting: undefined, label: name, y }];
    settings.forEach((label, setting) => {
      y += LINE;
      rows.push({ choice, setting, label: setting === 0 ? `${label} (asked)` : label, y });
    });
    y += LINE + GAP;
    return rows;
  });
}

/** Room for the longest name; on a phone no more than two fifths. */
const leftOf = (curve: Curve, width: number): number =>
  Math.min(width * 0.42, 16 + Math.max(...settingRows(curve).map(({ label }) => textWidth(label, FONT * 0.95))));

function plotEffects(curve: Curve, width: number): Plot.PlotOptions {
  const points = curve.points.map((point, rank) => ({ ...point, rank }));
  const own = points.filter((point) => point.own);
  const values = points.map(({ standardised }) => standardised);
  return {
    width,
    height: EFFECTS,
    marginLeft: leftOf(curve, width),
    marginRight: 10,
    marginTop: 26,
    marginBottom: GAP,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: [-1, points.length], axis: null },
    y: { type: 'linear', domain: [Math.min(-0.5, ...values), Math.max(0.5, ...values)], nice: true, ticks: 5, label: null },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: BASE, strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'rank', y: 'standardised', r: points.length > 150 ? 1.6 : 2.4, fill: TARGET }),
      Plot.ruleX(own, { x: 'rank', stroke: EVENTS, strokeWidth: 1.5, strokeOpacity: 0.5 }),
      Plot.dot(own, { x: 'rank', y: 'standardised', r: 5.5, fill: EVENTS }),
      Plot.text(['effect, in standard deviations of luck'], { frameAnchor: 'top-right', dy: -18, textAnchor: 'end', fill: MUTED }),
      Plot.tip(points, Plot.pointerX({ x: 'rank', y: 'standardised', title: (p: (typeof points)[number]) => tipText(curve, p), ...TIP })),
    ],
  };
}

function tipText({ choices }: Curve, point: Curve['points'][number]): string {
  const several = choices.flatMap(({ name, settings }, c) =>
    settings.length < 2 ? [] : [`${name}: ${settings[point.settings[c] as number]}`],
  );
  return [
    `${formatNumber(point.standardised, 2)} standard deviations, ${formatP(point.p)}, n ${point.observations}${point.own ? ' (asked here)' : ''}`,
    ...several,
  ].join('\n');
}

function plotSettings(curve: Curve, width: number): Plot.PlotOptions {
  const rows = settingRows(curve);
  const height = (rows.at(-1)?.y ?? 0) + LINE;
  const marks = rows.flatMap(({ choice, setting, y }) =>
    setting === undefined ? [] : curve.points.flatMap(({ settings, own }, x) => (settings[choice] === setting ? [{ x, y, own }] : [])),
  );
  const named = (isName: boolean) => rows.filter(({ setting }) => (setting === undefined) === isName);
  const left = leftOf(curve, width);
  return {
    width,
    height,
    marginLeft: left,
    marginRight: 10,
    marginTop: 0,
    marginBottom: 0,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: [-1, curve.points.length], axis: null },
    y: { type: 'linear', domain: [height, 0], range: [height, 0], axis: null },
    marks: [
      [true, false].map((isName) =>
        Plot.text(named(isName), {
          x: -1,
          y: 'y',
          text: 'label',
          dx: -8,
          textAnchor: 'end',
          fill: isName ? INK : MUTED,
          fontWeight: isName ? 600 : 400,
          lineWidth: (left - 10) / FONT,
          textOverflow: 'ellipsis-end',
        }),
      ),
      Plot.ruleY(named(false), { y: 'y', x1: -1, x2: curve.points.length, stroke: GRID }),
      Plot.dot(
        marks.filter(({ own }) => !own),
        { x: 'x', y: 'y', r: curve.points.length > 150 ? 1.3 : 2, fill: BASE },
      ),
      Plot.dot(
        marks.filter(({ own }) => own),
        { x: 'x', y: 'y', r: 4, fill: EVENTS },
      ),
    ],
  };
}
