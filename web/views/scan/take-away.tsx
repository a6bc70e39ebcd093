import type { TriggerScanResult } from '../../../src/contract/scan.ts';
import { addressOf } from '../../api/client.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useWords } from '../../words/words.ts';
import { SCAN_ANSWER } from './answer-words.ts';
import { SCAN_FORMATS } from './scan-formats.ts';
import type { ScanQuestion } from './scan-question.ts';

interface TakeAwayProps {
  readonly result: TriggerScanResult;
  readonly question: ScanQuestion;
  /** Address of the page that shows this result again. */
  readonly link: string;
}

/** The command, the link and the files of a scan. */
export function TakeAway({ result: { command, counts }, question, link }: TakeAwayProps) {
  const words = useWords(SCAN_ANSWER);
  const formats = SCAN_FORMATS.filter((format) => format !== 'claim' || counts.survivors > 0);
  return (
    <section className="mt-10 border-t border-line pt-5">
      <h3 className="text-[19px]">{words.reproduce}</h3>
      <p className="mt-2 text-[14px] text-muted">{words.command}</p>
      <div className="mt-1 flex flex-wrap items-start gap-2">
        <code className="min-w-0 flex-1 basis-80 rounded bg-wash px-3 py-2 text-[13px] leading-5 break-words">{command}</code>
        <CopyButton text={command} label={words.copyCommand} />
        <CopyButton text={link} label={words.copyLink} />
      </div>
      <div className="no-print">
        <h3 className="mt-6 text-[19px]">{words.save}</h3>
        <ul className="mt-2 flex flex-wrap gap-2">
          {formats.map((format) => (
            <li key={format}>
              <a
                href={addressOf('scan', question, format)}
                download
                className="inline-flex min-h-9 items-center rounded border border-line px-3 text-[14px] no-underline hover:border-ink"
              >
                {words[format]}
              </a>
            </li>
          ))}
        </ul>
        <p className="mt-2 max-w-[68ch] text-[13px] text-muted">{words.saveHelp}</p>
      </div>
    </section>
  );
}
