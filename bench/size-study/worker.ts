// A process of the size study: takes blocks of worlds from its parent and sends their rows back.
import '../../src/engine.ts';

import { type Block, measureBlock } from './block.ts';
import { needsPrices } from './cells.ts';
import { type RealPrices, readPrices } from './prices.ts';

let prices: RealPrices | null = null;

process.on('message', async (block: Block) => {
  if (needsPrices(block.cell)) prices ??= await readPrices();
  process.send?.(measureBlock(block, prices));
});
