import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { ScepticalUpdate } from '../../src/contract/belief.ts';
import { beliefPoints, beliefWords } from '../../src/contract/figures/belief-words.ts';
import { linearTicks } from '../../src/contract/figures/ticks.ts';
import { formatEffect } from '../../src/contract/format.ts';
import type { StudyResult } from '../../src/contract/study.ts';
import { BASE, EVENTS, FONT, GRID, HALO, INK, MUTED } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const HEIGHT = 260;

/** What a sceptic believed before, and what he should believe now. */
export function BeliefCurve({
  update,
  study,
  anchor,
}: {
  readonly update: ScepticalUpdate;
  readonly study: StudyResult;
  readonly anchor: string;
}) {
  const words = useMemo(() => beliefWords(update, study), [update, study]);
  const options = useCallback((width: number) => plotBelief(update, study, width), [update, study]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <div style={{ minHeight: HEIGHT }}>
        <PlotDrawing options={options} />
      </div>
    </WordedFigure>
  );
}

function plotBelief(update: ScepticalUpdate, { outcomeKind }: StudyResult, width: number): Plot.PlotOptions {
  const show = (effect: number) => formatEffect(effect, outcomeKind);
  const points = beliefPoints(update);
  const top = Math.max(...points.map(({ before, now }) => Math.max(before, now)));
  const [low, high] = [points[0]?.effect ?? -1, points.at(-1)?.effect ?? 1];
  const { mean } = update.posterior;
  const isRight = mean > (low + high) / 2;
  return {
    width,
    height: HEIGHT,
    marginLeft: 24,
    marginRight: 24,
    marginTop: 26,
    marginBottom: 44,
    style: { fontSize: `${FONT}px` },
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
        dx: isRight ? -6 : 6,
        dy: -16,
        textAnchor: isRight ? 'end' : 'start',
        fill: EVENTS,
        fontWeight: 600,
        ...HALO,
      }),
      Plot.text(['effect against the base rate'], { frameAnchor: 'bottom', dy: 36, fill: MUTED }),
    ],
  };
}
