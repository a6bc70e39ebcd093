import type { Notice, Sink } from '../contract/watch.ts';

/** A message did not arrive: in one line without any secret, whether to try again, and not before when. */
export class DeliveryError extends Error {
  readonly isPermanent: boolean;
  /** Milliseconds that the receiver asks for. */
  readonly retryAfter: number;

  constructor(
    message: string,
    { isPermanent = false, retryAfter = 0, cause }: { isPermanent?: boolean; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'DeliveryError';
    this.isPermanent = isPermanent;
    this.retryAfter = retryAfter;
  }
}

/** The port of what is sent: brings messages to where they go. */
export interface Courier {
  /** When this returns, the receiver has the message. Throws DeliveryError. */
  send(sink: Sink, notice: Notice, signal?: AbortSignal): Promise<void>;
}
