import { formatDate } from '../../src/contract/format.ts';
import type { EventMark } from '../../src/contract/pictures.ts';
import { useWords } from '../words/words.ts';
import { PRICE_CHART } from './price-chart-words.ts';

interface EventListProps {
  readonly events: readonly EventMark[];
  readonly focused: number | null;
  /** All that is known of an event, said to who cannot see the card. */
  readonly describe: (event: EventMark) => string;
  readonly outcomeOf: (event: EventMark) => string;
  readonly onFocus: (index: number | null) => void;
  readonly onChoose: (index: number) => void;
}

/** The events as buttons: focus lifts an event out of the chart, a click brings it into view. */
export function EventList({ events, focused, describe, outcomeOf, onFocus, onChoose }: EventListProps) {
  const words = useWords(PRICE_CHART);
  return (
    <ul aria-label={words.events} className="flex gap-1.5 overflow-x-auto pb-1">
      {events.map((event, index) => (
        <li key={event.date} className="flex-none">
          <button
            type="button"
            aria-pressed={focused === index}
            title={words.choose}
            onFocus={() => onFocus(index)}
            onBlur={() => onFocus(null)}
            onMouseEnter={() => onFocus(index)}
            onMouseLeave={() => onFocus(null)}
            onClick={() => onChoose(index)}
            className={`relative min-h-8 rounded border px-2 text-[13px] whitespace-nowrap hover:border-ink aria-pressed:border-events ${event.status === 'known' ? 'border-line' : 'border-dashed border-base'}`}
          >
            {formatDate(event.date)}{' '}
            <span className={event.status === 'no outcome' ? 'text-muted' : 'text-events'}>{outcomeOf(event)}</span>
            <span className="sr-only">; {describe(event)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A move of the chart by a third of what is in sight, or a zoom by as much. */
export type Step = 'earlier' | 'later' | 'closer' | 'wider';
const STEPS = [
  ['earlier', '←'],
  ['later', '→'],
  ['closer', '+'],
  ['wider', '−'],
] as const;

/** Chooses how much of the past is in sight. */
export function SpanButtons({
  onSpan,
  onStep,
  hasHidden,
}: {
  readonly onSpan: (span: 'own' | 'all' | 'fiveYears') => void;
  readonly onStep: (step: Step) => void;
  readonly hasHidden: boolean;
}) {
  const words = useWords(PRICE_CHART);
  const spans = hasHidden ? (['own', 'fiveYears', 'all'] as const) : (['all', 'fiveYears'] as const);
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-[13px] text-muted">
      <fieldset aria-label={words.span} className="flex gap-1.5">
        {spans.map((span) => (
          <button
            key={span}
            type="button"
            onClick={() => onSpan(span)}
            className="min-h-8 rounded border border-line px-2 hover:border-ink hover:text-ink"
          >
            {words[span]}
          </button>
        ))}
      </fieldset>
      <fieldset aria-label={words.move} className="flex gap-1.5">
        {STEPS.map(([step, sign]) => (
          <button
            key={step}
            type="button"
            aria-label={words[step]}
            title={words[step]}
            onClick={() => onStep(step)}
            className="size-8 rounded border border-line hover:border-ink hover:text-ink"
          >
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
      </fieldset>
      <span className="ml-1 max-md:hidden">{words.drag}</span>
    </div>
  );
}
