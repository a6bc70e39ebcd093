import { useId } from 'react';
import { Button } from '../../parts/button.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ExpressionField } from './expression-field.tsx';
import { MOST_GIVEN } from './lab-question.ts';
import { LAB } from './words.ts';

const EXAMPLE = 'BTC > ma(BTC, 200d)';

interface GivenFieldsProps {
  readonly given: readonly string[];
  readonly onGiven: (given: readonly string[]) => void;
}

/** The conditions that may be the reason for what is found. */
export function GivenFields({ given, onGiven }: GivenFieldsProps) {
  const words = useWords(LAB);
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-3">
      <div>
        <p id={id} className="text-[15px]">
          {words.given}
        </p>
        <p className="max-w-[68ch] text-[13px] text-muted">{words.givenHelp}</p>
      </div>
      {given.map((text, i) => (
        <ExpressionField
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place; its text changes
          key={i}
          kind="condition"
          label={given.length === 1 ? words.givenOne : fill(words.givenNth, { n: i + 1, of: given.length })}
          help=""
          example={EXAMPLE}
          value={text}
          onChange={(changed) => onGiven(given.map((one, at) => (at === i ? changed : one)))}
          aside={
            <Button
              look="small"
              aria-label={fill(words.givenRemove, { n: i + 1 })}
              onClick={() => onGiven(given.filter((_, at) => at !== i))}
            >
              {words.remove}
            </Button>
          }
        />
      ))}
      <div>
        <Button onClick={() => onGiven([...given, ''])} disabled={given.length >= MOST_GIVEN}>
          + {words.givenAdd}
        </Button>
      </div>
    </section>
  );
}
