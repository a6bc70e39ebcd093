import { Link, Outlet } from '@tanstack/react-router';
import { SHELL } from '../words/shell.ts';
import { useWords } from '../words/words.ts';
import { AsOfBanner, AsOfChoice } from './as-of.tsx';
import { LanguageChoice, ThemeChoice } from './choices.tsx';
import { CommandButton } from './command-button.tsx';

const VIEWS = [
  ['/', 'today'],
  ['/claims', 'claims'],
  ['/read', 'read'],
  ['/lab', 'lab'],
  ['/scan', 'scan'],
  ['/series', 'series'],
  ['/runs', 'runs'],
  ['/ledger', 'ledger'],
  ['/alerts', 'alerts'],
  ['/docs', 'docs'],
] as const;

/** The frame around every view: where one is, as of when, in which language and light. */
export function Shell() {
  const words = useWords(SHELL);
  return (
    <>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-paper focus:p-3">
        {words.skip}
      </a>
      <header className="no-print sticky top-0 z-30 border-b border-line bg-paper">
        <div className="mx-auto flex max-w-[1200px] flex-wrap items-center gap-x-2 gap-y-1 px-4 md:gap-x-6 py-2 md:px-8">
          <Link to="/" search={(all) => keepAsOf(all)} className="text-lg font-semibold tracking-tight no-underline">
            Harbinger
          </Link>
          <nav
            aria-label={words.main}
            className="order-last -mx-4 w-[calc(100%+2rem)] overflow-x-auto px-4 md:-mx-8 md:w-[calc(100%+4rem)] md:px-8 lg:order-none lg:m-0 lg:w-auto lg:overflow-visible lg:p-0"
          >
            <ul className="flex gap-1 lg:flex-wrap">
              {VIEWS.map(([to, name]) => (
                <li key={to}>
                  <Link
                    to={to}
                    search={(all) => keepAsOf(all)}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    className="inline-flex min-h-9 items-center rounded px-2 text-[15px] text-muted no-underline hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
                  >
                    {words[name]}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ml-auto flex items-center md:gap-1">
            <AsOfChoice />
            <CommandButton />
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </div>
      </header>
      <AsOfBanner />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1200px] px-4 pt-6 pb-16 outline-none md:px-8 md:pt-8">
        <Outlet />
      </main>
      <footer className="mx-auto max-w-[1200px] border-t border-line px-4 py-6 text-[13px] text-muted md:px-8">
        <p>
          {words.noAdvice} {words.charts}
        </p>
      </footer>
    </>
  );
}

/** Going to another view keeps the date of the question, and nothing else. */
export const keepAsOf = (search: { readonly asOf?: string }): { asOf?: string } => (search.asOf === undefined ? {} : { asOf: search.asOf });
