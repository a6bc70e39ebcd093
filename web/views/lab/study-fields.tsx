import { Button } from '../../parts/button.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ExpressionField } from './expression-field.tsx';
import { MOST_OUTCOMES, repeated } from './lab-question.ts';
import { LAB } from './words.ts';

interface StudyFieldsProps {
  readonly when: string;
  readonly then: readonly string[];
  readonly direction: 'up' | 'down';
  readonly onWhen: (text: string) => void;
  readonly onThen: (then: readonly string[]) => void;
  readonly onDirection: (direction: 'up' | 'down') => void;
}

/** The question of one study: its trigger, its outcomes, and which way the claim says they go. */
export function StudyFields({ when, then, direction, onWhen, onThen, onDirection }: StudyFieldsProps) {
  const words = useWords(LAB);
  const fields = then.length === 0 ? [''] : then;
  const put = (i: number, text: string) => onThen(fields.map((one, at) => (at === i ? text : one)));
  return (
    <div className="grid min-w-0 gap-5">
      <ExpressionField kind="trigger" label={words.when} help={words.whenHelp} value={when} onChange={onWhen} />
      {fields.map((text, i) => (
        <ExpressionField
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place; its text changes
          key={i}
          kind="outcome"
          label={fields.length === 1 ? words.then : fill(words.thenNth, { n: i + 1, of: fields.length })}
          help={i === 0 ? words.thenHelp : ''}
          value={text}
          onChange={(changed) => put(i, changed)}
          aside={
            fields.length > 1 && (
              <Button
                look="small"
                aria-label={fill(words.removeNth, { n: i + 1 })}
                onClick={() => onThen(fields.filter((_, at) => at !== i))}
              >
                {words.remove}
              </Button>
            )
          }
        />
      ))}
      <AboutFamily then={fields} onAdd={() => onThen([...fields, ''])} />
      <DirectionChoice direction={direction} onDirection={onDirection} />
    </div>
  );
}

/** Adds an outcome, and says what more of them cost. */
function AboutFamily({ then, onAdd }: { readonly then: readonly string[]; readonly onAdd: () => void }) {
  const words = useWords(LAB);
  const twice = repeated(then);
  const isFull = then.length >= MOST_OUTCOMES;
  return (
    <div className="grid gap-2">
      <div>
        <Button onClick={onAdd} disabled={isFull}>
          + {words.add}
        </Button>
      </div>
      {isFull && <p className="text-[14px] text-muted">{fill(words.mostOutcomes, { n: MOST_OUTCOMES })}</p>}
      {twice.map((text) => (
        <p key={text} role="alert" className="text-[14px]">
          {fill(words.twice, { text })}
        </p>
      ))}
      {then.length > 1 && (
        <p className="max-w-[68ch] border-l-[3px] border-base pl-3 text-[14px]">{fill(words.family, { n: then.length })}</p>
      )}
    </div>
  );
}

function DirectionChoice({ direction, onDirection }: Pick<StudyFieldsProps, 'direction' | 'onDirection'>) {
  const words = useWords(LAB);
  return (
    <fieldset>
      <legend className="mb-1 text-[15px] font-semibold">{words.direction}</legend>
      <div className="flex flex-wrap gap-x-6">
        {(['up', 'down'] as const).map((one) => (
          <label key={one} className="flex min-h-9 items-center gap-2 text-[15px]">
            <input type="radio" checked={direction === one} onChange={() => onDirection(one)} className="size-4 accent-ink" />
            {words[one]}
          </label>
        ))}
      </div>
      <p className="text-[13px] text-muted">{words.directionHelp}</p>
    </fieldset>
  );
}
