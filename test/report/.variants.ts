import { writeFileSync } from 'node:fs';
import { renderReport } from '../../src/report/html.ts';
import { CHECK, PICTURES } from './fixture.ts';
import { fallingPictures, hitPictures, manyPictures } from './fixture-variants.ts';

const claim = CHECK.claims[0]!;
const kind = (k: 'hit' | 'log difference' | 'return', outcome: string) => claim.known.map((s) => ({ ...s, outcomeKind: k, outcome }));
const P = PICTURES['three-of-three']!;
const claims = [
  { ...claim, id: 'hits', known: kind('hit', 'hits(all_time_high(BTC), within: 180d)') },
  { ...claim, id: 'falling', known: kind('log difference', 'excess_return(BTC, SPX, 180d)') },
  { ...claim, id: 'many' },
  { ...claim, id: 'notrigger' },
  { ...claim, id: 'notarget' },
];
writeFileSync(
  '/tmp/shots/variants.html',
  renderReport({
    check: { ...CHECK, claims },
    pictures: {
      hits: hitPictures(),
      falling: fallingPictures(),
      many: manyPictures(),
      notrigger: { ...P, trigger: null, paths: null },
      notarget: { ...P, target: null, shifts: null, paths: null },
    },
  }),
);
