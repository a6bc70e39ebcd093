import { Link } from '@tanstack/react-router';
import { Problem } from '../../api/client.ts';
import { Fault, Notice } from '../../parts/notice.tsx';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { namesIn, nearestIn } from './in-sight.ts';
import { PAGES } from './words.ts';

interface NoIndicatorProps {
  readonly pack: string;
  readonly id: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** An indicator that is not there, with the name that may be meant, or all there are. */
export function NoIndicator({ pack, id, error, onRetry }: NoIndicatorProps) {
  const words = useWords(PAGES);
  const isUnknown = error instanceof Problem && /^no indicator /.test(error.message);
  if (!isUnknown) return <Fault error={error} onRetry={onRetry} />;
  const nearest = nearestIn(error.message);
  const leadTo = (indicator: string, label: string) => (
    <Link
      to="/evidence/$pack/$indicator"
      params={{ pack, indicator }}
      search={keepAsOf}
      className="inline-flex min-h-6 items-center underline"
    >
      {label}
    </Link>
  );
  return (
    <>
      <h1 className="mt-2 text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{id}</h1>
      <Notice title={fill(words.unknown, { id })}>
        {nearest !== undefined ? (
          <p>{leadTo(nearest, fill(words.didYouMean, { id: nearest }))}</p>
        ) : (
          <>
            <p>{words.there}</p>
            <ul className="mt-1 columns-2 gap-x-6 text-[14px] sm:columns-3">
              {namesIn(error.message).map((name) => (
                <li key={name}>{leadTo(name, name)}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </>
  );
}
