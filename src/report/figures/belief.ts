import * as Plot from '@observablehq/plot';
import type { ScepticalUpdate } from '../../contract/belief.ts';
import { beliefPoints, beliefWords } from '../../contract/figures/belief-words.ts';
import { linearTicks } from '../../contract/figures/ticks.ts';
import { formatEffect } from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { BASE, EVENTS, GRID, HALO, INK, MUTED } from './theme.ts';

const WIDTH = 480;
const HEIGHT = 260;

/** What a sceptic believed before, what he should believe now, and how large an effect would have convinced him. */
export function drawBelief(update: ScepticalUpdate, study: StudyResult, context: FigureContext): Markup {
  const words = beliefWords(update, study);
  const show = (effect: number) => formatEffect(effect, study.outcomeKind);
  return frameFigure({
    ...words,
    context,
    className: 'belief',
    svgs: [
      drawSvg({
        id: `${context.id}-drawing`,
        width: WIDTH,
        height: HEIGHT,
        fontSize: 13,
        alt: words.alt,
        panels: [{ top: 0, options: plotBelief(update, show) }],
      }),
    ],
  });
}

function plotBelief(update: ScepticalUpdate, show: (effect: number) => string): Plot.PlotOptions {
  const points = beliefPoints(update);
  const top = Math.max(...points.map(({ before, now }) => Math.max(before, now)));
  const [low, high] = [points[0]?.effect ?? -1, points.at(-1)?.effect ?? 1];
  const { mean } = update.posterior;
  const labelAnchor = mean > (low + high) / 2 ? 'end' : 'start';
  return {
    height: HEIGHT,
    marginLeft: 12,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 44,
    x: { type: 'linear', domain: [low, high], ticks: linearTicks(low, high, 5), tickFormat: show, label: null, tickSize: 0 },
    y: { type: 'linear', domain: [0, top * 1.02], axis: null },
    marks: [
      Plot.ruleX([0], { stroke: GRID, strokeWidth: 1.5 }),
      Plot.line(points, { x: 'effect', y: 'before', stroke: BASE, strokeWidth: 2 }),
      Plot.areaY(points, { x: 'effect', y: 'now', fill: EVENTS, fillOpacity: 0.14 }),
      Plot.line(points, { x: 'effect', y: 'now', stroke: EVENTS, strokeWidth: 3 }),
      Plot.ruleX([mean], { stroke: EVENTS, strokeWidth: 1.25 }),
      Plot.ruleY([0], { stroke: INK }),
      Plot.text([`now ${show(mean)}`], {
        x: mean,
        frameAnchor: 'top',
        dx: labelAnchor === 'end' ? -6 : 6,
        dy: -16,
        textAnchor: labelAnchor,
        fill: EVENTS,
        fontWeight: 600,
        ...HALO,
      }),
      Plot.text(['effect against the base rate'], { frameAnchor: 'bottom', dy: 36, fill: MUTED }),
    ],
  };
}
