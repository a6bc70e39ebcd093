import { type KeyboardEvent, useId, useState } from 'react';
import { defineWords, fill, useWords } from '../words/words.ts';

const WORDS = defineWords({
  en: { add: 'Add', remove: 'Remove {text}', full: 'There may be at most {n}.' },
  it: { add: 'Aggiungi', remove: 'Togli {text}', full: 'Al massimo {n}.' },
  de: { add: 'Hinzufügen', remove: '{text} entfernen', full: 'Höchstens {n}.' },
});

interface TokenFieldProps {
  readonly label: string;
  readonly help: string;
  readonly tokens: readonly string[];
  readonly onTokens: (tokens: readonly string[]) => void;
  /** What is offered while one writes. */
  readonly suggestions: readonly { readonly value: string; readonly title?: string }[];
  /** What was written as it is meant; undefined where it is nothing. */
  readonly read: (text: string) => string | undefined;
  /** Said of what is nothing; `{text}` stands for it. */
  readonly complaint: string;
  readonly most: number;
}

/** A list of short names: each is taken by Enter, a comma, by leaving the field, or from what is offered. */
export function TokenField({ label, help, tokens, onTokens, suggestions, read, complaint, most }: TokenFieldProps) {
  const words = useWords(WORDS);
  const id = useId();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState('');
  const isFull = tokens.length >= most;
  const take = (written: string) => {
    const names = written.split(/[\s,;]+/).filter((name) => name !== '');
    const wrong = names.find((name) => read(name) === undefined) ?? '';
    setRefused(wrong);
    setText(wrong);
    const taken = names.flatMap((name) => read(name) ?? []);
    const all = [...new Set([...tokens, ...taken])].slice(0, most);
    if (all.length > tokens.length) onTokens(all);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (text.trim() !== '' && (event.key === 'Enter' || event.key === ',')) {
      event.preventDefault();
      take(text);
    }
    if (text === '' && event.key === 'Backspace') onTokens(tokens.slice(0, -1));
  };
  const said = refused !== '' ? fill(complaint, { text: refused }) : isFull ? fill(words.full, { n: most }) : '';
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block">
        <span className="font-semibold">{label}</span> <span className="text-[14px] text-muted">{help}</span>
      </label>
      <ul className="flex flex-wrap items-center gap-2 rounded border border-base bg-paper p-1.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-target">
        {tokens.map((token) => (
          <Token key={token} token={token} onRemove={() => onTokens(tokens.filter((one) => one !== token))} />
        ))}
        <li className="flex min-w-24 flex-1 basis-24">
          <input
            id={id}
            type="text"
            list={`${id}-list`}
            value={text}
            disabled={isFull}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={`${words.add} …`}
            aria-invalid={refused !== ''}
            aria-describedby={`${id}-said`}
            onKeyDown={onKeyDown}
            onBlur={() => text.trim() !== '' && take(text)}
            onChange={({ target: { value }, nativeEvent }) => {
              // What is chosen from the list comes at once, and as no typing.
              const kind = (nativeEvent as InputEvent).inputType;
              if (value !== '' && (kind === undefined || kind === 'insertReplacementText')) return take(value);
              setRefused('');
              setText(value);
            }}
            className="min-h-8 w-full min-w-0 bg-transparent px-1 text-[15px] outline-none placeholder:text-muted"
          />
          <datalist id={`${id}-list`}>
            {suggestions
              .filter(({ value }) => !tokens.includes(value))
              .map(({ value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
          </datalist>
        </li>
      </ul>
      <p id={`${id}-said`} role="status" className="mt-1 min-h-5 text-[13px]">
        {said}
      </p>
    </div>
  );
}

function Token({ token, onRemove }: { readonly token: string; readonly onRemove: () => void }) {
  const words = useWords(WORDS);
  return (
    <li className="inline-flex min-h-8 items-center rounded bg-wash pl-2.5 text-[15px]">
      {token}
      <button
        type="button"
        aria-label={fill(words.remove, { text: token })}
        onClick={onRemove}
        className="min-h-8 min-w-8 text-muted hover:text-ink"
      >
        ×
      </button>
    </li>
  );
}
