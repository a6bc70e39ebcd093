import { propose } from './src/providers/file/propose.ts';
import { readTable } from './src/providers/file/read-table.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { formatCivilDate as f } from './src/core/calendar/civil-date.ts';
import { describeMapping } from './src/providers/file/mapping.ts';
const S='../shared/'; const today=20778;
const files=[...readdirSync(S+'data/raw').map(n=>'data/raw/'+n),...process.argv.slice(2)];
for(const n of files){ const path=S+n; const bytes=readFileSync(path); const file={name:n.split('/').pop(),path,bytes};
 try{ const p=await propose(file,{today}); console.log('\n##',n); console.log(p.evidence.map(e=>'  - '+e.slice(0,170)).join('\n')); console.log(p.doubts.map(d=>'  ? '+d.flag+' '+d.question+' '+JSON.stringify(d.choices).slice(0,300)).join('\n')); console.log('  sig',p.signature.slice(0,120)); 
  if(p.mapping){ console.log('   ', describeMapping(p.mapping).join(' // ')); console.log('   ',JSON.stringify(p.preview[0]), JSON.stringify(p.preview.at(-1))); const r=await readTable(file,p.mapping,{today}); for(const c of r) console.log('  =',c.column,c.dates.length,f(c.dates[0]),c.values[0],f(c.dates.at(-1)),c.values.at(-1),c.adjusted?.[0],c.notes.join(' | ').slice(0,300)); }
 }catch(e){console.log('\n##',n,'\n  !',e.name,e.message.slice(0,300)); if(!['ProviderError','RangeError'].includes(e.name)) console.log(e.stack)} }
