import { useId } from 'react';
import { useOperation } from '../../api/client.ts';
import { useWords } from '../../words/words.ts';
import type { ReadDraft } from './read-question.ts';
import { READ } from './words.ts';

const FIELD = 'mt-1 block min-h-10 w-full rounded border border-base bg-paper px-2 text-[15px]';

interface ReadOptionsProps {
  readonly draft: ReadDraft;
  readonly onEdit: (change: Pick<ReadDraft, 'published' | 'pack'>) => void;
}

/** The day from which “this year” counts, and the pack whose claims are looked for. */
export function ReadOptions({ draft: { published, pack }, onEdit }: ReadOptionsProps) {
  const words = useWords(READ);
  const id = useId();
  const packs = useOperation('packs', {});
  const names = [...new Set([...(packs.data?.packs.map((one) => one.pack) ?? []), ...(pack === undefined ? [] : [pack])])];
  return (
    <div className="mt-4 grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-[240px_320px]">
      <div>
        <label htmlFor={`${id}-day`} className="text-[14px]">
          {words.published}
        </label>
        <input
          id={`${id}-day`}
          type="date"
          value={published ?? ''}
          aria-describedby={`${id}-day-help`}
          onChange={({ target: { value } }) => onEdit({ published: value === '' ? undefined : value })}
          className={FIELD}
        />
        <p id={`${id}-day-help`} className="mt-1 text-[13px] text-muted">
          {words.publishedHelp}
        </p>
      </div>
      <div>
        <label htmlFor={`${id}-pack`} className="text-[14px]">
          {words.pack}
        </label>
        <select
          id={`${id}-pack`}
          value={pack ?? ''}
          aria-describedby={`${id}-pack-help`}
          onChange={({ target: { value } }) => onEdit({ pack: value === '' ? undefined : value })}
          className={FIELD}
        >
          <option value="">{words.allPacks}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {packs.data?.packs.find((one) => one.pack === name)?.title ?? name}
            </option>
          ))}
        </select>
        <p id={`${id}-pack-help`} className="mt-1 text-[13px] text-muted">
          {words.packHelp}
        </p>
      </div>
    </div>
  );
}
