import { describe, expect, it } from 'vitest';
import { parseFearAndGreed } from '../../../src/providers/alternative-me/parse.ts';
import { dated, hasShared, shared } from '../played-answers.ts';

const answer = { provider: 'alternative-me', url: 'https://api.alternative.me/fng/', unknownFields: 'refuse' } as const;
const body = (data: unknown) => JSON.stringify({ name: 'Fear and Greed Index', data, metadata: { error: null } });
const reading = (value: string, timestamp: string) => ({ value, value_classification: 'Fear', timestamp });

describe('a reading of the index', () => {
  it.each(['101', '-1', '', '41.5', '1e1', 'null'])('is refused as %j', (value) => {
    expect(() => parseFearAndGreed(body([reading(value, '1773187200')]), answer)).toThrow(
      /data\.0\.value: expected a whole number from 0 to 100/,
    );
  });

  it('is refused at another hour than midnight UTC', () => {
    expect(() => parseFearAndGreed(body([reading('41', '1773187201')]), answer)).toThrow(
      /expected a reading stamped midnight UTC, found 1773187201/,
    );
  });
});

describe.skipIf(hasShared)('real readings', () => {
  it('are not read', ({ skip }) => {
    console.info('Real readings are not tested: the shared folder is not there.');
    skip('the shared folder is not there');
  });
});

describe.skipIf(!hasShared)('real readings', () => {
  const data = (): unknown => JSON.parse(shared('api/alternative_me/fng_all_data_array.json'));

  it('are those of a table that others made', () => {
    const lines = shared('data/macro/FNG.csv').trim().split('\n').slice(1);
    const table = lines.map((line): [string, number] => [line.slice(0, 10), Number(line.slice(11))]);
    expect(dated(parseFearAndGreed(body(data()), answer))).toEqual(table);
  });

  it('have no reading on the days of April 2018 on which none was published', () => {
    const dates = new Set(dated(parseFearAndGreed(body(data()), answer)).map(([date]) => date));
    const days = ['2018-04-13', '2018-04-14', '2018-04-15', '2018-04-16', '2018-04-17'];
    expect(days.filter((day) => dates.has(day))).toEqual(['2018-04-13', '2018-04-17']);
  });
});
