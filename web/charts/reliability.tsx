import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import { type Reliability, reliabilityWords } from '../../src/contract/figures/reliability-words.ts';
import type { ForecastScores } from '../../src/contract/forecast.ts';
import { formatNumber } from '../../src/contract/format.ts';
import { BASE, EVENTS, FONT, GRID, HALO, INK, MUTED } from './paint.ts';
import { PlotDrawing } from './plot-drawing.tsx';
import { WordedFigure } from './worded-figure.tsx';

const HEIGHT = 380;
const WIDEST = 520;

interface ReliabilityProps {
  readonly scores: ForecastScores;
  readonly reliability: Reliability;
  /** What the forecasts are, e.g. `sealed forecasts`. */
  readonly what: string;
  readonly anchor: string;
}

/** Picture 6, did it come true: what was forecast against what came, with counts. */
export function ReliabilityDiagram({ scores, reliability, what, anchor }: ReliabilityProps) {
  const words = useMemo(() => reliabilityWords(reliability, scores, what), [reliability, scores, what]);
  const options = useCallback((width: number) => plotReliability(reliability, width), [reliability]);
  return (
    <WordedFigure words={words} anchor={anchor}>
      <div style={{ minHeight: HEIGHT, maxWidth: WIDEST }}>
        <PlotDrawing options={options} />
      </div>
    </WordedFigure>
  );
}

const PERCENT = (share: number) => `${formatNumber(100 * share)} %`;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

function plotReliability({ points }: Reliability, width: number): Plot.PlotOptions {
  const most = Math.max(...points.map(({ observations }) => observations));
  const drawn = points.map((point) => ({ ...point, low: point.consistency.low, high: point.consistency.high }));
  return {
    width,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 20,
    marginTop: 26,
    marginBottom: 44,
    style: { fontSize: `${FONT}px` },
    x: { type: 'linear', domain: [0, 1], ticks: TICKS, tickFormat: PERCENT, label: null, tickSize: 0 },
    y: { type: 'linear', domain: [0, 1], ticks: TICKS, tickFormat: PERCENT, label: null, tickSize: 0 },
    marks: [
      Plot.gridX(TICKS, { stroke: GRID, strokeOpacity: 1 }),
      Plot.gridY(TICKS, { stroke: GRID, strokeOpacity: 1 }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: INK, strokeWidth: 1 },
      ),
      Plot.ruleX(drawn, { x: 'meanProbability', y1: 'low', y2: 'high', stroke: BASE, strokeWidth: 7, strokeOpacity: 0.55 }),
      Plot.dot(drawn, {
        x: 'meanProbability',
        y: 'frequency',
        r: ({ observations }) => 4 + 8 * Math.sqrt(observations / most),
        fill: EVENTS,
      }),
      Plot.text(drawn, {
        x: 'meanProbability',
        y: 'frequency',
        text: ({ observations }) => formatNumber(observations),
        dx: 14,
        textAnchor: 'start',
        fill: INK,
        fontWeight: 600,
        ...HALO,
      }),
      Plot.text(['went as claimed'], { frameAnchor: 'top-left', dx: -44, dy: -20, textAnchor: 'start', fill: MUTED }),
      Plot.text(['forecast'], { frameAnchor: 'bottom', dy: 36, fill: MUTED }),
    ],
    r: { type: 'identity' },
  };
}
