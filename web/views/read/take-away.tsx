import { useState } from 'react';
import { askForm } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { downloadText } from '../../parts/csv.ts';
import { fill, useWords } from '../../words/words.ts';
import { COMPARISON } from './comparison-words.ts';
import { READ_FORMATS } from './read-formats.ts';
import type { ReadQuestion } from './read-question.ts';

const FILES = {
  html: ['read.html', 'text/html'],
  markdown: ['read.md', 'text/markdown'],
  csv: ['claims.csv', 'text/csv'],
} as const;

/** The command, and the files of what was read: texts are too long for the address of a link. */
export function TakeAway({ command, question }: { readonly command: string; readonly question: ReadQuestion }) {
  const words = useWords(COMPARISON);
  const [state, setState] = useState('');
  const make = async (format: (typeof READ_FORMATS)[number]) => {
    setState(words.making);
    try {
      const [name, type] = FILES[format];
      downloadText(name, type, await askForm('read', question, format));
      setState('');
    } catch (error) {
      setState(fill(words.notMade, { why: (error as Error).message }));
    }
  };
  return (
    <section className="mt-10 border-t border-line pt-5">
      <h2 className="text-[19px]">{words.reproduce}</h2>
      <div className="no-print mt-2 flex flex-wrap gap-2">
        {READ_FORMATS.map((format) => (
          <Button key={format} onClick={() => void make(format)}>
            {words[format]}
          </Button>
        ))}
      </div>
      <p role="status" className="min-h-6 text-[14px]">
        {state}
      </p>
      <p className="text-[14px] text-muted">{words.command}</p>
      <div className="mt-1 flex flex-wrap items-start gap-2">
        <code className="min-w-0 flex-1 basis-80 rounded bg-wash px-3 py-2 text-[13px] leading-5 break-words">{command}</code>
        <CopyButton text={command} label={words.copyCommand} />
      </div>
    </section>
  );
}
