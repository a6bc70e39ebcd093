import type { CatalystReading } from '../../../src/contract/evidence.ts';
import { capitalise, formatDate, keepTogether } from '../../../src/contract/format.ts';
import { useWords } from '../../words/words.ts';
import { byDate } from './indicator-words.ts';
import { EVIDENCE } from './words.ts';

/** The dated events that the thesis waits for or fears, the nearest first. */
export function Catalysts({ catalysts }: { readonly catalysts: readonly CatalystReading[] }) {
  const words = useWords(EVIDENCE);
  if (catalysts.length === 0) return null;
  return (
    <section className="mt-8 min-w-0">
      <h3 className="border-b-[1.5px] border-ink pb-1 text-[15px]">
        {words.catalysts} <span className="font-normal text-muted">{catalysts.length}</span>
      </h3>
      <ul>
        {byDate(catalysts).map(({ id, date, title, sentence, why, reasonBy, needs }) => (
          <li
            key={id}
            id={`catalyst-${id}`}
            className="grid scroll-mt-20 grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 border-b border-line py-2 text-[14px] leading-5"
          >
            <span className={`whitespace-nowrap ${date === null ? 'text-muted' : 'font-semibold'}`}>
              {date === null ? words.noDate : formatDate(date)}
            </span>
            <div lang="en" className="min-w-0">
              <p className="font-semibold">{title}</p>
              <p className="text-[13px] text-muted">{keepTogether(`${capitalise(sentence)}. ${why} (${reasonBy})`)}</p>
              {needs.length > 0 && (
                <p className="text-[13px] text-muted">
                  {words.needs} {needs.join(', ')}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
