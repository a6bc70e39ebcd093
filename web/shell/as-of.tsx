import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useRef, useState } from 'react';
import { formatDate } from '../../src/contract/format.ts';
import { SHELL } from '../words/shell.ts';
import { fill, useWords } from '../words/words.ts';

/** The date of the question, from the address; undefined is now. */
export function useAsOf(): string | undefined {
  return useSearch({ strict: false }).asOf;
}

function useSetAsOf(): (asOf: string | undefined) => void {
  const navigate = useNavigate();
  return (asOf) =>
    void navigate({
      to: '.',
      search: ((all: Record<string, unknown>) => {
        const { asOf: _, ...rest } = all;
        return asOf === undefined ? rest : { ...rest, asOf };
      }) as never,
    });
}

/** Chooses the date as of which everything is asked. */
export function AsOfChoice() {
  const words = useWords(SHELL);
  const asOf = useAsOf();
  const setAsOf = useSetAsOf();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex min-h-9 items-center gap-1 rounded px-2 text-[14px] text-muted hover:text-ink"
      >
        {words.asOf} <span className="text-ink">{asOf === undefined ? words.asOfNow : formatDate(asOf)}</span>{' '}
        <span aria-hidden="true">▾</span>
      </button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        className="fixed top-14 right-4 left-auto m-0 w-72 rounded border border-line bg-paper p-4 text-ink shadow-lg md:right-8"
      >
        <AsOfField asOf={asOf} onChoose={setAsOf} onDone={close} />
        <button
          type="button"
          disabled={asOf === undefined}
          onClick={() => {
            setAsOf(undefined);
            close();
          }}
          className="mt-3 min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink disabled:text-muted"
        >
          {words.asOfReset}
        </button>
      </div>
    </>
  );
}

interface FieldProps {
  readonly asOf: string | undefined;
  readonly onChoose: (asOf: string | undefined) => void;
  readonly onDone: () => void;
}

/** The date as it is written: a half-written one asks nothing, and nothing is asked before the reader is done. */
function AsOfField({ asOf, onChoose, onDone }: FieldProps) {
  const words = useWords(SHELL);
  const [draft, setDraft] = useState(asOf ?? '');
  const [shown, setShown] = useState(asOf);
  if (shown !== asOf) {
    setShown(asOf);
    setDraft(asOf ?? '');
  }
  const commit = () => {
    if (isAskable(draft) && draft !== asOf) onChoose(draft);
  };
  const show = (event: FormEvent) => {
    event.preventDefault();
    commit();
    onDone();
  };
  return (
    // What is out of range is passed over; the limits are the field's own to show.
    <form noValidate onSubmit={show}>
      <label className="block text-[14px] text-muted">
        {words.asOfLabel}
        <input
          type="date"
          min={EARLIEST}
          max={today()}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          className="mt-2 block min-h-10 w-full rounded border border-line bg-paper px-2 text-[16px] text-ink"
        />
      </label>
      <button type="submit" className="mt-3 min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink">
        {words.asOfShow}
      </button>
    </form>
  );
}

/** Says so where the reader looks at the past. */
export function AsOfBanner() {
  const words = useWords(SHELL);
  const asOf = useAsOf();
  const setAsOf = useSetAsOf();
  if (asOf === undefined) return null;
  return (
    <p role="status" className="border-b border-line bg-wash px-4 py-2 text-center text-[14px]">
      {fill(words.asOfPast, { date: formatDate(asOf) })}{' '}
      <button type="button" onClick={() => setAsOf(undefined)} className="no-print underline">
        {words.asOfReset}
      </button>
    </p>
  );
}

const EARLIEST = '1900-01-01';
const isAskable = (date: string): boolean => date >= EARLIEST && date <= today();
const today = (): string => new Date().toISOString().slice(0, 10);
