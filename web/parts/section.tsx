import type { ReactNode } from 'react';

/** A part of a page with its heading and an anchor that leads to it. */
export function Section({
  id,
  title,
  hint,
  isPrinted = true,
  children,
}: {
  readonly id: string;
  readonly title: string;
  /** What the part shows, in a line. */
  readonly hint?: ReactNode;
  /** Whether it belongs on paper: what only offers to ask does not. */
  readonly isPrinted?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} className={`mt-12 min-w-0 scroll-mt-20 ${isPrinted ? '' : 'no-print'}`}>
      <h2 className="text-[20px] leading-snug">{title}</h2>
      {hint !== undefined && <div className="mt-1 mb-3 max-w-[68ch] text-[14px] text-muted">{hint}</div>}
      {children}
    </section>
  );
}
