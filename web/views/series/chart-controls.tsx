import type { IChartApi } from 'lightweight-charts';
import { Button } from '../../parts/button.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SPANS, type Span } from './series-search.ts';
import { SERIES } from './words.ts';

export type Movement = 'earlier' | 'later' | 'closer' | 'farther' | 'first' | 'last';

/** Shares of what is in sight by which one step moves and zooms. */
const STEP = 0.2;
/** The fewest observations that a zoom leaves in sight. */
const FEWEST = 5;

/** Moves what is in sight of a chart. */
export function moved(chart: IChartApi, movement: Movement): void {
  const scale = chart.timeScale();
  const sight = scale.getVisibleLogicalRange();
  if (!sight) return;
  const width = sight.to - sight.from;
  const by = (from: number, to: number) => scale.setVisibleLogicalRange({ from: sight.from + from, to: sight.to + to });
  if (movement === 'earlier') by(-width * STEP, -width * STEP);
  if (movement === 'later') by(width * STEP, width * STEP);
  if (movement === 'closer' && width > FEWEST) by((width * STEP) / 2, (-width * STEP) / 2);
  if (movement === 'farther') by((-width * STEP) / 2, (width * STEP) / 2);
  if (movement === 'first') by(-sight.from, -sight.from);
  if (movement === 'last') scale.scrollToRealTime();
}

interface ChartControlsProps {
  readonly span: Span;
  readonly isLog: boolean;
  readonly canLog: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onLog: (isLog: boolean) => void;
  readonly onMove: (movement: Movement) => void;
}

const MOVES = [
  ['earlier', '←'],
  ['later', '→'],
  ['closer', '+'],
  ['farther', '−'],
] as const;

/** Range, scale and movement of a chart, for the keyboard and the finger. */
export function ChartControls({ span, isLog, canLog, onSpan, onLog, onMove }: ChartControlsProps) {
  const words = useWords(SERIES);
  return (
    <div className="no-print mt-3 flex flex-wrap items-center gap-x-5 gap-y-2">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{words.range}</legend>
        {SPANS.map((one) => (
          <Button
            key={one}
            look="small"
            aria-pressed={one === span}
            className="min-w-10 aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink"
            onClick={() => onSpan(one)}
          >
            {one === 'all' ? words.all : fill(words.year, { n: one })}
          </Button>
        ))}
      </fieldset>
      <div className="flex gap-1">
        {MOVES.map(([movement, sign]) => (
          <Button
            key={movement}
            look="small"
            aria-label={words[movement]}
            title={words[movement]}
            className="min-w-9"
            onClick={() => onMove(movement)}
          >
            {sign}
          </Button>
        ))}
      </div>
      <label className="flex min-h-8 items-center gap-2 text-[14px]" title={canLog ? undefined : words.logOff}>
        <input
          type="checkbox"
          checked={isLog && canLog}
          disabled={!canLog}
          onChange={(event) => onLog(event.target.checked)}
          className="size-4 accent-ink"
        />
        {words.log}
      </label>
      <p className="text-[13px] text-muted max-md:hidden">{words.chartKeys}</p>
    </div>
  );
}
