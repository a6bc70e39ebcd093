import { describe, expect, test } from 'vitest';
import { type FindAddresses, InternalAddressError, lookupOpenBy, refuseInternalHost } from '../../src/network/internal-address.ts';

/** What a connection gets for a name that leads to these addresses. */
const lookedUp = (addresses: readonly string[], options: { all?: boolean } = {}) => {
  const find: FindAddresses = (_, { all }, callback) => {
    expect(all).toBe(true);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return new Promise<unknown>((resolve, reject) => {
    lookupOpenBy(find)('news.example', options, (error, address, family) =>
      error ? reject(error) : resolve(family ? [address, family] : address),
    );
  });
};

describe('a connection', () => {
  test('gets an open address of its name, or all of them', async () => {
    expect(await lookedUp(['203.0.114.7', '2a00:1450:4001::1'])).toEqual(['203.0.114.7', 4]);
    expect(await lookedUp(['203.0.114.7'], { all: true })).toEqual([{ address: '203.0.114.7', family: 4 }]);
  });

  test('gets none where one of them leads inside, or there is none', async () => {
    for (const addresses of [['127.0.0.1'], ['203.0.114.7', '10.0.0.1'], ['::ffff:10.0.0.1'], []])
      await expect(lookedUp(addresses)).rejects.toThrow(InternalAddressError);
  });
});

test('a host that is written as an internal address is refused, any other is left to be looked up', () => {
  for (const host of ['127.0.0.1', '[::1]', '169.254.169.254', '[fd00:ec2::254]', '0.0.0.0'])
    expect(() => refuseInternalHost(host)).toThrow(InternalAddressError);
  for (const host of ['203.0.114.7', '[2a00:1450:4001::1]', 'localhost', 'news.example'])
    expect(() => refuseInternalHost(host)).not.toThrow();
});
