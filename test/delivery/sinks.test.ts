import { createHmac } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Notice, Sink } from '../../src/contract/watch.ts';
import { discordBody, slackBody, telegramBody } from '../../src/delivery/chat.ts';
import type { DeliveryError } from '../../src/delivery/courier.ts';
import { desktopCall } from '../../src/delivery/desktop.ts';
import { openCourier } from '../../src/delivery/sinks.ts';
import { isInternal } from '../../src/network/internal-address.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const HOSTILE = '<b>*bold*</b> @everyone <!channel> [x](https://evil.example) `$(rm -rf ~)` \u001b[31m\r\nBcc: x@evil.example';

const notice = (more: Partial<Notice> = {}): Notice => ({
  ...{ id: 'abc-desk', kind: 'firing', rule: { id: 'a', title: 'About a', severity: 'warning' }, date: '2026-03-02' },
  ...{ at: '2026-03-02T21:00:00.000Z', noticedAt: '2026-03-02T21:05:00.000Z', reading: 1.5, detail: null, text: 'fires', members: [] },
  ...more,
});

const folder = mkdtempSync(join(tmpdir(), 'harbinger-sinks-'));
const environment: Record<string, string> = { SECRET: 'of the desk' };
const courier = openCourier({ environment, now: () => NOW });
const send = (sink: unknown, message = notice()) => courier.send(Sink.parse(sink), message);
const failureOf = (sink: unknown) =>
  send(sink).then(
    () => undefined,
    (error: DeliveryError) => error,
  );

let server: Server;
let requests: { url: string; headers: IncomingHttpHeaders; body: string }[];
let answer: { status: number; headers?: Record<string, string> };
beforeEach(async () => {
  [requests, answer] = [[], { status: 204 }];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  environment.URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a-secret-path`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(join(folder, 'lines.jsonl'), { force: true });
});

describe('a webhook', () => {
  const hook = { webhook: { urlFrom: 'URL', secretFrom: 'SECRET', allowInternal: true } };

  test('gets the message as JSON, with a key against repetition, signed together with its time', async () => {
    await send(hook);
    const [{ headers, body } = { headers: {}, body: '' }] = requests;
    expect(JSON.parse(body)).toEqual(notice());
    const seconds = NOW / 1000;
    const hex = createHmac('sha256', 'of the desk').update(`${seconds}.${body}`).digest('hex');
    expect(headers).toMatchObject({ 'idempotency-key': 'abc-desk', 'harbinger-signature': `t=${seconds},v1=${hex}` });
  });

  test.each([
    [503, false],
    [429, false],
    [408, false],
    [404, true],
    [401, true],
    [302, true],
  ])('that answers with status %i is given up at once: %s', async (status, isPermanent) => {
    answer = { status, headers: { location: 'http://127.0.0.1:1/', 'retry-after': '7' } };
    expect(await failureOf(hook)).toMatchObject({ isPermanent, retryAfter: 7000 });
    expect(requests).toHaveLength(1);
  });

  test('that leads into this machine or its network is refused, as an address or as a name, and nothing is sent', async () => {
    const port = (server.address() as AddressInfo).port;
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '0x7f.1',
      '2130706433',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      '10.1.2.3',
      '[fd00:ec2::254]',
    ]) {
      const error = await failureOf({ webhook: { url: `http://${host}:${port}/` } });
      expect(error, host).toMatchObject({ isPermanent: true, message: expect.stringContaining('allowInternal') });
    }
    expect(requests).toEqual([]);
  });

  test('whose address or secret is not set is given up, by the name of the variable', async () => {
    expect(await failureOf({ webhook: { urlFrom: 'NOBODY' } })).toMatchObject({
      isPermanent: true,
      message: 'the environment variable NOBODY is not set',
    });
  });

  test('that cannot be reached is told of without its address', async () => {
    environment.URL = 'http://user:password@127.0.0.1:1/a-secret-path';
    const error = await failureOf(hook);
    expect(error).toMatchObject({ isPermanent: false });
    expect(error?.message).not.toMatch(/secret|password|127/);
  });
});

test.each([
  ['8.8.8.8', false],
  ['2606:4700::1111', false],
  ['10.0.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['169.254.1.1', true],
  ['168.63.129.16', true],
  ['0.0.0.0', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::', true],
  ['fe80::1', true],
  ['fc00::1', true],
  ['ff02::1', true],
  ['::ffff:10.0.0.1', true],
  ['64:ff9b::a00:1', true],
  ['2002:a00:1::', true],
  ['not an address', true],
])('the address %s is internal: %s', (address, expected) => {
  expect(isInternal(address)).toBe(expected);
});

describe('what stands in a message is never more than text', () => {
  const hostile = notice({ text: HOSTILE, rule: { id: 'a', title: HOSTILE, severity: 'critical' } });

  test('to Slack', () => {
    const { text, mrkdwn } = JSON.parse(slackBody(hostile));
    expect(mrkdwn).toBe(false);
    for (const mark of ['<', '>', '\u001b']) expect(text).not.toContain(mark);
    expect(text).toContain('&lt;!channel&gt;');
  });

  test('to Discord', () => {
    const { content, allowed_mentions: mentions } = JSON.parse(discordBody(hostile));
    expect(mentions).toEqual({ parse: [] });
    expect(content).toContain('\\*bold\\*');
    expect(content).not.toMatch(/(?<!\\)[*_`[\]()<>@]/);
    expect(JSON.parse(discordBody(notice({ text: '*'.repeat(5000) }))).content.length).toBeLessThanOrEqual(2000);
  });

  test('to Telegram, which is given no marks to read', () => {
    expect(JSON.parse(telegramBody(hostile, '42'))).toMatchObject({ chat_id: '42', text: expect.stringContaining('*bold*') });
    expect(JSON.parse(telegramBody(hostile, '42')).parse_mode).toBeUndefined();
  });

  test.each(['linux', 'darwin', 'win32'])('to the desktop of %s: an argument or a variable, never a script', (platform) => {
    const { program, args, variables } = desktopCall(platform, hostile);
    expect(['notify-send', 'osascript', 'powershell.exe']).toContain(program);
    const holding = [...args, ...Object.values(variables)].filter((text) => text.includes('rm -rf'));
    expect(holding.length).toBeGreaterThan(0);
    for (const text of holding) expect(text).toMatch(/^Harbinger: |bold/);
    if (platform === 'linux') expect(args.indexOf('--')).toBe(args.length - 3);
  });
});

test('Telegram, Slack and Discord are asked at their own addresses, the token is in none of the words', async () => {
  const bots = openCourier({
    environment: { TOKEN: '12:abc', URL: environment.URL },
    now: () => NOW,
    telegram: { url: (environment.URL as string).replace('/a-secret-path', ''), allowInternal: true },
  });
  await bots.send(Sink.parse({ telegram: { tokenFrom: 'TOKEN', chat: 42 } }), notice());
  expect(requests).toMatchObject([{ url: '/bot12:abc/sendMessage' }]);
  answer = { status: 401 };
  await expect(bots.send(Sink.parse({ telegram: { tokenFrom: 'TOKEN', chat: 42 } }), notice())).rejects.toThrow(
    /^it answered with status 401$/,
  );
  for (const kind of ['slack', 'discord'])
    await expect(bots.send(Sink.parse({ [kind]: { urlFrom: 'URL' } }), notice())).rejects.toThrow('allowInternal');
  await bots.close();
});

describe('a file', () => {
  const path = join(folder, 'lines.jsonl');
  const lines = () =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);

  test('has each message once, however often it comes', async () => {
    for (const id of ['a', 'b', 'a', 'c', 'b']) await send({ file: { path } }, notice({ id }));
    expect(lines()).toEqual(['a', 'b', 'c']);
  });

  test('loses a line that was cut, and nothing before it', async () => {
    await send({ file: { path } }, notice({ id: 'a', text: 'ü' }));
    appendFileSync(path, JSON.stringify(notice({ id: 'b' })).slice(0, 40));
    await send({ file: { path } }, notice({ id: 'b' }));
    expect(lines()).toEqual(['a', 'b']);
  });

  test('of somebody else is left as it is', async () => {
    const path = join(folder, 'theirs.txt');
    for (const theirs of ['line one\nlast line without an end', '{"other":1}\n', 'no line end at all']) {
      writeFileSync(path, theirs);
      expect(await failureOf({ file: { path } })).toMatchObject({ isPermanent: true });
      expect(readFileSync(path, 'utf8')).toBe(theirs);
    }
  });

  test('that cannot be written is told of', async () => {
    expect(await failureOf({ file: { path: join(folder, 'none', 'x.jsonl') } })).toMatchObject({
      message: expect.stringContaining('ENOENT'),
    });
  });
});

describe('a mail', () => {
  const mails: string[] = [];
  const startMail = () =>
    new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _, callback) => callback(password === 'right' ? null : new Error('no'), { user: username }),
      onData(stream, _, callback) {
        let text = '';
        stream.on('data', (part) => {
          text += part;
        });
        stream.on('end', () => {
          mails.push(text);
          callback();
        });
      },
    });
  let smtp: SMTPServer;
  const mail = { email: { serverFrom: 'MAIL', from: 'harbinger@desk.example', to: ['me@desk.example'] } };
  beforeEach(async () => {
    mails.length = 0;
    smtp = startMail();
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise<void>((resolve) => smtp.close(resolve)));
  const at = (password: string) => `smtp://me:${password}@127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;

  test('comes with one subject line, and the same name for every repetition', async () => {
    environment.MAIL = at('right');
    const message = notice({ rule: { id: 'a', title: 'About\r\nBcc: x@evil.example', severity: 'info' }, text: HOSTILE });
    await send(mail, message);
    await send(mail, message);
    const [head = ''] = (mails[0] as string).split('\r\n\r\n');
    expect(head).toContain('Subject: Harbinger: About Bcc: x@evil.example (firing)');
    expect(head).not.toMatch(/^Bcc:/m);
    expect(mails.map((text) => /^Message-ID: (.*)$/m.exec(text)?.[1])).toEqual(['<abc-desk@harbinger>', '<abc-desk@harbinger>']);
  });

  test('that the server does not take is told of without its password', async () => {
    environment.MAIL = at('wrong');
    const error = await failureOf(mail);
    expect(error).toMatchObject({ isPermanent: true, message: expect.stringContaining('EAUTH') });
    expect(error?.message).not.toContain('wrong');
  });
});
