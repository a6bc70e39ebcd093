import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/client.ts';
import { createPageRouter } from './router.tsx';
import { preloadViews } from './shell/lazy-view.tsx';
import { PreferencesProvider } from './shell/preferences.tsx';
import './style.css';

// Libraries that set styles at run time read the nonce from here.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
if (nonce) (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The server is on this machine: that the browser knows no network says nothing about it.
      networkMode: 'always',
      // The server says by its ETag when something has changed.
      staleTime: 60_000,
      // What the server refuses it refuses again; a line that is full or a server that restarts may be better soon.
      retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.status === 429),
    },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PreferencesProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={createPageRouter()} />
      </QueryClientProvider>
    </PreferencesProvider>
  </StrictMode>,
);

preloadViews();
