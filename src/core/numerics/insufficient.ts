/** Too little data, or data that cannot answer: a value, never NaN, 0 or an invented degree of freedom. */
export interface Insufficient {
  readonly ok: false;
  readonly reason: string;
  readonly needed: number;
  readonly available: number;
}

/** The value that says why a figure cannot be given. */
export const insufficient = (reason: string, needed: number, available: number): Insufficient => ({ ok: false, reason, needed, available });

/** Whether a result is the value that says too little. */
export const isInsufficient = (result: object | number): result is Insufficient =>
  typeof result === 'object' && 'ok' in result && result.ok === false;
