import { useMemo } from 'react';
import type { StudyResult } from '../../../src/contract/study.ts';
import { StudyPictures } from '../../charts/study-pictures.tsx';

/** The pictures of a study that was made up: as a claim's, without a date on which it was made. */
export function StudyPictureSet({ study, anchor }: { readonly study: StudyResult; readonly anchor: string }) {
  const { outcome, outcomeKind: kind, pictures } = study;
  const asked = useMemo(() => ({ outcome, kind, claimDate: null }), [outcome, kind]);
  return pictures === null ? null : <StudyPictures pictures={pictures} asked={asked} anchor={anchor} />;
}
