import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useAsOf } from '../../shell/as-of.tsx';
import { studyOf } from './scan-question.ts';

interface StudyLinkProps extends Pick<ComponentProps<'a'>, 'className' | 'tabIndex' | 'title' | 'onFocus' | 'children'> {
  /** What is asked alone. */
  readonly of: { readonly trigger: string; readonly outcome: string };
  readonly direction: 'up' | 'down';
  /** Finds its place in the heat map. */
  readonly 'data-cell'?: string;
}

/** Leads to the Lab, where a combination of a scan is a study of its own. */
export function StudyLink({ of, direction, ...rest }: StudyLinkProps) {
  const asOf = useAsOf();
  return <Link to="/lab" search={{ ...studyOf(of, direction), ...(asOf === undefined ? {} : { asOf }) }} {...rest} />;
}
