import { describe, expect, it } from 'vitest';
import { CheckResult } from '../../src/contract/claims.ts';
import { renderReport, renderStudyReport } from '../../src/report/html.ts';
import { CHECK, PICTURES, STUDIES } from './fixture.ts';
import { complaints, textOf } from './well-formed.ts';

const report = renderReport({ check: CHECK, pictures: PICTURES });
const text = textOf(report);
const section = (id: string) => report.slice(report.indexOf(`id="claim-${id}"`)).split('</section>')[0]!;

describe('the report of a pack', () => {
  it('is made from what the contract calls a check', () => {
    expect(() => CheckResult.parse(CHECK)).not.toThrow();
  });

  it('gives the same bytes for the same input', () => {
    expect(renderReport({ check: structuredClone(CHECK), pictures: structuredClone(PICTURES) })).toBe(report);
  });

  it('is well-formed, with every id once and every link leading somewhere', () => {
    expect(complaints(report)).toEqual([]);
  });

  it('stays far below two megabytes for a pack of ten studies', () => {
    const claims = Array.from({ length: 10 }, (_, i) => ({ ...CHECK.claims[0]!, id: `study-${i}` }));
    const pictures = Object.fromEntries(claims.map((c) => [c.id, PICTURES['three-of-three']!]));
    const large = renderReport({ check: { ...CHECK, claims }, pictures });
    expect(large.length).toBeLessThan(1_300_000);
    expect(complaints(large)).toEqual([]);
  });

  it('needs no network and no script', () => {
    expect(report).not.toMatch(/<script/i);
    expect(report).not.toMatch(/(?:src|href)="(?!#)/);
    expect(report).not.toMatch(/url\((?!#)/);
    expect(report).not.toContain('@import');
  });

  it('escapes what a claim file says', () => {
    expect(report).toContain('&lt;script&gt;alert(&quot;19.5 bn&quot;)&lt;/script&gt; net &amp; unlike');
  });

  it.each(CHECK.claims)('shows $id with its verdict, in the table and in its section', (claim) => {
    expect(report).toContain(`href="#claim-${claim.id}"`);
    const shown = textOf(section(claim.id));
    expect(shown.toLowerCase()).toContain(claim.verdict.toLowerCase());
    for (const part of [claim.by, claim.statement, claim.why, claim.test, claim.command, ...claim.needs]) expect(shown).toContain(part);
  });

  it('puts the verdicts before the claims and the claims before the data', () => {
    const order = [CHECK.title, CHECK.question, CHECK.summary, 'base rate', CHECK.claims[0]!.why, CHECK.dataHash].map((part) =>
      text.indexOf(part, text.indexOf('as of')),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  it('shows events, base rate and p of a pattern, and what came of it since, in one line', () => {
    const row = /<tr><th[^>]*><a href="#claim-three-of-three">.*?<\/tr>/s.exec(report)![0];
    const study = STUDIES[2]!.known;
    expect(textOf(row)).toContain(`${study.observations} 3 of 3 rose`);
    expect(textOf(row)).toMatch(/\d+ % 0\.\d\d family of 3/);
    expect(textOf(row)).toContain('Did not come true');
  });

  it('fills the chip of `stands out from luck` alone', () => {
    const claim = { ...CHECK.claims[0]!, known: [], toDate: [] };
    const kinds = ['stands out from luck', 'contradicted', 'reproduces', 'suggestive, but hangs on', 'came true'] as const;
    const claims = kinds.map((verdictKind, i) => ({ ...claim, id: `c${i}`, verdictKind, verdict: verdictKind, since: null }));
    const page = renderReport({ check: { ...CHECK, claims }, pictures: {} });
    const filled = [...page.matchAll(/<span class="chip filled">([^<]*)/g)].map((m) => m[1]);
    expect(new Set(filled)).toEqual(new Set(['stands out from luck']));
  });

  it('marks the instances that came after the claim', () => {
    const instances = section('three-of-three').split('The instances')[1]!.split('</table>')[0]!;
    expect(instances).toMatch(/<tr class="later"><th scope="row">18 Sep 2025<\/th>[\s\S]*?since the claim/);
    expect(instances).toMatch(/<tr class="later"><th scope="row">4 Jun 2026<\/th>[\s\S]*?pending until 1 Dec 2026/);
    expect(instances).toMatch(/<tr><th scope="row">2 Jan 2013<\/th>[\s\S]*?complete then/);
  });

  it('says of an untestable claim what it needs', () => {
    expect(textOf(section('outflows'))).toContain('This cannot be tested yet. It needs: shares outstanding of IWM, daily since 2005');
  });

  it('says why there is no picture where there is too little data', () => {
    expect(textOf(section('eth-follows'))).toContain('No picture: fewer than 3 clusters of events.');
  });

  it('shows a condition with its place among its own past, and a figure with start and end', () => {
    expect(textOf(section('consolidation'))).toContain('−28 % at or above 61 % of 5,642 29 Dec 2025 ● yes');
    expect(textOf(section('flip-2020'))).toContain('21 Oct 2020 13 Apr 2021 +381 % ● yes');
  });

  it('prints data span, source, hash, version and command at its foot', () => {
    const foot = textOf(report.slice(report.indexOf('<footer')));
    for (const part of ['10 Sep 1987', '28 Aug 2026', 'made up for the tests', CHECK.dataHash, '0.1.0', CHECK.command])
      expect(foot).toContain(part);
  });

  it('never raises its voice', () => {
    expect(text).not.toMatch(/!|significant/i);
    expect(report).not.toMatch(/\b(?:red|green)\b/);
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
  });
});

describe('the report of a study', () => {
  const base = {
    title: 'Bitcoin after a record of the Russell 2000',
    command: "harbinger study --when 'a < b'",
    dataSource: 'a folder',
    dataHash: 'abc',
    version: '0.1.0',
    series: CHECK.series,
  };
  const known = STUDIES.map((s) => s.known);
  const pictures = STUDIES.map((s) => s.pictures);

  it('shows one study with its family of one', () => {
    const page = renderStudyReport({ ...base, result: known[0]!, pictures: [pictures[0]!] });
    expect(complaints(page)).toEqual([]);
    expect(page).toContain('harbinger study --when &#39;a &lt; b&#39;');
    expect(textOf(page)).toContain('The family is this one study.');
    expect(page.match(/<figure/g)).toHaveLength(3);
  });

  it('shows a family with adjusted p and three figures for each member', () => {
    const page = renderStudyReport({ ...base, result: { members: known, adjusted: [0.5, 0.0712, null] }, pictures });
    expect(complaints(page)).toEqual([]);
    expect(textOf(page)).toContain('0.071');
    expect(page.match(/<figure/g)).toHaveLength(9);
    expect(renderStudyReport({ ...base, result: { members: known, adjusted: [0.5, 0.0712, null] }, pictures })).toBe(page);
  });

  it('knows no claim, and so calls no event complete then', () => {
    const page = textOf(
      renderStudyReport({
        ...base,
        result: known[2]!,
        pictures: [
          {
            ...pictures[2]!,
            events: pictures[2]!.events.filter((e) => e.status === 'known'),
            paths: pictures[2]!.paths && { ...pictures[2]!.paths, events: pictures[2]!.paths.events.filter((e) => e.status === 'known') },
          },
        ],
      }),
    );
    expect(page).toContain('complete');
    expect(page).not.toContain('complete then');
    expect(page).not.toContain('claim made');
  });
});
