import type { JobLine } from '../../../src/contract/job-queue.ts';

/** Jobs move while the page is open: it looks again after so many milliseconds. */
export const LOOK_AGAIN = 5000;

/** What a job does, and its id as the command line takes it. */
export function JobName({
  job: { id, kind, operation: name },
}: {
  readonly job: Pick<JobLine, 'id' | 'operation'> & { readonly kind: string };
}) {
  return (
    <>
      <span lang="en">{name ?? kind}</span>
      <code className="mt-0.5 block text-[12px] text-muted">{id.slice(0, 8)}</code>
    </>
  );
}
