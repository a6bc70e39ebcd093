import { writeFileSync } from 'node:fs';
import { renderReport } from '../../src/report/html.ts';
import { launchBrowser } from '../browser/launch.ts';
import { CHECK, PICTURES } from './fixture.ts';

const html = renderReport({ check: CHECK, pictures: PICTURES });
writeFileSync('/tmp/shots/report.html', html);
console.log(html.length);
const only = process.argv[2];
const b = await launchBrowser();
for (const [name, w, scheme, step] of [
  ['wide', 1200, 'light', 1400],
  ['phone', 360, 'light', 1100],
  ['dark', 1200, 'dark', 1400],
  ['darkphone', 360, 'dark', 1100],
  ['print', 688, 'light', 970],
] as const) {
  if (only && only !== name) continue;
  const page = await b.newPage({ viewport: { width: w, height: 900 }, colorScheme: scheme, deviceScaleFactor: w < 500 ? 1.5 : 1 });
  if (name === 'print') await page.emulateMedia({ media: 'print' });
  await page.goto('file://' + (process.argv[3] ?? '/tmp/shots/report.html'));
  if (process.argv[4]) {
    let k = 0;
    for (const f of await page.locator(process.argv[4]).all()) await f.screenshot({ path: `/tmp/shots/el-${name}-${k++}.png` });
    console.log(k);
    continue;
  }
  const h = Number(await page.evaluate('document.documentElement.scrollHeight'));
  console.log(name, await page.evaluate('document.documentElement.scrollWidth'), h);
  for (let y = 0, i = 0; y < h; y += step, i++)
    await page.screenshot({
      path: `/tmp/shots/${name}-${i}.png`,
      fullPage: true,
      clip: { x: 0, y, width: w, height: Math.min(step, h - y) },
    });
}
await b.close();
