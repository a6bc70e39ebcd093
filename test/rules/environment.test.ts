import { execFile } from 'node:child_process';
import dgram from 'node:dgram';
import dns, { lookup } from 'node:dns';
import { resolve4 } from 'node:dns/promises';
import http, { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const CLOSED = /the network is closed under test/;

describe('the network under test', () => {
  it('refuses fetch to any host but this machine, and says which', async () => {
    await expect(fetch('https://query1.finance.yahoo.com/v8/finance/chart/RUT')).rejects.toThrow(/wanted to reach https:\/\/query1/);
    await expect(fetch(new Request('http://192.0.2.1/'))).rejects.toThrow(CLOSED);
  });

  it.each<[string, () => unknown]>([
    ['a socket by port and host', () => net.connect(443, 'example.com')],
    ['a socket by options', () => new net.Socket().connect({ host: '192.0.2.1', port: 80 })],
    ['a secure socket', () => tls.connect({ host: 'example.com', port: 443 })],
    ['an http request', () => http.get('http://192.0.2.1/')],
    ['a datagram', () => dgram.createSocket('udp4').send('x', 53, '192.0.2.1')],
    ['a name by callback', () => lookup('example.com', () => {})],
    ['a name by promise', () => resolve4('example.com')],
    ['a name by a resolver of its own', () => new dns.Resolver().resolve4('example.com', () => {})],
  ])('refuses %s', (_, reach) => {
    expect(reach).toThrow(CLOSED);
  });

  it('lets a server on this machine be asked', async () => {
    const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
    } finally {
      server.close();
    }
  });

  it('is closed to the programs that a test starts as well', async () => {
    const script = "try { await fetch('https://example.com') } catch (error) { console.log(error.message) }";
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect(stdout).toMatch(CLOSED);
  });
});

describe('the time zone under test', () => {
  it('is the one that the project names, and is not UTC', () => {
    const noon = new Date(2026, 6, 1, 12);
    const hours = { 'America/Los_Angeles': 19, 'Asia/Kolkata': 6.5 }[process.env.TZ as string];
    expect(hours).toBeDefined();
    expect(noon.getUTCHours() + noon.getUTCMinutes() / 60).toBe(hours);
  });
});
