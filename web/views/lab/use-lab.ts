import { useSearch } from '@tanstack/react-router';
import { type Asked, type ChangeOf, useAsked } from '../../parts/use-asked.ts';
import { asksTheSame, tidy } from './lab-question.ts';
import type { LabSearch } from './lab-search.ts';

export type Change = ChangeOf<LabSearch>;
export type Lab = Asked<LabSearch>;

const STUDIES = { to: '/lab', tidy, asksTheSame } as const;

/** The state of the Lab, which is its address. */
export function useLab(): Lab {
  const lab = useAsked<LabSearch>(useSearch({ from: '/lab' }), STUDIES);
  // Another question has another family, of which the first member is looked at.
  return { ...lab, edit: (change) => lab.edit({ ...change, member: 0 }) };
}
