import type { Notice } from '../contract/watch.ts';
import { escapeTags, plainText } from './plain-text.ts';

/** A message as Slack's incoming webhooks take it: three characters are theirs, and no marks are read. */
export const slackBody = ({ text }: Notice): string => JSON.stringify({ text: escapeTags(plainText(text, 3000)), mrkdwn: false });

/** A message as Discord's webhooks take it: marks are escaped, and nobody is called by it. */
export function discordBody({ text }: Notice): string {
  const escaped = plainText(text, 950).replace(/[\\*_~`|>#\-[\]()<@:]/g, (mark) => `\\${mark}`);
  return JSON.stringify({ content: escaped, allowed_mentions: { parse: [] } });
}

/** A message as Telegram's bots send it: without a parse mode every character is itself. */
export const telegramBody = ({ text }: Notice, chat: string): string =>
  JSON.stringify({ chat_id: chat, text: plainText(text, 4000), link_preview_options: { is_disabled: true } });
