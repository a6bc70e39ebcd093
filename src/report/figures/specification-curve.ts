import * as Plot from '@observablehq/plot';
import type { SpecificationCurve } from '../../contract/curve.ts';
import { curveWords } from '../../contract/figures/curve-words.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { BASE, EVENTS, GRID, INK, MUTED, TARGET } from './theme.ts';

const WIDTH = 720;
const MARGIN = { left: 132, right: 10, top: 26 } as const;
const EFFECTS = 170;
const LINE = 17;
const GAP = 6;

type Direction = 'up' | 'down';

/**
 * The specification curve: every way of asking sorted by its standardised effect, the study's own marked, and below which settings
 * each way has.
 */
export function drawSpecificationCurve(curve: SpecificationCurve, direction: Direction, context: FigureContext): Markup {
  const settings = settingRows(curve);
  const matrixHeight = (settings.at(-1)?.y ?? 0) + LINE;
  const panels = [
    { top: 0, options: effectsPanel(curve) },
    { top: EFFECTS, options: settingsPanel(curve, settings, matrixHeight) },
  ];
  const drawing = { id: `${context.id}-drawing`, width: WIDTH, height: EFFECTS + matrixHeight, fontSize: 13, panels };
  const words = curveWords(curve, direction);
  return frameFigure({ ...words, context, className: 'specification-curve', svgs: [drawSvg({ ...drawing, alt: words.alt })] });
}

function effectsPanel({ points }: SpecificationCurve): Plot.PlotOptions {
  const own = points.flatMap((point, rank) => (point.own ? [{ ...point, rank }] : []));
  const highest = Math.max(0.5, ...points.map(({ standardised }) => standardised));
  const lowest = Math.min(-0.5, ...points.map(({ standardised }) => standardised));
  return {
    height: EFFECTS,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: GAP,
    x: { type: 'linear', domain: [-1, points.length], axis: null },
    y: { type: 'linear', domain: [lowest, highest], nice: true, ticks: 5, label: null },
    marks: [
      Plot.gridY({ stroke: GRID, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: BASE, strokeWidth: 1.5 }),
      Plot.dot(points, { x: (_, i) => i, y: 'standardised', r: points.length > 150 ? 1.6 : 2.4, fill: TARGET }),
      Plot.ruleX(own, { x: 'rank', stroke: EVENTS, strokeWidth: 1.5, strokeOpacity: 0.5 }),
      Plot.dot(own, { x: 'rank', y: 'standardised', r: 5.5, fill: EVENTS }),
      Plot.text(['effect, in standard deviations of luck'], { frameAnchor: 'top-left', dx: 0, dy: -18, textAnchor: 'start', fill: MUTED }),
    ],
  };
}

interface SettingRow {
  readonly choice: number;
  /** Undefined for the row that names the choice. */
  readonly setting: number | undefined;
  readonly label: string;
  readonly y: number;
}

/** A row for the name of each choice that has several settings, and one for each of its settings. */
function settingRows({ choices }: SpecificationCurve): SettingRow[] {
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

function settingsPanel({ points }: SpecificationCurve, rows: readonly SettingRow[], height: number): Plot.PlotOptions {
  const marks = rows.flatMap(({ choice, setting, y }) =>
    setting === undefined ? [] : points.flatMap(({ settings, own }, x) => (settings[choice] === setting ? [{ x, y, own }] : [])),
  );
  return {
    height,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: 0,
    marginBottom: 0,
    x: { type: 'linear', domain: [-1, points.length], axis: null },
    y: { type: 'linear', domain: [height, 0], range: [height, 0], axis: null },
    marks: [
      Plot.text(rows, {
        x: -1,
        y: 'y',
        text: 'label',
        dx: -8,
        textAnchor: 'end',
        fill: ({ setting }: SettingRow) => (setting === undefined ? INK : MUTED),
        fontWeight: 400,
      }),
      Plot.ruleY(
        rows.filter(({ setting }) => setting !== undefined),
        { y: 'y', x1: -1, x2: points.length, stroke: GRID },
      ),
      Plot.dot(
        marks.filter(({ own }) => !own),
        { x: 'x', y: 'y', r: 1.3, fill: BASE },
      ),
      Plot.dot(
        marks.filter(({ own }) => own),
        { x: 'x', y: 'y', r: 4, fill: EVENTS },
      ),
    ],
  };
}
