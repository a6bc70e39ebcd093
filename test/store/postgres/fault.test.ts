import { expect, test } from 'vitest';
import { openPool } from '../../../src/store/postgres/connection.ts';
import { isGone, postgresFault } from '../../../src/store/postgres/fault.ts';
import { StoreError } from '../../../src/store/store.ts';

const failing = (code: string, message = 'why') => Object.assign(new Error(message), { code });
const told = (error: unknown) => {
  const fault = postgresFault(error, 'postgres://db.example/desk');
  return fault instanceof StoreError ? [fault.kind, fault.message] : fault;
};

test('a database that is away, asleep or full is one to come back to', () => {
  for (const error of [
    ...['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', '57P01', '53300', '08006'].map((code) => failing(code)),
    new AggregateError([failing('ECONNREFUSED')]),
    new Error('Query read timeout'),
    new Error('timeout exceeded when trying to connect'),
  ]) {
    expect(isGone(error)).toBe(true);
    expect(told(error)).toEqual([
      'busy',
      expect.stringMatching(/^PostgreSQL cannot be reached at postgres:\/\/db\.example\/desk \(.*\); try again/),
    ]);
  }
});

test('a connection that is not as the address demands is refused, with the reason', async () => {
  for (const code of ['ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'])
    expect(told(failing(code))).toEqual(['refused', expect.stringContaining('is not trusted (why); sslmode and sslrootcert')]);
  expect(told(new Error('The server does not support SSL connections'))).toEqual(['refused', expect.stringContaining('is not trusted')]);
  const pool = openPool({ url: 'postgres://nobody@127.0.0.1:1/none?sslmode=verify-full&sslrootcert=/nowhere/ca.pem' });
  // Read only when a connection is wanted, and then thrown at once.
  const error = await (async () => pool.query('SELECT 1'))().catch((reason: unknown) => reason);
  expect(told(error)).toEqual(['refused', expect.stringContaining('/nowhere/ca.pem')]);
  await pool.end();
});

test('a fault of ours stays one', () => {
  for (const error of [failing('42601'), failing('42703'), new TypeError('x is not a function')]) expect(told(error)).toBe(error);
});
