import { describe, expect, it } from 'vitest';
import { epochDay } from '../../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { type Fetched, type Provider, ProviderError } from '../../../src/providers/provider.ts';
import type { ProviderCases } from './cases.ts';
import { expectErrorOrPart, expectHonestError } from './expectations.ts';
import { inventions } from './independent-reader.ts';
import { MUTATIONS } from './mutated-bodies.ts';
import { cutBodies, spoiltCsv, spoiltJson, withUnknownColumn, withUnknownField } from './spoilt-bodies.ts';

const DAY = epochDay(2021, 3, 1);
const cases = {
  provider: { name: 'example' } as Provider,
  key: 'abcd1234',
  good: [],
  faults: [],
  shared: () => ({ good: [], faults: [] }),
} satisfies ProviderCases;
const fetched = (values: readonly number[], more: Partial<Fetched> = {}): Fetched => ({
  dates: Int32Array.from(values, (_, i) => DAY + i),
  values: Float64Array.from(values),
  notes: [],
  responses: [],
  ...more,
});
const refusal = (message: string, details: Partial<ConstructorParameters<typeof ProviderError>[1]> = {}) =>
  new ProviderError(message, { provider: 'example', kind: 'unavailable', request: 'https://api.example/', ...details });

describe('what a provider must not do is found out', () => {
  const good = fetched([1, 2, 3], { adjusted: Float64Array.of(0.5, 1, 3) });

  it('another number, another date, another adjusted close, silence', () => {
    expectErrorOrPart(fetched([1, 2]), good, cases);
    expect(() => expectErrorOrPart(fetched([1, 2.5]), good, cases)).toThrow('2021-03-02: 2.5');
    expect(() => expectErrorOrPart(fetched([1, 2, 3, 4]), good, cases)).toThrow('2021-03-04: 4');
    expect(() => expectErrorOrPart(fetched([1, 2], { adjusted: Float64Array.of(0.5, 2) }), good, cases)).toThrow();
    expect(() => expectErrorOrPart(fetched([]), good, cases)).toThrow();
    expectErrorOrPart(fetched([], { notes: ['There is no value since 2021-03-04.'] }), good, cases);
  });

  it('an error of many lines, of another provider, without a request, or with the key in it or in its cause', () => {
    expectHonestError(refusal('example: it is out of order'), cases);
    for (const error of [
      refusal('example: it is\nout of order'),
      refusal('it is out of order'),
      refusal('example: it is out of order', { provider: 'other' }),
      refusal('example: it is out of order', { request: '' }),
      refusal('example: it refuses abcd1234'),
      refusal('example: it refuses', { request: 'https://api.example/?key=abcd1234' }),
      refusal('example: it refuses', { body: '{"key":"abcd1234"}' }),
      refusal('example: it refuses', { cause: new Error('was abcd1234') }),
    ])
      expect(() => expectHonestError(error, cases)).toThrow();
  });
});

describe('the independent reader', () => {
  const one = (value: number, day = DAY) => ({ dates: Int32Array.of(day), values: Float64Array.of(value), notes: [] });

  it('finds values and dates in each of their forms', () => {
    for (const body of [
      '[{"date":"2021-03-01","value":1234.5}]',
      '[[1614556800,"1234.5"]]',
      '[[1614603600000,12345e-1]]',
      'Date,Value\n2021-03-01,1234.5\n',
      'As of,"Mar 01, 2021"\nx,"1,234.50"\n',
    ]) {
      expect(inventions(one(1234.5), [body], 'as it stands')).toEqual([]);
      expect(inventions(one(1234.4), [body], 'as it stands')).toEqual(['the value 1234.4 of 2021-03-01 is nowhere in the body']);
      expect(inventions(one(1234.5, DAY + 40), [body], 'as it stands')).toEqual(['the date 2021-04-10 is nowhere in the body']);
    }
  });

  it('adds up the rows of a date, and of no other', () => {
    const body =
      '{"rows":[{"day":"2021-03-01","x":[{"v":0.1}]},{"day":"2021-03-01","x":[{"v":0.2}]},{"day":"2021-03-02","x":[{"v":0.4}]}]}';
    expect(inventions(one(0.3), [body], 'sum of rows')).toEqual([]);
    expect(inventions(one(0.45), [body], 'sum of rows')).toHaveLength(1);
  });

  it('counts no more than there are rows, and combines figures', () => {
    expect(inventions(one(2), ['2021-03-01\na\nb'], 'count')).toEqual([]);
    expect(inventions(one(9), ['2021-03-01\na\nb'], 'count')).toHaveLength(1);
    expect(inventions(one(145), ['2021-03-01 100 75 30'], 'figures combined')).toEqual([]);
    expect(inventions(one(146.5), ['2021-03-01 100 75 30'], 'figures combined')).toHaveLength(1);
  });
});

describe('spoilt bodies', () => {
  it('of a JSON lack each key and each row, or have it null or of another type', () => {
    const spoilt = spoiltJson({
      a: [
        [1, 'x'],
        [2, '3'],
      ],
      b: {},
    });
    const bodies = spoilt.map(({ body }) => body);
    for (const body of [
      '{"b":{}}',
      '{"a":[[2,"3"]],"b":{}}',
      '{"a":[[1,"x"],[2]],"b":{}}',
      '{"a":null,"b":{}}',
      '{"a":[[true,"x"],[2,"3"]],"b":{}}',
      '{"a":[],"b":{}}',
    ])
      expect(bodies).toContain(body);
    expect(withUnknownField({ a: [{ b: 1 }] }).map(({ body }) => body)).toEqual([
      '{"a":[{"b":1}],"somethingNew":1}',
      '{"a":[{"b":1,"somethingNew":1}]}',
    ]);
  });

  it('of a CSV have a column renamed, or one more', () => {
    const csv = 'a title\nDate,Value\n2021-03-01,"1,000"\n';
    expect(spoiltCsv(csv).map(({ body }) => body)).toEqual([csv.replace('Date', 'something new'), csv.replace('Value', 'something new')]);
    expect(withUnknownColumn(csv)).toBe('a title\nDate,Value,something new\n2021-03-01,"1,000",1\n');
    expect(cutBodies('0123456789', 2).map(({ body }) => body)).toContain('012345678');
  });

  it('of every mutation differ from the body nearly always, and come again from the same seed', () => {
    const body = JSON.stringify(
      { rows: Array.from({ length: 9 }, (_, i) => ({ date: `2021-03-0${i + 1}`, value: i * 1.5, name: 'x' })) },
      null,
      1,
    );
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      const made = Array.from({ length: 40 }, (_, seed) => String(mutate(body, seededStream(seed))));
      expect(made.filter((text) => text === body).length, name).toBeLessThan(12);
      expect(String(mutate(body, seededStream(7))), name).toBe(made[7]);
    }
  });
});
