import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { flag, present, text } from './search-params.ts';
import { Broken, NotFound } from './shell/faults.tsx';
import { lazyView } from './shell/lazy-view.tsx';
import { Shell } from './shell/shell.tsx';
import { alertSearch } from './views/alerts/alert-search.ts';
import { evidenceSearch } from './views/evidence/evidence-search.ts';
import { labSearch } from './views/lab/lab-search.ts';
import { scanSearch } from './views/scan/scan-search.ts';
import { catalogueSearch, seriesSearch } from './views/series/series-search.ts';
import { TodayPage } from './views/today/today-page.tsx';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What every address may carry: the date of the question. */
export interface SharedSearch {
  readonly asOf?: string;
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): SharedSearch => {
    const asOf = text(search.asOf);
    return asOf !== undefined && ISO_DATE.test(asOf) ? { asOf } : {};
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: TodayPage,
  validateSearch: (search: Record<string, unknown>) => present({ pack: text(search.pack) }),
});
const claims = createRoute({
  getParentRoute: () => root,
  path: '/claims',
  component: lazyView(() => import('./views/claim/claims-page.tsx'), 'ClaimsPage'),
  validateSearch: (search: Record<string, unknown>) => present({ q: text(search.q) }),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claims/$pack/$claim',
  component: lazyView(() => import('./views/claim/claim-page.tsx'), 'ClaimPage'),
  // Whether the parts that take some seconds were asked for.
  validateSearch: (search: Record<string, unknown>) => present({ curve: flag(search.curve), trade: flag(search.trade) }),
});
const evidence = createRoute({
  getParentRoute: () => root,
  path: '/evidence/$pack',
  component: lazyView(() => import('./views/evidence/evidence-page.tsx'), 'EvidencePage'),
  validateSearch: evidenceSearch,
});
const indicator = createRoute({
  getParentRoute: () => root,
  path: '/evidence/$pack/$indicator',
  component: lazyView(() => import('./views/evidence/indicator-page.tsx'), 'IndicatorPage'),
  validateSearch: evidenceSearch,
});

const read = createRoute({
  getParentRoute: () => root,
  path: '/read',
  component: lazyView(() => import('./views/read/read-page.tsx'), 'ReadPage'),
});
const lab = createRoute({
  getParentRoute: () => root,
  path: '/lab',
  component: lazyView(() => import('./views/lab/lab-page.tsx'), 'LabPage'),
  validateSearch: labSearch,
});
const scan = createRoute({
  getParentRoute: () => root,
  path: '/scan',
  component: lazyView(() => import('./views/scan/scan-page.tsx'), 'ScanPage'),
  validateSearch: scanSearch,
});
const seriesList = createRoute({
  getParentRoute: () => root,
  path: '/series',
  component: lazyView(() => import('./views/series/series-list-page.tsx'), 'SeriesListPage'),
  validateSearch: catalogueSearch,
});
const series = createRoute({
  getParentRoute: () => root,
  path: '/series/$id',
  component: lazyView(() => import('./views/series/series-page.tsx'), 'SeriesPage'),
  validateSearch: seriesSearch,
});
const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  component: lazyView(() => import('./views/runs/runs-page.tsx'), 'RunsPage'),
  validateSearch: (search: Record<string, unknown>) => present({ before: text(search.before), after: text(search.after) }),
});
const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  component: lazyView(() => import('./views/runs/run-page.tsx'), 'RunPage'),
});
const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: lazyView(() => import('./views/ledger/ledger-page.tsx'), 'LedgerPage'),
  validateSearch: (search: Record<string, unknown>) =>
    // Which forecasts are shown; which past is replayed.
    present({ early: flag(search.early), from: text(search.from), every: text(search.every), pack: text(search.pack) }),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: lazyView(() => import('./views/alerts/alerts-page.tsx'), 'AlertsPage'),
  validateSearch: alertSearch,
});
const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  component: lazyView(() => import('./views/jobs/jobs-page.tsx'), 'JobsPage'),
});
const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  component: lazyView(() => import('./views/docs/docs-page.tsx'), 'DocsPage'),
});
// The same view with and without a page, so that the list of pages stays where it is.
const docsIndex = createRoute({ getParentRoute: () => docs, path: '/' });
const doc = createRoute({ getParentRoute: () => docs, path: '$' });

const tree = root.addChildren([
  today,
  claims,
  claim,
  evidence,
  indicator,
  read,
  lab,
  scan,
  seriesList,
  series,
  runs,
  run,
  ledger,
  alerts,
  jobs,
  docs.addChildren([docsIndex, doc]),
]);

/** The routes of the page: an address for everything that can be looked at. */
export const createPageRouter = () =>
  createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true, defaultErrorComponent: Broken });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
