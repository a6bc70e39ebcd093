import type { ReactNode } from 'react';
import type { EvidenceReading, ReadingTest } from '../../../src/contract/evidence.ts';
import { formatNumber, formatP, formatPercent, formatReturn, keepTogether } from '../../../src/contract/format.ts';
import { fill, useWords } from '../../words/words.ts';
import { Prose } from '../prose.tsx';
import { EVIDENCE } from './words.ts';

interface ReadingProps {
  readonly reading: EvidenceReading;
  /** The level of its heading. */
  readonly heading?: 'h2' | 'h3';
  readonly children?: ReactNode;
}

/** All indicators taken together in a sentence, and beside it what such readings were worth. */
export function Reading({ reading, heading = 'h3', children }: ReadingProps) {
  return (
    <div className="mt-3 gap-x-12 gap-y-6 lg:grid lg:grid-cols-[minmax(0,68ch)_minmax(300px,1fr)]">
      <div>
        <p lang="en">
          <Prose text={reading.sentence} />
        </p>
        {children}
      </div>
      <Worth test={reading.test} heading={heading} />
    </div>
  );
}

function Worth({ test, heading: Heading }: { readonly test: EvidenceReading['test']; readonly heading: 'h2' | 'h3' }) {
  const words = useWords(EVIDENCE);
  return (
    <section className="mt-4 min-w-0 text-[14px] leading-5 lg:mt-1">
      <Heading className="border-b-[1.5px] border-ink pb-1 text-[14px]">{words.worth}</Heading>
      {'ok' in test ? (
        <p className="mt-2 text-muted">{fill(words.tooLittle, { reason: test.reason, needed: test.needed, available: test.available })}</p>
      ) : (
        <>
          <Rates test={test} />
          <p lang="en" className="mt-2">
            {keepTogether(`${formatP(test.p)}: ${test.verdict}.`)}
          </p>
          {test.signal && (
            <p className="text-muted">
              {words.signal}: <span lang="en">{keepTogether(`${formatP(test.signal.p)}, ${test.signal.verdict}.`)}</span>
            </p>
          )}
        </>
      )}
    </section>
  );
}

const NUMBER = 'py-1 pl-3 text-right align-baseline whitespace-nowrap';

/** The target after the reading passed one half, beside all weeks. */
function Rates({ test }: { readonly test: ReadingTest }) {
  const words = useWords(EVIDENCE);
  const { observations, clusters, hitRate, meanReturn, baseRate, baseReturn, outcome } = test;
  const rows = [
    [words.afterPassing, fill(words.inClusters, { n: formatNumber(observations), k: formatNumber(clusters) }), hitRate, meanReturn],
    [words.allWeeks, '', baseRate, baseReturn],
  ] as const;
  return (
    <table className="mt-1 w-full">
      <thead>
        <tr className="text-[13px] text-muted">
          <th scope="col" className="py-1 text-left font-normal">
            <code>{outcome}</code>
          </th>
          {[words.cases, words.positive, words.mean].map((head) => (
            <th key={head} scope="col" className={`${NUMBER} font-normal`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, cases, rate, mean]) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1 text-left align-baseline font-normal">
              {name}
            </th>
            <td className={`${NUMBER} max-sm:whitespace-normal`}>{cases}</td>
            <td className={`${NUMBER} font-semibold`}>{formatPercent(rate)}</td>
            <td className={NUMBER}>{formatReturn(mean)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
