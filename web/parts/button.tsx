import type { ComponentProps } from 'react';

const LOOKS = {
  /** The one thing to do here. */
  main: 'min-h-10 border-ink bg-ink px-4 font-semibold text-paper hover:opacity-85',
  plain: 'min-h-9 border-line px-3 hover:border-ink',
  small: 'min-h-8 border-line px-2 text-[13px] text-muted hover:border-ink hover:text-ink',
} as const;

/** A button of the page. */
export function Button({ look = 'plain', className = '', ...rest }: ComponentProps<'button'> & { readonly look?: keyof typeof LOOKS }) {
  return (
    <button
      type="button"
      className={`rounded border text-[14px] whitespace-nowrap disabled:border-line disabled:bg-wash disabled:text-muted ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
