import type { IChartApi } from 'lightweight-charts';
import type { KeyboardEvent } from 'react';
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

/** Puts the last years of so many into sight, or all dates. */
export function showSpan(chart: IChartApi, span: Span, dates: readonly string[]): void {
  const last = dates.at(-1);
  if (span === 'all' || last === undefined) {
    chart.timeScale().fitContent();
    return;
  }
  const from = `${Number(last.slice(0, 4)) - Number(span)}${last.slice(4)}`;
  const first = dates.findIndex((date) => date >= from);
  chart.timeScale().setVisibleLogicalRange({ from: Math.max(0, first), to: dates.length + 3 });
}

/** The keyboard's way through a chart; fields and lists keep their own keys. */
export function onKey(event: KeyboardEvent, move: (movement: Movement) => void): void {
  const isField = (event.target as HTMLElement).matches('input, select, textarea, section[tabindex]');
  if (isField || event.ctrlKey || event.metaKey || event.altKey) return;
  const movement = KEYS[event.key];
  if (!movement) return;
  event.preventDefault();
  move(movement);
}

const KEYS: Readonly<Record<string, Movement>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  '+': 'closer',
  '=': 'closer',
  '-': 'farther',
  Home: 'first',
  End: 'last',
};

interface ChartControlsProps {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
  /** The choice of a logarithmic axis; without it there is none. */
  readonly log?: { readonly isOn: boolean; readonly isPossible: boolean; readonly onChange: (isOn: boolean) => void };
  readonly onMove: (movement: Movement) => void;
}

const MOVES = [
  ['earlier', '←'],
  ['later', '→'],
  ['closer', '+'],
  ['farther', '−'],
] as const;

/** Range, scale and movement of a chart, for the keyboard and the finger. */
export function ChartControls({ span, onSpan, log, onMove }: ChartControlsProps) {
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
      {log && (
        <label className="flex min-h-8 items-center gap-2 text-[14px]" title={log.isPossible ? undefined : words.logOff}>
          <input
            type="checkbox"
            checked={log.isOn && log.isPossible}
            disabled={!log.isPossible}
            onChange={(event) => log.onChange(event.target.checked)}
            className="size-4 accent-ink"
          />
          {words.log}
        </label>
      )}
      <p className="text-[13px] text-muted max-md:hidden">{words.chartKeys}</p>
    </div>
  );
}
