import { type ReactNode, useId } from 'react';
import { formatDate } from '../../../src/contract/format.ts';
import { fill, useWords } from '../../words/words.ts';
import { GivenFields } from './given-fields.tsx';
import { useLabContents } from './lab-context.tsx';
import type { LabSearch } from './lab-search.ts';
import type { Change } from './use-lab.ts';
import { LAB } from './words.ts';

/** What the costs are where nothing else is said, as shares. */
const COST = 0.001;
const SLIPPAGE = 0.0005;
/** The most that a cost may be. */
const MOST_COST = 0.2;
const LARGEST_SEED = 2 ** 31 - 1;

interface OptionsProps {
  readonly draft: LabSearch;
  readonly onEdit: (change: Change) => void;
}

/** How the study is carried out, each choice with its reason. */
export function Options({ draft, onEdit }: OptionsProps) {
  const words = useWords(LAB);
  const { asOf } = useLabContents();
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="sr-only">{words.options}</legend>
      <Check label={words.curve} help={words.curveHelp} isOn={draft.curve ?? false} onChange={(curve) => onEdit({ curve })} />
      <Check label={words.trade} help={words.tradeHelp} isOn={draft.trade ?? false} onChange={(trade) => onEdit({ trade })} />
      {draft.trade && (
        <div className="flex flex-wrap gap-x-6 gap-y-3 pl-7">
          <ShareField label={words.cost} share={draft.cost} fallback={COST} onChange={(cost) => onEdit({ cost })} />
          <ShareField label={words.slippage} share={draft.slippage} fallback={SLIPPAGE} onChange={(slippage) => onEdit({ slippage })} />
        </div>
      )}
      <GivenFields given={draft.given ?? []} onGiven={(given) => onEdit({ given })} />
      <SeedField seed={draft.seed} onChange={(seed) => onEdit({ seed })} />
      <p className="text-[14px]">
        {words.asOf}:{' '}
        <strong className="font-semibold">{asOf === undefined ? words.asOfNow : fill(words.asOfThen, { date: formatDate(asOf) })}</strong>.{' '}
        <span className="text-[13px] text-muted">{words.asOfHelp}</span>
      </p>
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly help: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, help, isOn, onChange }: CheckProps) {
  const id = useId();
  return (
    <div className="flex gap-3">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={`${id}-help`}
        className="mt-1 size-4 flex-none accent-ink"
      />
      <div>
        <label htmlFor={id} className="block min-h-6 text-[15px]">
          {label}
        </label>
        <p id={`${id}-help`} className="text-[13px] text-muted">
          {help}
        </p>
      </div>
    </div>
  );
}

const FIELD = 'mt-1 block min-h-9 w-32 rounded border border-base bg-paper px-2 text-[15px]';

interface ShareFieldProps {
  readonly label: string;
  readonly share: number | undefined;
  readonly fallback: number;
  readonly onChange: (share: number | undefined) => void;
}

/** A share, written in per cent. */
function ShareField({ label, share, fallback, onChange }: ShareFieldProps) {
  return (
    <label className="text-[14px]">
      {label}
      <input
        type="number"
        min={0}
        max={MOST_COST * 100}
        step="any"
        // Rounded, so that 0.05 % does not come back as 0.05000000000000001.
        value={Number(((share ?? fallback) * 100).toFixed(6))}
        onChange={({ target: { value, valueAsNumber } }) => {
          if (value === '' || !Number.isFinite(valueAsNumber)) return onChange(undefined);
          onChange(Number((Math.min(Math.max(valueAsNumber, 0), MOST_COST * 100) / 100).toFixed(8)));
        }}
        className={FIELD}
      />
    </label>
  );
}

function SeedField({ seed, onChange }: { readonly seed: number | undefined; readonly onChange: (seed: number | undefined) => void }) {
  const words = useWords(LAB);
  const help: ReactNode = <span className="block text-[13px] text-muted">{words.seedHelp}</span>;
  return (
    <label className="text-[15px]">
      {words.seed}
      <input
        type="number"
        min={0}
        max={LARGEST_SEED}
        step={1}
        value={seed ?? 1}
        onChange={({ target: { valueAsNumber } }) =>
          onChange(Number.isInteger(valueAsNumber) && valueAsNumber >= 0 && valueAsNumber <= LARGEST_SEED ? valueAsNumber : undefined)
        }
        className={FIELD}
      />
      {help}
    </label>
  );
}
