import { SHELL } from '../words/shell.ts';
import { LANGUAGES, type Language, useWords } from '../words/words.ts';
import { type Theme, usePreferences } from './preferences.tsx';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };

/** Chooses the language of the interface. */
export function LanguageChoice() {
  const words = useWords(SHELL);
  const { language, setLanguage } = usePreferences();
  return (
    <select
      aria-label={words.language}
      value={language}
      onChange={(event) => setLanguage(event.target.value as Language)}
      className="min-h-9 rounded bg-paper px-1 text-[14px] text-muted uppercase hover:text-ink"
    >
      {Object.keys(LANGUAGES).map((code) => (
        <option key={code} value={code} lang={code}>
          {code.toUpperCase()}
        </option>
      ))}
    </select>
  );
}

/** Goes round the themes: as the system, light, dark. */
export function ThemeChoice() {
  const words = useWords(SHELL);
  const { theme, setTheme } = usePreferences();
  const label = `${words.theme}: ${words[theme]}`;
  return (
    <button
      type="button"
      onClick={() => setTheme(NEXT[theme])}
      aria-label={label}
      title={label}
      className="size-9 rounded text-[16px] text-muted hover:text-ink"
    >
      <span aria-hidden="true">{SIGNS[theme]}</span>
    </button>
  );
}
