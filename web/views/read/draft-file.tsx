import { harmless } from '../../../src/contract/given-text.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { downloadText } from '../../parts/csv.ts';
import { Section } from '../../parts/section.tsx';
import { useWords } from '../../words/words.ts';
import { COMPARISON } from './comparison-words.ts';

/** The claim file of what no pack has, to be looked at, copied or saved. */
export function DraftFile({ drafts }: { readonly drafts: string | null }) {
  const words = useWords(COMPARISON);
  if (drafts === null) return null;
  const text = harmless(drafts);
  return (
    <Section id="drafts" title={words.drafts} hint={words.draftsHelp}>
      <div className="no-print flex flex-wrap items-center gap-2">
        <Button onClick={() => downloadText('drafts.yaml', 'application/yaml', text)}>{words.downloadDrafts}</Button>
        <CopyButton text={text} label={words.copyDrafts} />
      </div>
      <details className="mt-2">
        <summary className="min-h-6 text-[14px] underline">{words.showDrafts}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
        <section tabIndex={0} aria-label={words.drafts} className="mt-2 max-h-[480px] overflow-auto rounded bg-wash">
          <pre className="px-4 py-3 font-mono text-[13px] leading-5">{text}</pre>
        </section>
      </details>
    </Section>
  );
}
