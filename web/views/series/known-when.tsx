import { useEffect, useId, useState } from 'react';
import { formatDate, formatNumber, keepTogether } from '../../../src/contract/format.ts';
import { Button } from '../../parts/button.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { fill, useWords } from '../../words/words.ts';
import { inUnit } from './in-unit.ts';
import { largestRevision, type Revision, type Values } from './revisions.ts';
import { SERIES } from './words.ts';

const DAY = 86_400_000;
/** A pause of the slider after which the server is asked, in milliseconds. */
const PAUSE = 180;

const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

interface KnownWhenProps {
  readonly from: string;
  /** The last date that may be chosen: that of the question. */
  readonly until: string;
  readonly known: string | undefined;
  readonly onKnown: (date: string | undefined) => void;
  /** What was known at the chosen date; undefined while it is asked. */
  readonly then: { readonly values: Values; readonly revised: readonly Revision[]; readonly added: number } | undefined;
  readonly unit: string;
}

/** Chooses the date of what was known, and says how it differs from today. */
export function KnownWhen({ from, until, known, onKnown, then, unit }: KnownWhenProps) {
  const words = useWords(SERIES);
  const id = useId();
  const [date, setDate] = useState(known ?? until);
  const settled = useSettled(date, PAUSE);
  useEffect(() => setDate(known ?? until), [known, until]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what has been moved is told, not what came from the address
  useEffect(() => {
    const chosen = settled === until ? undefined : settled;
    if (settled === date && chosen !== known) onKnown(chosen);
  }, [settled]);
  return (
    <section className="no-print mt-8 rounded border border-line px-4 py-4 md:px-5">
      <h2 className="text-[19px]">{words.known}</h2>
      <p className="mt-1 max-w-[72ch] text-[14px] text-muted">{words.knownHelp}</p>
      <div className="mt-3 flex flex-wrap items-end gap-x-5 gap-y-3">
        <label className="text-[14px]" htmlFor={id}>
          {words.knownDate}
          <input
            id={id}
            type="date"
            min={from}
            max={until}
            value={date}
            onChange={({ target: { value } }) => value !== '' && value >= from && value <= until && setDate(value)}
            className="mt-1 block min-h-10 rounded border border-base bg-paper px-2 text-[15px]"
          />
        </label>
        <input
          type="range"
          aria-label={words.knownSlider}
          aria-valuetext={formatDate(date)}
          min={dayOf(from)}
          max={dayOf(until)}
          value={dayOf(date)}
          onChange={(event) => setDate(dateOf(event.target.valueAsNumber))}
          className="min-h-10 min-w-40 flex-1 accent-target"
        />
        <Button disabled={known === undefined} onClick={() => setDate(until)}>
          {words.knownNow}
        </Button>
      </div>
      <div role="status" className="mt-3 min-h-12 max-w-[80ch]">
        {known !== undefined && then && <WhatWasKnown {...{ then, unit }} />}
      </div>
    </section>
  );
}

function WhatWasKnown({ then, unit }: { readonly then: NonNullable<KnownWhenProps['then']>; readonly unit: string }) {
  const words = useWords(SERIES);
  const { values, revised, added } = then;
  const last = values.dates.at(-1);
  if (last === undefined) return <p>{words.knownNone}</p>;
  const largest = largestRevision(revised);
  const sentence = fill(revised.length === 1 ? words.knownThen1 : words.knownThen, {
    ...{ rows: formatNumber(values.dates.length), to: formatDate(last), k: formatNumber(revised.length) },
  });
  return (
    <>
      <p>
        <strong className="font-semibold">{keepTogether(sentence)}</strong> {fill(words.knownLater, { n: formatNumber(added) })}
      </p>
      <p className="mt-1 text-[14px] text-muted">
        {largest
          ? keepTogether(
              fill(words.largestRevision, {
                ...{ date: formatDate(largest.date), then: inUnit(largest.then, unit), now: inUnit(largest.now, unit) },
              }),
            )
          : words.noVintages}
      </p>
    </>
  );
}
