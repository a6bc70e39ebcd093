import { lazy, type ReactNode } from 'react';
import { formatDate } from '../../../src/contract/format.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { Later } from '../../charts/lazy.tsx';
import { TokenField } from '../../parts/token-field.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { MoreChoices } from './more-choices.tsx';
import { DEFAULTS, isSpan, MOST } from './scan-question.ts';
import type { ScanSearch } from './scan-search.ts';
import type { ScanChange } from './use-scan.ts';
import { SCAN } from './words.ts';

// The editor is heavy, and most scans are of the templates.
const OwnTriggers = lazy(async () => ({ default: (await import('./own-triggers.tsx')).OwnTriggers }));

interface SetUpProps {
  readonly draft: ScanSearch;
  readonly onEdit: (change: ScanChange) => void;
  readonly onRun: () => void;
}

/** What a scan tries, of which markets, how far forward. */
export function SetUp({ draft, onEdit, onRun }: SetUpProps) {
  const words = useWords(SCAN);
  const isOwn = draft.triggers !== undefined;
  return (
    <div className="grid gap-x-12 gap-y-5 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-4">
        <SeriesField
          {...{ label: words.markets, help: words.marketsHelp, most: MOST.targets }}
          tokens={draft.targets ?? DEFAULTS.targets}
          onTokens={(targets) => onEdit({ targets })}
        />
        <TokenField
          {...{ label: words.horizons, help: words.horizonsHelp, most: MOST.horizons, complaint: words.notSpan }}
          tokens={draft.horizons ?? DEFAULTS.horizons}
          onTokens={(horizons) => onEdit({ horizons })}
          suggestions={SPANS}
          read={(text) => (isSpan(text.toLowerCase()) ? text.toLowerCase() : undefined)}
        />
        <Choice legend={words.direction} help={words.directionHelp}>
          {(['up', 'down'] as const).map((one) => (
            <Radio key={one} isOn={(draft.direction ?? 'up') === one} onChoose={() => onEdit({ direction: one })}>
              {words[one]}
            </Radio>
          ))}
        </Choice>
      </div>
      <div className="grid min-w-0 content-start gap-4">
        <Choice legend={words.tried} isColumn>
          <Radio isOn={!isOwn} onChoose={() => onEdit({ triggers: undefined })}>
            {words.templates}
          </Radio>
          <Radio isOn={isOwn} onChoose={() => onEdit({ triggers: draft.triggers ?? [''], series: undefined })}>
            {words.own}
          </Radio>
        </Choice>
        {isOwn ? (
          <Later height={120}>
            <OwnTriggers triggers={draft.triggers ?? []} onTriggers={(triggers) => onEdit({ triggers })} onRun={onRun} />
          </Later>
        ) : (
          <SeriesField
            {...{ label: words.series, help: words.seriesHelp, most: MOST.series }}
            tokens={draft.series ?? []}
            onTokens={(series) => onEdit({ series })}
          />
        )}
        <MoreChoices draft={draft} onEdit={onEdit} />
        <AsOf />
      </div>
    </div>
  );
}

const SPANS = ['7d', '30d', '60d', '90d', '180d', '365d', '1y', '2y'].map((value) => ({ value }));

interface SeriesFieldProps {
  readonly label: string;
  readonly help: string;
  readonly tokens: readonly string[];
  readonly onTokens: (tokens: readonly string[]) => void;
  readonly most: number;
}

/** Names of series that are held. */
function SeriesField(props: SeriesFieldProps) {
  const words = useWords(SCAN);
  const { data } = useCatalogue();
  const held = data?.series.filter((series) => series.held !== false);
  // Until it is known what is held, the estimate tells what is not.
  const read = (text: string) => (held ? held.find(({ id }) => id.toLowerCase() === text.toLowerCase())?.id : text);
  return (
    <TokenField {...props} suggestions={held?.map(({ id, title }) => ({ value: id, title })) ?? []} read={read} complaint={words.notHeld} />
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly help?: string;
  readonly isColumn?: boolean;
  readonly children: ReactNode;
}

function Choice({ legend, help, isColumn = false, children }: ChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-[16px] font-semibold">{legend}</legend>
      <div className={isColumn ? 'grid' : 'flex flex-wrap gap-x-6'}>{children}</div>
      {help !== undefined && <p className="text-[13px] text-muted">{help}</p>}
    </fieldset>
  );
}

function Radio({ isOn, onChoose, children }: { readonly isOn: boolean; readonly onChoose: () => void; readonly children: ReactNode }) {
  return (
    <label className="flex min-h-9 items-baseline gap-2 py-1 text-[15px]">
      <input type="radio" checked={isOn} onChange={onChoose} className="size-4 flex-none translate-y-0.5 accent-ink" />
      {children}
    </label>
  );
}

/** The date of the question, which is chosen for the whole page. */
function AsOf() {
  const words = useWords(SCAN);
  const asOf = useAsOf();
  return (
    <p className="text-[14px]">
      {words.asOf}:{' '}
      <strong className="font-semibold">{asOf === undefined ? words.asOfNow : fill(words.asOfThen, { date: formatDate(asOf) })}</strong>.{' '}
      <span className="text-[13px] text-muted">{words.asOfHelp}</span>
    </p>
  );
}
