import { expect, it, describe } from 'vitest';
import { fetchFrom, dated } from './played-answers.ts';
import { cases as a } from '../conformance/providers/coinbase.cases.ts';
import { cases as b } from '../conformance/providers/kraken.cases.ts';
import { cases as c } from '../conformance/providers/binance.cases.ts';
import { cases as d } from '../conformance/providers/coinmetrics.cases.ts';
import { cases as e } from '../conformance/providers/coingecko.cases.ts';
for (const x of [a, b, c, d, e]) describe(x.provider.name, () => {
  for (const g of [...x.good, ...x.shared().good]) it(g.title, async () => {
    const r = await fetchFrom(x.provider, g);
    const o = dated(r);
    expect([o.length, o[0], o.at(-1)]).toEqual([g.observations.count, g.observations.first, g.observations.last]);
    for (const n of g.notes ?? []) expect(r.notes.join('\n')).toMatch(n);
    console.log(g.title, r.notes, r.responses.length);
  });
  for (const f of [...x.faults, ...x.shared().faults]) if (f.answers[0]!.status !== 429) it(f.title, async () => {
    const err: any = await fetchFrom(x.provider, f).then(() => 'none', (q) => q);
    console.log(err.message);
    expect([err.name, err.kind, err.message]).toEqual(['ProviderError', f.kind, expect.stringMatching(f.message)]);
  });
});
