import type { ParseResult } from '../../../src/contract/expression.ts';
import { formatDate, formatNumber, keepTogether } from '../../../src/contract/format.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { fill, useWords } from '../../words/words.ts';
import type { Fault } from './editor/expression-editor.tsx';
import { LAB } from './words.ts';

interface ExpressionReadingProps {
  readonly kind: 'trigger' | 'outcome' | 'condition';
  readonly text: string;
  readonly reading: ParseResult | undefined;
  readonly isBehind: boolean;
  readonly fault: Fault | undefined;
  readonly error: Error | null;
}

/** What an expression is on the data: its events, what it lacks, or where it goes wrong; said aloud once it has settled. */
export function ExpressionReading({ kind, text, reading, isBehind, fault, error }: ExpressionReadingProps) {
  const words = useWords(LAB);
  if (text.trim() === '') return kind === 'trigger' ? <p className="text-[13px] text-muted">{words.keys}</p> : null;
  if (error) return <p role="alert">{fill(words.notRead, { why: error.message })}</p>;
  if (!reading) return <p className="text-muted">{words.reading}</p>;
  return (
    <div aria-live="polite" aria-busy={isBehind} className={isBehind ? 'text-muted' : ''}>
      {fault ? (
        <p className="flex gap-2">
          <span aria-hidden="true" className="flex-none font-bold text-events">
            !
          </span>
          <span lang="en">{fault.message}</span>
        </p>
      ) : reading.missing.length > 0 ? (
        reading.missing.map((id) => <Missing key={id} id={id} />)
      ) : kind !== 'outcome' ? (
        <Events reading={reading} isCondition={kind === 'condition'} />
      ) : (
        reading.canonical !== null && <p className="text-muted">{fill(words.reads, { ids: reading.series.join(', ') })}</p>
      )}
    </div>
  );
}

function Events({ reading: { events, canonical }, isCondition }: { readonly reading: ParseResult; readonly isCondition: boolean }) {
  const words = useWords(LAB);
  if (!events) return canonical === null ? null : <p>{words.listed}</p>;
  const { count, dates, from, to } = events;
  if (from === null || to === null) return <p>{words.noData}</p>;
  if (count === 0) return <p>{fill(words.noEvents, { from: formatDate(from), to: formatDate(to) })}</p>;
  const last = formatDate(dates[0] as string);
  const sentence = fill(isCondition ? words.held : count === 1 ? words.events1 : words.events, {
    n: formatNumber(count),
    from: formatDate(from),
    last,
  });
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <p className="font-semibold">{keepTogether(sentence)}</p>
      <details className="min-w-0 open:w-full">
        <summary className="min-h-6 text-[13px] text-muted underline hover:text-ink">
          {count > dates.length ? fill(words.latest, { n: formatNumber(dates.length) }) : words.dates}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
        <section tabIndex={0} aria-label={words.dates} className="mt-1 max-h-40 overflow-y-auto rounded bg-wash px-3 py-2">
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-x-4 text-[13px]">
            {dates.map((date) => (
              <li key={date} className="whitespace-nowrap">
                {formatDate(date)}
              </li>
            ))}
          </ul>
        </section>
      </details>
    </div>
  );
}

/** A series that is not there, and how to get it. */
function Missing({ id }: { readonly id: string }) {
  const words = useWords(LAB);
  const { data } = useCatalogue();
  const entry = data?.series.find((series) => series.id === id.replace(/\.adj$/, ''));
  return (
    <p className="flex gap-2">
      <span aria-hidden="true" className="flex-none font-bold text-events">
        !
      </span>
      <span>
        <strong className="font-semibold">{fill(words.missing, { id })}</strong>{' '}
        {entry ? (
          <span lang="en">
            <CodeText text={entry.notes.join(' ')} />
          </span>
        ) : (
          <CodeText text={words.missingUnknown} />
        )}
      </span>
    </p>
  );
}
