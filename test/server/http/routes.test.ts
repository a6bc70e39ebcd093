import { describe, expect, test } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { SeriesDetail, SeriesList } from '../../../src/contract/claims.ts';
import { Problem } from '../../../src/contract/problem.ts';
import { StudyResult } from '../../../src/contract/study.ts';
import { posted, shippedApp } from './shipped-app.ts';

const { app } = shippedApp();
const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return Problem.parse(await response.json());
};

describe('the routes', () => {
  test('are those of the registry, and the index lists them', async () => {
    const index = (await (await app.request('/api/v1')).json()) as {
      operations: { operation: string; path: string; access: string }[];
    };
    expect(index.operations.map(({ operation }) => operation)).toEqual(operations.map(({ name }) => name));
    for (const { path, access } of index.operations) {
      const answered = await app.request(path, posted({ 'no such field': 1 }));
      expect([path, answered.status]).toEqual([path, access === 'admin' ? 401 : 400]);
    }
  });

  test('take the input as JSON, and give what the contract says', async () => {
    const answer = await app.request('/api/v1/study', posted({ when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)'] }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('harbinger-ending')).toBe('done');
    expect(StudyResult.parse(await answer.json()).observations).toBeGreaterThan(3);
  });

  test('give an expression that cannot be read with its fault in the right place: the answer is one, and its ending says whose fault', async () => {
    const answer = await app.request('/api/v1/parse', posted({ text: 'all_time_hig(RUT)' }));
    expect([answer.status, answer.headers.get('harbinger-ending')]).toEqual([200, 'caller']);
    expect(await answer.json()).toMatchObject({ canonical: null, error: { line: 1, column: 1 } });
  });

  test('take it from the address too: numbers, booleans, and lists by repeating a name', async () => {
    const detail = SeriesDetail.parse(await (await app.request('/api/v1/series/show?id=BTC&rows=3&values=true')).json());
    expect(detail.lastRows).toHaveLength(3);
    expect(detail.values?.dates.length).toBe(detail.rows);
    const query = new URLSearchParams([
      ['when', 'all_time_high(RUT, after: 1y)'],
      ['then', 'return(BTC, 90d)'],
      ['then', 'return(BTC, 180d)'],
    ]);
    const family = (await (await app.request(`/api/v1/study?${query}`)).json()) as { members: unknown[] };
    expect(family.members).toHaveLength(2);
  });

  test('give a form of the operation by ?format or Accept, under a name that is safe', async () => {
    for (const [address, accept] of [
      ['/api/v1/series/show?id=BTC&format=html', '*/*'],
      ['/api/v1/series/show?id=BTC', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ] as const) {
      const report = await app.request(address, { headers: { accept } });
      expect(report.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(report.headers.get('content-disposition')).toBe('inline; filename="harbinger-series-show-BTC.html"');
      expect(report.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
      expect(await report.text()).toMatch(/^<!doctype html>/i);
    }
    expect(
      (await app.request('/api/v1/series', { headers: { accept: 'application/json, text/html;q=0.5' } })).headers.get('content-type'),
    ).toBe('application/json; charset=utf-8');
    const none = await app.request('/api/v1/series?format=docx');
    expect(none.status).toBe(406);
    expect(await problemOf(none)).toMatchObject({ allowed: ['json', 'html', 'markdown', 'pdf', 'csv'] });
  });
});

describe('a request that cannot be carried out', () => {
  test('names the field as the JSON has it', async () => {
    const answer = await app.request('/api/v1/study', posted({ when: 'date(2020-11-13)', then: ['return(BTC, 90d)'], asOf: 'soon' }));
    expect(answer.status).toBe(400);
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: 'caller', issues: [{ path: ['asOf'], message: 'a date must be YYYY-MM-DD' }] });
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  });

  test('for a route that is not there is told the nearest one', async () => {
    const answer = await app.request('/api/v1/series/sow?id=BTC');
    expect(answer.status).toBe(404);
    expect(await problemOf(answer)).toMatchObject({ code: 'not-found', nearest: '/api/v1/series/show' });
  });

  test('by a method that a route does not take is told those that it takes', async () => {
    const answer = await app.request('/api/v1/pull');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await app.request('/api/v1/study', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('for an unknown series gets the near one, for want of data 503', async () => {
    expect(await problemOf(await app.request('/api/v1/series/show?id=BTCC'))).toMatchObject({
      status: 400,
      detail: expect.stringContaining('did you mean BTC?'),
    });
    expect(await problemOf(await app.request('/api/v1/store'))).toMatchObject({ status: 503, code: 'data' });
  });

  test('by a fault of the program says nothing of it: the log has it, under the same id', async () => {
    const broken = shippedApp({ execute: () => Promise.reject(new TypeError('cannot read /etc/secret of undefined')) });
    const answer = await broken.app.request('/api/v1/series', { headers: { 'x-request-id': 'mine-1' } });
    expect(answer.status).toBe(500);
    const problem = await problemOf(answer);
    expect(JSON.stringify(problem)).not.toMatch(/secret|etc| at .*:\d|TypeError/);
    expect(problem).toMatchObject({ code: 'internal', requestId: 'mine-1' });
  });
});

describe('what was answered before', () => {
  test('is not computed again: a caller who has it gets 304, another one the kept bytes', async () => {
    let computed = 0;
    let version = 'one';
    const counted = shippedApp({
      dataVersion: async () => version,
      execute: async () => {
        computed++;
        return { result: { dataSource: 'made up', series: [] }, ending: 'done' };
      },
    });
    const first = await counted.app.request('/api/v1/series?search=a');
    const etag = first.headers.get('etag') as string;
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect((await counted.app.request('/api/v1/series?search=a')).status).toBe(200);
    const again = await counted.app.request('/api/v1/series?search=a&all=false', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text(), computed]).toEqual([304, '', 1]);
    version = 'two';
    const changed = await counted.app.request('/api/v1/series?search=a', { headers: { 'if-none-match': etag } });
    expect([changed.status, computed]).toEqual([200, 2]);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('is computed once for all who ask at the same time', async () => {
    let computed = 0;
    const slow = shippedApp({
      execute: async () => {
        computed++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { result: { dataSource: 'made up', series: [] }, ending: 'done' };
      },
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => slow.app.request('/api/v1/series')));
    for (const answer of answers) expect(SeriesList.parse(await answer.json()).series).toEqual([]);
    expect(computed).toBe(1);
  });
});
