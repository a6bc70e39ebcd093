import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Topic } from '../../../src/contract/explain.ts';
import { useOperation } from '../../api/client.ts';
import { Fault } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { Article } from './article.tsx';
import { DOCS } from './words.ts';

/** The documentation: all pages by group, and the one that is read. */
export function DocsPage() {
  const words = useWords(DOCS);
  const { _splat } = useParams({ strict: false });
  const id = _splat === '' ? undefined : _splat;
  const list = useOperation('explain', {});
  return (
    <>
      {id === undefined && <title>{`${words.title} · Harbinger`}</title>}
      <div className="gap-12 md:grid md:grid-cols-[220px_minmax(0,1fr)]">
        <nav aria-label={words.pages} className={`no-print ${id === undefined ? '' : 'hidden md:block'}`}>
          {list.isError ? (
            <Fault error={list.error} onRetry={() => list.refetch()} />
          ) : list.data ? (
            <Topics topics={list.data.topics} current={id} />
          ) : (
            <SkeletonLines lines={9} label={words.loading} />
          )}
        </nav>
        {id === undefined ? <Welcome /> : <Page id={id} />}
      </div>
    </>
  );
}

function Welcome() {
  const words = useWords(DOCS);
  return (
    <div className="order-first mb-6 md:order-none">
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-3 max-w-[60ch] text-[18px] text-muted">{words.lead}</p>
      {words.english !== '' && <p className="mt-3 text-[14px] text-muted">{words.english}</p>}
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-[15px]">
        {['methods/verdicts', 'methods/exact-shift', 'reference/language', 'explanation/point-in-time'].map((page) => (
          <Link key={page} to="/docs/$" params={{ _splat: page }} className="underline">
            {page.replace(/^.*\//, '').replaceAll('-', ' ')}
          </Link>
        ))}
        <a href="/api/v1/openapi.json" className="underline">
          {words.api}
        </a>
      </p>
    </div>
  );
}

const FOLDERS = ['how-to', 'verdict', 'word', 'gate', 'methods', 'explanation', 'reference'] as const;
type Group = (typeof FOLDERS)[number] | 'other';
const OPEN_AT_FIRST: readonly Group[] = ['how-to', 'verdict'];

/** Where a topic stands: by its kind, or by the folder of its page. */
function groupOf({ id, kind }: Topic): Group {
  const name = kind === 'method' || kind === 'page' ? (id.split('/')[0] as string) : kind;
  return FOLDERS.find((folder) => folder === name) ?? 'other';
}

function Topics({ topics, current }: { readonly topics: readonly Topic[]; readonly current: string | undefined }) {
  const words = useWords(DOCS);
  const [text, setText] = useState('');
  const groups = useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/);
    const found = topics.filter(({ title, line, id }) => wanted.every((word) => `${title} ${line} ${id}`.toLowerCase().includes(word)));
    return Map.groupBy(found, groupOf);
  }, [topics, text]);
  return (
    <div className="md:sticky md:top-20 md:max-h-[calc(100vh-6rem)] md:overflow-y-auto md:pr-2">
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={words.search}
        aria-label={words.search}
        className="mb-4 min-h-9 w-full rounded border border-base bg-paper px-2 text-[15px]"
      />
      {groups.size === 0 && <p className="text-[14px] text-muted">{words.nothing}</p>}
      {[...FOLDERS, 'other' as const].map((group) => {
        const own = groups.get(group);
        if (!own) return null;
        return (
          <details key={group} open={text !== '' || OPEN_AT_FIRST.includes(group) || own.some(({ id }) => id === current)} className="mb-2">
            <summary className="py-1 text-[14px] font-semibold">
              {words[group]} <span className="font-normal text-muted">{own.length}</span>
            </summary>
            <ul lang="en">
              {own.map(({ id, title, line }) => (
                <li key={id}>
                  <Link
                    to="/docs/$"
                    params={{ _splat: id }}
                    title={line}
                    aria-current={id === current ? 'page' : undefined}
                    className="block py-1 pl-4 text-[14px] leading-5 no-underline hover:underline aria-[current=page]:font-semibold"
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

function Page({ id }: { readonly id: string }) {
  const words = useWords(DOCS);
  const answer = useOperation('explain', { topic: [id] });
  if (answer.isError) return <Fault error={answer.error} onRetry={() => answer.refetch()} />;
  const topic = answer.data?.topic;
  if (!topic) return <SkeletonLines lines={12} label={words.loading} />;
  const titles = new Map(answer.data?.topics.map((one) => [one.id, one.title]));
  return (
    <div className="min-w-0">
      <title>{`${topic.title} · Harbinger`}</title>
      <p className="no-print mb-4 text-[14px] md:hidden">
        <Link to="/docs" className="underline">
          ← {words.all}
        </Link>
      </p>
      <Article id={topic.id} text={topic.text} title={topic.title} />
      {topic.related.length > 0 && (
        <section className="no-print mt-10 border-t border-line pt-4">
          <h2 className="text-[14px] font-normal text-muted">{words.related}</h2>
          <ul lang="en" className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-[15px]">
            {topic.related.map((other) => (
              <li key={other}>
                <Link to="/docs/$" params={{ _splat: other }} className="underline">
                  {titles.get(other) ?? other}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
