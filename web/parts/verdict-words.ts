import type { VerdictKind } from '../../src/contract/verdict.ts';
import { verdictWords } from '../../src/contract/verdict-words.ts';
import { usePreferences } from '../shell/preferences.tsx';

/** How a verdict is called in the reader's language. */
export function useVerdictWords(): (kind: VerdictKind) => string {
  const { language } = usePreferences();
  return (kind) => verdictWords(kind, language);
}
