import type { EditorView } from '@codemirror/view';
import { createContext, useContext } from 'react';
import type { Vocabulary } from './editor/completions.ts';

interface LabContents {
  readonly vocabulary: Vocabulary;
  readonly asOf: string | undefined;
  readonly run: () => void;
  /** Told which field had the cursor last. */
  readonly onFocus: (view: EditorView) => void;
}

const LabContext = createContext<LabContents | null>(null);
export const LabProvider = LabContext.Provider;

/** What every field of the Lab shares. */
export function useLabContents(): LabContents {
  const contents = useContext(LabContext);
  if (!contents) throw new Error('useLabContents must stand below LabProvider');
  return contents;
}
