import { propose } from './src/providers/file/propose.ts';
import { readTable } from './src/providers/file/read-table.ts';
import { readFileSync } from 'node:fs';
const D=process.argv[2]; const what=process.argv[3]; const today=20778;
const load=p=>({name:p.split('/').pop(),path:p,bytes:readFileSync(p)});
if(what==='many'){ for(let i=0;i<40;i++){ const f=load(`${D}/many/S${i}.csv`); await propose(f,{today});}}
else { const f=load(D+'/one.csv'); const p=await propose(f,{today}); for(let k=0;k<4;k++){const a=performance.now(); await readTable(f,p.mapping,{today}); console.log(performance.now()-a|0)} }
