import * as Plot from '@observablehq/plot';
import type { SpecificationCurve } from '../../contract/curve.ts';
import { formatCount, formatNumber, formatP, formatProbability } from '../../contract/format.ts';
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
  return frameFigure({
    context,
    className: 'specification-curve',
    title: finding(curve, direction),
    key: [
      ['target', 'one way of asking'],
      ['events-thick', 'the way asked here'],
      ['base', 'no effect'],
    ],
    svgs: [drawSvg({ ...drawing, alt: describe(curve, direction) })],
    footer: [
      `n = ${formatCount(curve.points.length, 'specification')} on ${formatNumber(curve.observations)} shared dates`,
      ...curve.notes,
    ],
    table: tableOf(curve),
  });
}

function finding(curve: SpecificationCurve, direction: Direction): string {
  const n = curve.points.length;
  const place = curve.ownRank === null ? '' : ` The one asked here is number ${formatNumber(curve.ownRank)} from the most favourable.`;
  const way = direction === 'up' ? 'upwards' : 'downwards';
  return `Asked in ${formatCount(n, 'way')}, ${formatNumber(curve.inDirection)} show an effect ${way}, ${formatNumber(curve.nominallySignificant)} with p at most 0.05; all together ${formatP(curve.joint)}.${place}`;
}

const describe = (curve: SpecificationCurve, direction: Direction): string =>
  `Standardised effects of ${formatCount(curve.points.length, 'specification')}, from ${formatNumber(curve.points[0]?.standardised ?? null, 1)} to ${formatNumber(curve.points.at(-1)?.standardised ?? null, 1)}, median ${formatNumber(curve.median, 2)}. ${finding(curve, direction)}`;

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

/** At most so many rows, evenly from the smallest effect to the largest, with the study's own among them. */
const TABLE_ROWS = 60;

function tableOf({ choices, points }: SpecificationCurve) {
  const step = Math.max(1, Math.ceil(points.length / TABLE_ROWS));
  const shown = points.filter(({ own }, i) => own || i % step === 0 || i === points.length - 1);
  return {
    head: ['effect in standard deviations', 'p', 'n', ...choices.map(({ name }) => name)],
    rows: shown.map(({ standardised, p, observations, settings, own }) => [
      `${formatNumber(standardised, 2)}${own ? ' (asked here)' : ''}`,
      formatProbability(p),
      formatNumber(observations),
      ...choices.map((choice, c) => choice.settings[settings[c] as number] as string),
    ]),
  };
}
