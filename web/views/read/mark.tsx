import type { KeyboardEvent } from 'react';
import type { ReadVerdict } from '../../../src/contract/read.ts';
import { chipStyle } from '../../../src/contract/verdict-chip.ts';

interface PressableProps {
  /** The claim's number, with the shape of what is misquoted. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly cardId: string;
  readonly onPress: () => void;
  readonly onLit: (isLit: boolean) => void;
}

interface MarkProps extends PressableProps {
  /** Undefined where the claim began before: such a stretch has no number, and the keyboard passes over it. */
  readonly id: string | undefined;
  /** Whether claims overlap here. */
  readonly isDeep: boolean;
  readonly isLit: boolean;
  readonly verdict: ReadVerdict | null;
  readonly children: string;
}

const NUMBER = 'rounded border border-events bg-paper px-1.5 py-px text-[12px] font-semibold text-ink no-underline whitespace-nowrap';

/** A stretch of a text that claims something, as a button. */
export function Mark({ id, label, isDeep, isLit, verdict, children, ...press }: MarkProps) {
  const isSettled = verdict !== null && chipStyle(verdict.kind) !== 'open';
  const ground = isLit ? 'bg-events/40' : isDeep ? 'bg-events/25' : 'bg-events/10';
  return (
    <mark className={`border-b-2 border-events box-decoration-clone py-px text-ink ${isSettled ? '' : 'border-dashed'} ${ground}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button element is a box and cannot go over several lines */}
      <span id={id} role="button" tabIndex={id === undefined ? -1 : 0} {...pressable(press)} className="cursor-pointer scroll-mt-24">
        {id !== undefined && (
          <>
            <span className={NUMBER}>{label}</span>
            {'\u00a0'}
          </>
        )}
        {children}
      </span>
    </mark>
  );
}

/** The number of a claim that begins where a shorter one begins too: it alone leads to it. */
export function NumberMark({ id, label, ...press }: PressableProps & { readonly id: string }) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as the mark beside it */}
      <span id={id} role="button" tabIndex={0} {...pressable(press)} className={`cursor-pointer scroll-mt-24 ${NUMBER}`}>
        {label}
      </span>
      {'\u00a0'}
    </>
  );
}

const pressable = ({ isOpen, cardId, onPress, onLit }: Omit<PressableProps, 'label'>) => ({
  'aria-expanded': isOpen,
  ...(isOpen ? { 'aria-controls': cardId } : {}),
  onClick: onPress,
  onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPress();
  },
  onMouseEnter: () => onLit(true),
  onMouseLeave: () => onLit(false),
  onFocus: () => onLit(true),
  onBlur: () => onLit(false),
});
