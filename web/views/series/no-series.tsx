import { Link } from '@tanstack/react-router';
import { useCatalogue } from '../../api/catalogue.ts';
import { Problem } from '../../api/client.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { fill, useWords } from '../../words/words.ts';
import { SERIES } from './words.ts';

interface NoSeriesProps {
  readonly id: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** A series that cannot be shown: not held yet, unknown (with the nearest name), or unreadable. */
export function NoSeries({ id, error, onRetry }: NoSeriesProps) {
  const words = useWords(SERIES);
  const { data } = useCatalogue();
  const entry = data?.series.find((series) => series.id === id);
  if (!(error instanceof Problem) || error.code !== 'caller') return <Fault error={error} onRetry={onRetry} />;
  const nearest = /did you mean ([\w^.]+)/.exec(error.message)?.[1];
  const isInCatalogue = entry !== undefined && !entry.held;
  return (
    <>
      <h1 className="mt-2 text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{isInCatalogue ? entry.title : id}</h1>
      <Notice title={fill(isInCatalogue ? words.notHeldTitle : words.unknown, { id })}>
        <p lang="en">
          <CodeText text={isInCatalogue ? entry.notes.join(' ') : error.message} />
        </p>
        {nearest && !isInCatalogue ? (
          <p>
            <Link to="/series/$id" params={{ id: nearest }} className="underline">
              {fill(words.didYouMean, { id: nearest })}
            </Link>
          </p>
        ) : (
          !isInCatalogue && (
            <p>
              <Link to="/series" className="underline">
                {words.unknownHelp}
              </Link>
            </p>
          )
        )}
      </Notice>
    </>
  );
}
