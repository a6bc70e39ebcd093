import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { ParseResult } from '../../../src/contract/expression.ts';
import { operation } from '../../api/client.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { fill, useWords } from '../../words/words.ts';
import { parameterAt } from './editor/completions.ts';
import { cursorAt, faultRange } from './editor/cursor.ts';
import { ExpressionEditor, type Fault } from './editor/expression-editor.tsx';
import { ExpressionReading } from './expression-reading.tsx';
import { useLabContents } from './lab-context.tsx';
import { LAB } from './words.ts';

/** A pause in the writing after which the expression is read, in milliseconds. */
const PAUSE = 250;

interface ExpressionFieldProps {
  /** A condition is written as a trigger is: it is told by the dates on which it holds. */
  readonly kind: 'trigger' | 'outcome' | 'condition';
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What is shown while nothing is written; else the example of the language. */
  readonly example?: string;
  /** Stands at the right of the label. */
  readonly aside?: React.ReactNode;
}

/** One expression: its field, what its call takes, and what it is on the data, or where it goes wrong. */
export function ExpressionField({ kind, label, help, value, onChange, example: given, aside }: ExpressionFieldProps) {
  const words = useWords(LAB);
  const role = kind === 'outcome' ? 'outcome' : 'trigger';
  const { vocabulary, asOf, run, onFocus } = useLabContents();
  const [place, setPlace] = useState<number>();
  const id = useId();
  const { reading, isBehind, error } = useReading({ text: value, role, asOf });
  const fault = useMemo(() => faultOf(value, isBehind ? undefined : reading, words), [value, isBehind, reading, words]);
  const groups = useMemo(
    () => ({
      function: words[role === 'outcome' ? 'outcomes' : 'functions'],
      series: words.series,
      argument: words.argument,
      span: words.span,
    }),
    [words, role],
  );
  const example = given ?? vocabulary.functions.find((one) => one.role === role)?.example ?? '';
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex min-h-8 items-end justify-between gap-3">
        <p>
          <span className="font-semibold">{label}</span> <span className="text-[14px] text-muted">{help}</span>
        </p>
        {aside}
      </div>
      <ExpressionEditor
        {...{ value, role, vocabulary, groups, fault, label, onChange, onFocus }}
        describedBy={`${id}-reading ${id}-call`}
        placeholder={example === '' ? '' : fill(words.example, { text: example })}
        onRun={run}
        onCursor={setPlace}
      />
      <div id={`${id}-reading`} className="mt-1.5 min-h-6 text-[14px]">
        <ExpressionReading {...{ kind, text: value, reading, isBehind, fault, error }} />
      </div>
      <div id={`${id}-call`}>{place !== undefined && <CallHelp text={value} place={place} />}</div>
    </div>
  );
}

/** What the server makes of an expression; `isBehind` while that is of an earlier text. */
function useReading({ text, role, asOf }: { text: string; role: 'trigger' | 'outcome'; asOf: string | undefined }) {
  const settled = useSettled(text, PAUSE);
  const isEmpty = settled.trim() === '';
  const query = useQuery({
    ...operation('parse', { text: settled, role, ...(asOf === undefined ? {} : { asOf }) }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isBehind = settled !== text || query.isPlaceholderData || (query.isPending && !isEmpty);
  return {
    reading: text.trim() === '' ? undefined : (query.data as ParseResult | undefined),
    isBehind,
    error: isEmpty ? null : query.error,
  };
}

function faultOf(
  text: string,
  reading: ParseResult | undefined,
  words: Readonly<Record<'lineColumn' | 'column', string>>,
): Fault | undefined {
  if (!reading?.error || text.trim() === '') return undefined;
  const { line, column, message } = reading.error;
  const where = text.trimEnd().includes('\n') ? words.lineColumn : words.column;
  return { ...faultRange(text, { line, column }), message: `${fill(where, { line, column })}${message}` };
}

/** The signature of the call that the cursor is in, the argument that is due in bold, and what it takes. */
function CallHelp({ text, place }: { readonly text: string; readonly place: number }) {
  const { vocabulary } = useLabContents();
  const at = parameterAt(cursorAt(text, place), vocabulary.functions);
  if (!at) return null;
  const { definition, parameter } = at;
  return (
    <p lang="en" className="mt-1 rounded bg-wash px-3 py-1.5 text-[13px] leading-5 text-muted">
      <code className="text-ink">
        {definition.name}(
        {definition.parameters.map(({ name, fallback }, i) => (
          <span key={name}>
            {i > 0 && ', '}
            <span className={name === parameter?.name ? 'font-bold underline underline-offset-4' : ''}>
              {name}
              {fallback !== null && `: ${fallback}`}
            </span>
          </span>
        ))}
        )
      </code>
      {' · '}
      {parameter ? `${parameter.name}: ${parameter.doc}` : definition.doc}
    </p>
  );
}
