import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';
type Language = 'en' | 'it' | 'de';

interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** What the reader chose of theme and language, kept on this machine. */
export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences must stand below PreferencesProvider');
  return preferences;
}

export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(() => keptTheme());
  const [language, setLanguage] = useState<Language>(() => document.documentElement.lang as Language);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    keep('theme', theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    keep('language', language);
  }, [language]);
  const value = useMemo(() => ({ theme, language, setTheme, setLanguage }), [theme, language]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

function keptTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Keeps a choice where the browser lets us; a page without storage works all the same. */
function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`harbinger.${name}`, value);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
