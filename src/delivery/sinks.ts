import type { Notice, Sink } from '../contract/watch.ts';
import { discordBody, slackBody, telegramBody } from './chat.ts';
import { type Courier, DeliveryError } from './courier.ts';
import { showOnDesktop } from './desktop.ts';
import { sendMail } from './email.ts';
import { appendLine } from './file-line.ts';
import { openPost } from './http-post.ts';
import { signatureOf } from './signature.ts';

export interface CourierOptions {
  /** Where addresses and secrets are, by the names of the rules. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Where Telegram's bots are; elsewhere only under test. */
  readonly telegram?: { readonly url: string; readonly allowInternal: boolean };
}

/** Brings messages to every kind of sink. Nothing that it throws holds an address or a secret. */
export function openCourier({ environment, now, telegram }: CourierOptions): Courier & { close(): Promise<void> } {
  const http = openPost();
  const given = (name: string): string => {
    const value = environment[name];
    if (value) return value;
    throw new DeliveryError(`the environment variable ${name} is not set`, { isPermanent: true });
  };

  async function toWebhook(
    { url, urlFrom, secretFrom, allowInternal }: NonNullable<Sink['webhook']>,
    notice: Notice,
    signal?: AbortSignal,
  ): Promise<void> {
    const body = JSON.stringify(notice);
    const signature = secretFrom === undefined ? {} : { 'harbinger-signature': signatureOf(body, given(secretFrom), now()) };
    const headers = { 'idempotency-key': notice.id, ...signature };
    await http.post({ url: url ?? given(urlFrom as string), body, headers, allowInternal, signal });
  }

  return {
    async send({ webhook, email, telegram: bot, discord, slack, file, desktop }, notice, signal) {
      if (webhook) return toWebhook(webhook, notice, signal);
      if (email) return sendMail(given(email.serverFrom), email, notice);
      if (discord) return http.post({ url: given(discord.urlFrom), body: discordBody(notice), signal });
      if (slack) return http.post({ url: given(slack.urlFrom), body: slackBody(notice), signal });
      if (file) return appendLine(file.path, notice);
      if (desktop) return showOnDesktop(notice, environment);
      if (!bot) throw new Error('a sink that was read has no kind');
      const { url, allowInternal } = telegram ?? { url: 'https://api.telegram.org', allowInternal: false };
      const body = telegramBody(notice, bot.chat);
      return http.post({ url: `${url}/bot${given(bot.tokenFrom)}/sendMessage`, body, allowInternal, signal });
    },
    close: () => http.close(),
  };
}
