import { useEffect, useId, useState } from 'react';
import { formatNumber } from '../../../src/contract/format.ts';
import type { Told } from '../../api/jobs.ts';
import { Button } from '../../parts/button.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { fill, useWords } from '../../words/words.ts';
import { formatDuration } from './duration.ts';
import { SCAN, type ScanWords } from './words.ts';

interface ProgressProps {
  readonly told: Told | undefined;
  readonly onStop: () => void;
}

/** How far a scan is, about how long it still takes, and how to stop it; the place of the result is kept. */
export function Progress({ told, onStop }: ProgressProps) {
  const words = useWords(SCAN);
  const id = useId();
  const seconds = useSeconds();
  const left = useSecondsLeft(told);
  const [done, total] = told?.kind === 'computed' ? [told.done, told.total] : [0, 0];
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p id={id} role="status" className="font-semibold">
          {words.running}
        </p>
        {/* Counted in sight only: said aloud every second it would drown all else. */}
        <span aria-hidden="true" className="text-muted">
          {fill(words.elapsed, { n: seconds })}
          {left !== undefined && done < total && ` · ${fill(words.left, { time: formatDuration(left, words) })}`}
        </span>
        <Button onClick={onStop}>{words.stop}</Button>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={total > 0 ? total : 1}
        aria-valuenow={done}
        aria-valuetext={stageOf(told, words)}
        className="h-3 overflow-hidden rounded border border-base"
      >
        <div className="h-full bg-target" style={{ width: `${total > 0 ? (100 * done) / total : 0}%` }} />
      </div>
      <p aria-hidden="true" className="mt-1 mb-6 text-[14px] text-muted">
        {stageOf(told, words)}
      </p>
      <SkeletonLines lines={3} label={words.loading} />
      <SkeletonBox height={320} label={words.loading} />
    </div>
  );
}

function stageOf(told: Told | undefined, words: ScanWords): string {
  if (told?.kind === 'queued' && told.place > 0) return fill(words.queued, { n: told.place });
  if (told?.kind !== 'computed') return words.preparing;
  const { done, total } = told;
  return done < total ? fill(words.progress, { done: formatNumber(done), total: formatNumber(total) }) : words.counting;
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** By the speed since it was first told of here; undefined while there is none. */
function useSecondsLeft(told: Told | undefined): number | undefined {
  const [first, setFirst] = useState<{ readonly done: number; readonly at: number }>();
  if (told?.kind !== 'computed') return undefined;
  if (first === undefined) {
    setFirst({ done: told.done, at: performance.now() });
    return undefined;
  }
  const tried = told.done - first.done;
  return tried > 0 ? ((told.total - told.done) * (performance.now() - first.at)) / 1000 / tried : undefined;
}
