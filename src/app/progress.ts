/** What a long operation tells while it runs. */
export type Progress =
  | { readonly kind: 'begin'; readonly total: number }
  /** A series is being asked for; `rows` counts what has come so far. */
  | { readonly kind: 'series'; readonly id: string; readonly provider: string; readonly rows: number }
  | { readonly kind: 'done'; readonly id: string; readonly outcome: string; readonly line: string }
  /** So much of a computation is done. */
  | { readonly kind: 'computed'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly waitMs: number };

/** Takes what an operation tells; does nothing where nobody looks. */
export type OnProgress = (progress: Progress) => void;
