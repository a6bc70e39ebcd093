import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useOperation } from '../api/client.ts';
import { SHELL } from '../words/shell.ts';
import { defineWords, LANGUAGES, type Language, useWords } from '../words/words.ts';
import { useAsOf } from './as-of.tsx';
import { type Theme, usePreferences } from './preferences.tsx';

const WORDS = defineWords({
  en: {
    label: 'Command palette',
    placeholder: 'Go to a claim, a series, a page …',
    nothing: 'Nothing found.',
    go: 'Go to',
    claims: 'Claims',
    series: 'Series',
    docs: 'Docs',
    settings: 'Settings',
  },
  it: {
    label: 'Tavolozza dei comandi',
    placeholder: 'Vai a una tesi, una serie, una pagina …',
    nothing: 'Nessun risultato.',
    go: 'Vai a',
    claims: 'Tesi',
    series: 'Serie',
    docs: 'Guida',
    settings: 'Impostazioni',
  },
  de: {
    label: 'Befehlspalette',
    placeholder: 'Zu einer These, einer Reihe, einer Seite …',
    nothing: 'Nichts gefunden.',
    go: 'Gehe zu',
    claims: 'Thesen',
    series: 'Reihen',
    docs: 'Handbuch',
    settings: 'Einstellungen',
  },
});
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
  ['/jobs', 'jobs'],
  ['/docs', 'docs'],
] as const;

/** Closes the palette, then does what was chosen. */
type Leave = (act: () => unknown) => () => void;

/** Goes anywhere by typing. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(WORDS);
  const [text, setText] = useState('');
  const leave: Leave = (act) => () => {
    onClose();
    act();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={words.label}
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(640px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line bg-paper text-ink shadow-xl"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder={words.placeholder}
        className="min-h-12 w-full border-b border-line bg-transparent px-4 text-[16px] outline-none"
      />
      <Command.List className="max-h-[56vh] overflow-y-auto p-2 text-[15px] [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-[13px] [&_[cmdk-group-heading]]:text-muted [&_[cmdk-item]]:rounded [&_[cmdk-item]]:px-2 [&_[cmdk-item]]:py-2 [&_[cmdk-item][data-selected=true]]:bg-wash">
        <Command.Empty className="p-4 text-muted">{words.nothing}</Command.Empty>
        <Places leave={leave} />
        <Settings leave={leave} />
      </Command.List>
    </Command.Dialog>
  );
}

/** Views, claims, series and pages. */
function Places({ leave }: { readonly leave: Leave }) {
  const words = useWords(WORDS);
  const shell = useWords(SHELL);
  const navigate = useNavigate();
  const asOf = useAsOf();
  const packs = useOperation('packs', {});
  const series = useOperation('series', {});
  const topics = useOperation('explain', {});
  const search = asOf === undefined ? {} : { asOf };
  return (
    <>
      <Command.Group heading={words.go}>
        {VIEWS.map(([to, name]) => (
          <Command.Item key={to} onSelect={leave(() => navigate({ to, search }))}>
            {shell[name]}
          </Command.Item>
        ))}
      </Command.Group>
      <Command.Group heading={words.claims}>
        {packs.data?.packs.flatMap(({ pack, claims }) =>
          claims.map(({ id, statement }) => (
            <Command.Item
              key={`${pack}/${id}`}
              value={`${pack} ${id} ${statement}`}
              onSelect={leave(() => navigate({ to: '/claims/$pack/$claim', params: { pack, claim: id }, search }))}
            >
              {statement}
            </Command.Item>
          )),
        )}
      </Command.Group>
      <Command.Group heading={words.series}>
        {series.data?.series.map(({ id, title }) => (
          <Command.Item key={id} value={`${id} ${title}`} onSelect={leave(() => navigate({ to: '/series/$id', params: { id }, search }))}>
            <span className="font-semibold">{id}</span> {title}
          </Command.Item>
        ))}
      </Command.Group>
      <Command.Group heading={words.docs}>
        {topics.data?.topics.map(({ id, title }) => (
          <Command.Item
            key={id}
            value={`${id} ${title}`}
            onSelect={leave(() => navigate({ to: '/docs/$', params: { _splat: id }, search }))}
          >
            {title}
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}

function Settings({ leave }: { readonly leave: Leave }) {
  const words = useWords(WORDS);
  const shell = useWords(SHELL);
  const { setTheme, setLanguage } = usePreferences();
  return (
    <Command.Group heading={words.settings}>
      {(['system', 'light', 'dark'] as const).map((theme: Theme) => (
        <Command.Item key={theme} onSelect={leave(() => setTheme(theme))}>
          {shell.theme}: {shell[theme]}
        </Command.Item>
      ))}
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <Command.Item key={code} onSelect={leave(() => setLanguage(code as Language))}>
          {shell.language}: {name}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
