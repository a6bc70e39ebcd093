import * as Plot from '@observablehq/plot';
import type { ScepticalUpdate } from '../../contract/belief.ts';
import { formatCount, formatEffect, formatPercent } from '../../contract/format.ts';
import type { StudyResult } from '../../contract/study.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { BASE, EVENTS, GRID, HALO, INK, MUTED } from './theme.ts';
import { linearTicks } from './ticks.ts';

const WIDTH = 480;
const HEIGHT = 260;

/** What a sceptic believed before, what he should believe now, and how large an effect would have convinced him. */
export function drawBelief(update: ScepticalUpdate, study: StudyResult, context: FigureContext): Markup {
  const kind = study.outcomeKind;
  const show = (effect: number | null) => formatEffect(effect, kind);
  const way = study.direction === 'up' ? 'above' : 'below';
  const title = `Starting from no effect, these ${formatCount(study.observations, 'case')} make one ${way} the base rate ${formatPercent(update.probability)} likely${update.effectNeeded === null || update.probability >= 0.95 ? '' : `; a mean effect of ${show(update.effectNeeded)} would have made it 95 %`}.`;
  return frameFigure({
    context,
    className: 'belief',
    title,
    key: [
      ['base', 'before: no effect expected'],
      ['events-thick', 'now'],
    ],
    svgs: [
      drawSvg({
        id: `${context.id}-drawing`,
        width: WIDTH,
        height: HEIGHT,
        fontSize: 13,
        alt: `${title} Now ${show(update.posterior.mean)}, 90 % between ${show(update.posterior.interval.low)} and ${show(update.posterior.interval.high)}.`,
        panels: [{ top: 0, options: plotBelief(update, show) }],
      }),
    ],
    footer: [
      `n = ${formatCount(study.effectiveObservations, 'cluster')}`,
      'before: the spread is the target’s own over the horizon, so that one of its standard deviations has 5 % beyond',
    ],
    table: tableOf(update, show),
  });
}

interface Point {
  readonly effect: number;
  readonly before: number;
  readonly now: number;
}

function pointsOf({ curve, prior, posterior }: ScepticalUpdate): Point[] {
  const reach = Math.max(2.5 * prior.deviation, Math.abs(posterior.mean) + 2.5 * posterior.deviation);
  return curve.effect.flatMap((effect, i) =>
    Math.abs(effect) > reach ? [] : [{ effect, before: curve.prior[i] as number, now: curve.posterior[i] as number }],
  );
}

function plotBelief(update: ScepticalUpdate, show: (effect: number) => string): Plot.PlotOptions {
  const points = pointsOf(update);
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

const ROWS = 25;

function tableOf(update: ScepticalUpdate, show: (effect: number) => string) {
  const points = pointsOf(update);
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  return {
    head: ['effect', 'density before', 'density now'],
    rows: points
      .filter((_, i) => i % step === 0)
      .map(({ effect, before, now }) => [show(effect), before.toPrecision(3), now.toPrecision(3)]),
  };
}
