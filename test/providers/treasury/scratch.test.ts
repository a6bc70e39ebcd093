import { expect, it } from 'vitest';
import { cases as a } from '../../conformance/providers/treasury.cases.ts';
import { cases as b } from '../../conformance/providers/nyfed.cases.ts';
import { cases as c } from '../../conformance/providers/alternative-me.cases.ts';
import { cases as d } from '../../conformance/providers/congress.cases.ts';
import { cases as e } from '../../conformance/providers/defillama.cases.ts';
import { dated, played } from '../played-answers.ts';
for (const x of [a, b, c, d, e]) {
  const go = (g: any) => x.provider.fetch({ address: g.address, now: Date.parse(g.now), since: g.since && Date.parse(g.since) / 864e5, unknownFields: 'refuse', key: x.key }, played(g.answers));
  for (const g of [...x.good, ...x.shared().good]) it(g.title, async () => {
    const r = await go(g);
    expect({ count: r.dates.length, first: dated(r)[0], last: dated(r).at(-1) }).toEqual(g.observations);
    for (const n of g.notes ?? []) expect(r.notes).toContainEqual(expect.stringMatching(n));
    expect(r.notes.length).toBe(g.notes?.length ?? 0);
    if (g.knownAt) expect(new Date(r.knownAt![dated(r).findIndex(([d]) => d === g.knownAt![0])]!).toISOString().replace('.000', '')).toBe(g.knownAt[1]);
  });
  for (const f of [...x.faults, ...x.shared().faults]) if (f.answers[0]?.status !== 403) it(f.title, async () => {
    await expect(go(f)).rejects.toMatchObject({ kind: f.kind, message: expect.stringMatching(f.message) });
  });
}
