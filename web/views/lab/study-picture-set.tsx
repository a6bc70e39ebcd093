import type { StudyResult } from '../../../src/contract/study.ts';

export function StudyPictureSet({ study: _ }: { readonly study: StudyResult; readonly anchor: string }) {
  return null;
}
