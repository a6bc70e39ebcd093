import { useMemo } from 'react';
import { useCatalogue } from '../../api/catalogue.ts';
import { useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ExpressionField } from '../lab/expression-field.tsx';
import { LabProvider } from '../lab/lab-context.tsx';
import { MOST } from './scan-question.ts';
import { SCAN } from './words.ts';

interface OwnTriggersProps {
  readonly triggers: readonly string[];
  readonly onTriggers: (triggers: readonly string[]) => void;
  readonly onRun: () => void;
}

/** Triggers that the reader writes, each read while it is written. */
export function OwnTriggers({ triggers, onTriggers, onRun }: OwnTriggersProps) {
  const words = useWords(SCAN);
  const language = useOperation('language', {});
  const series = useCatalogue();
  const asOf = useAsOf();
  const vocabulary = useMemo(
    () => ({ functions: language.data?.functions ?? [], series: series.data?.series ?? [] }),
    [language.data, series.data],
  );
  return (
    <LabProvider value={{ vocabulary, asOf, run: onRun, onFocus: () => {} }}>
      <div className="grid min-w-0 gap-3">
        {triggers.map((text, i) => (
          <ExpressionField
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place; its text changes
            key={i}
            kind="trigger"
            label={triggers.length === 1 ? words.trigger : fill(words.triggerNth, { n: i + 1, of: triggers.length })}
            help=""
            value={text}
            onChange={(changed) => onTriggers(triggers.map((one, at) => (at === i ? changed : one)))}
            aside={
              triggers.length > 1 && (
                <Button
                  look="small"
                  aria-label={fill(words.triggerRemove, { n: i + 1 })}
                  onClick={() => onTriggers(triggers.filter((_, at) => at !== i))}
                >
                  {words.remove}
                </Button>
              )
            }
          />
        ))}
        <div>
          <Button onClick={() => onTriggers([...triggers, ''])} disabled={triggers.length >= MOST.triggers}>
            + {words.triggerAdd}
          </Button>
        </div>
      </div>
    </LabProvider>
  );
}
