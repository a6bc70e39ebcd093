import { createTransport } from 'nodemailer';
import type { Notice, Sink } from '../contract/watch.ts';
import { DeliveryError } from './courier.ts';
import { oneLine, plainText } from './plain-text.ts';

/** Sends a message by mail; a repetition has the same Message-ID. Throws DeliveryError, whose words hold nothing of the server's address. */
export async function sendMail(server: string, { from, to }: NonNullable<Sink['email']>, notice: Notice): Promise<void> {
  let transport: ReturnType<typeof createTransport>;
  try {
    const { protocol, hostname } = new URL(server);
    if (!/^smtps?:$/.test(protocol) || hostname === '') throw new Error('no mail server');
    transport = createTransport(server, { disableFileAccess: true, disableUrlAccess: true } as object);
  } catch (error) {
    throw new DeliveryError('its mail server must be given as smtps://user:password@mail.example', { isPermanent: true, cause: error });
  }
  try {
    await transport.sendMail({
      ...{
        from,
        to: [...to],
        subject: oneLine(`Harbinger: ${notice.rule.title} (${notice.kind})`, 200),
        text: `${plainText(notice.text, 20_000)}\n`,
      },
      ...{ messageId: `<${notice.id}@harbinger>`, headers: { 'Idempotency-Key': notice.id, 'Auto-Submitted': 'auto-generated' } },
    });
  } catch (error) {
    const { code = '', responseCode } = error as { code?: string; responseCode?: number };
    const isPermanent = code === 'EAUTH' || code === 'EENVELOPE' || (responseCode !== undefined && responseCode >= 500);
    throw new DeliveryError(`the mail server did not take it (${[code, responseCode].filter(Boolean).join(' ') || 'no word why'})`, {
      isPermanent,
    });
  } finally {
    transport.close();
  }
}
