import type { Insufficient } from '../../../src/contract/cross-checks.ts';
import { Prose } from '../prose.tsx';

/** Whether a part of a result says why it is not there. */
export const isMissing = (part: object): part is Insufficient => 'ok' in part;

/** Why a part is not there. */
export function Missing({ part }: { readonly part: Insufficient }) {
  return (
    <p lang="en" className="mt-2 max-w-[68ch] rounded border border-dashed border-base px-4 py-2 text-[15px]">
      <Prose text={`${part.reason.replace(/\.$/, '')}.`} />
    </p>
  );
}
