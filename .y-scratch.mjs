import { propose } from './src/providers/file/propose.ts';
import { readTable } from './src/providers/file/read-table.ts';
import { readFileSync, readdirSync } from 'node:fs';
const D=process.argv[2]; const today=20778;
const load=p=>({name:p.split('/').pop(),path:p,bytes:readFileSync(p)});
for(let k=0;k<3;k++){ const a=performance.now(); const f=load(D+'/one.csv'); const p=await propose(f,{today}); const b=performance.now(); const r=await readTable(f,p.mapping,{today}); const c=performance.now(); console.log('one propose',b-a|0,'read',c-b|0,r[0].dates.length); }
for(let k=0;k<2;k++){ let pr=0,rd=0; for(let i=0;i<40;i++){ const a=performance.now(); const f=load(`${D}/many/S${i}.csv`); const p=await propose(f,{today}); const b=performance.now(); await readTable(f,p.mapping,{today}); pr+=b-a; rd+=performance.now()-b;} console.log('many propose',pr|0,'read',rd|0); }
console.log('peak',process.resourceUsage().maxRSS/1024|0);
