import { useEffect, useState } from 'react';
import type { SeriesEntry } from '../../../src/contract/claims.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useWords } from '../../words/words.ts';
import { counted, STATES } from './catalogue-entry.ts';
import type { CatalogueSearch } from './series-search.ts';
import { SERIES } from './words.ts';

interface FacetsProps {
  readonly series: readonly SeriesEntry[];
  readonly search: CatalogueSearch;
  readonly onChoose: (change: CatalogueSearch) => void;
}

const FIELD = 'min-h-10 w-full rounded border border-base bg-paper px-3 text-[15px]';

/** Narrows the catalogue by words, calendar, source, unit and state. */
export function Facets({ series, search, onChoose }: FacetsProps) {
  const words = useWords(SERIES);
  return (
    <search className="no-print mt-6 grid grid-cols-2 gap-3 lg:grid-cols-[minmax(0,2fr)_repeat(4,minmax(0,1fr))]">
      <Words text={search.q ?? ''} onText={(q) => onChoose({ q })} />
      {(['calendar', 'source', 'unit'] as const).map((field) => (
        <Choice
          key={field}
          label={words[field]}
          value={search[field] ?? ''}
          onValue={(value) => onChoose({ [field]: value })}
          options={counted(series, field).map(([value, n]) => [value, `${value} (${n})`])}
        />
      ))}
      <Choice
        label={words.state}
        value={search.state ?? ''}
        onValue={(state) => onChoose({ state })}
        options={STATES.map((state) => [state, words[state]])}
      />
    </search>
  );
}

/** The words of a search; they reach the address after a pause. */
function Words({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const words = useWords(SERIES);
  const [typed, setTyped] = useState(text);
  const settled = useSettled(typed, 150);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what has been typed is told, not what came from the address
  useEffect(() => {
    if (settled !== text) onText(settled);
  }, [settled]);
  useEffect(() => setTyped((now) => (text === '' ? '' : now)), [text]);
  return (
    <label className="text-[13px] text-muted col-span-2 lg:col-span-1">
      {words.search}
      <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} className={`${FIELD} mt-1 text-ink`} />
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onValue: (value: string) => void;
}

function Choice({ label, value, options, onValue }: ChoiceProps) {
  const words = useWords(SERIES);
  return (
    <label className="min-w-0 text-[13px] text-muted">
      {label}
      <select value={value} onChange={(event) => onValue(event.target.value)} className={`${FIELD} mt-1 text-ink`}>
        <option value="">{words.any}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
