import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../words/words.ts';
import { DEFAULTS, OUTCOMES, ROW_COUNTS, tidy } from './scan-question.ts';
import type { ScanSearch } from './scan-search.ts';
import type { ScanChange } from './use-scan.ts';
import { SCAN } from './words.ts';

const FIELD = 'mt-1 block min-h-9 w-full rounded border border-base bg-paper px-2 text-[15px]';

interface MoreChoicesProps {
  readonly draft: ScanSearch;
  readonly onEdit: (change: ScanChange) => void;
}

/** What most scans leave as it is: open at first where one of them is not. */
export function MoreChoices({ draft, onEdit }: MoreChoicesProps) {
  const words = useWords(SCAN);
  const list = useId();
  const { outcome, level, fewest, rows } = tidy(draft);
  const [isOpen, setOpen] = useState([outcome, level, fewest, rows].some((choice) => choice !== undefined));
  const whole = (value: number) => (Number.isInteger(value) ? value : undefined);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-8 text-[15px] underline">{words.more}</summary>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        <Labelled label={words.outcome} help={words.outcomeHelp} isWide>
          <input
            type="text"
            list={list}
            value={draft.outcome ?? DEFAULTS.outcome}
            spellCheck={false}
            autoCapitalize="off"
            onChange={({ target: { value } }) => onEdit({ outcome: value })}
            className={`${FIELD} font-mono`}
          />
          <datalist id={list}>
            {OUTCOMES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </Labelled>
        <Labelled label={words.level} help={words.levelHelp}>
          <input
            type="number"
            min={0.1}
            max={50}
            step="any"
            // Rounded, so that 0.05 does not come back as 5.000000000000001.
            value={Number(((draft.level ?? DEFAULTS.level) * 100).toFixed(6))}
            onChange={({ target: { valueAsNumber: value } }) =>
              onEdit({ level: Number.isFinite(value) ? Number((value / 100).toFixed(8)) : undefined })
            }
            className={FIELD}
          />
        </Labelled>
        <Labelled label={words.fewest} help={words.fewestHelp}>
          <input
            type="number"
            min={1}
            max={1000}
            step={1}
            value={draft.fewest ?? DEFAULTS.fewest}
            onChange={({ target: { valueAsNumber } }) => onEdit({ fewest: whole(valueAsNumber) })}
            className={FIELD}
          />
        </Labelled>
        <Labelled label={words.rows} help={words.rowsHelp}>
          <select
            value={draft.rows ?? DEFAULTS.rows}
            onChange={({ target: { value } }) => onEdit({ rows: Number(value) })}
            className={FIELD}
          >
            {[...new Set([...ROW_COUNTS, draft.rows ?? DEFAULTS.rows])].map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </Labelled>
      </div>
    </details>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly help: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

function Labelled({ label, help, isWide = false, children }: LabelledProps) {
  return (
    <div className={isWide ? 'sm:col-span-2' : ''}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label className="block text-[14px]">
        {label}
        {children}
      </label>
      <p className="mt-1 text-[13px] text-muted">{help}</p>
    </div>
  );
}
