import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Block, BlockRows } from './block.ts';
import { nameOf } from './cells.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

export interface Processes {
  readonly count: number;
  /** Folder of the blocks that are done: they are not computed again. */
  readonly folder: string;
  /** Called when a block is done. */
  readonly onDone?: (done: number) => void;
}

/** Measures blocks in child processes, each taking the next block when it has done one. The rows come in the order of the blocks. */
export async function measureBlocks(blocks: readonly Block[], { count, folder, onDone }: Processes): Promise<BlockRows[]> {
  mkdirSync(folder, { recursive: true });
  const open = blocks.filter((block) => !existsSync(fileOf(folder, block)));
  let done = blocks.length - open.length;
  onDone?.(done);
  const work = async () => {
    if (open.length === 0) return;
    const child = fork(WORKER, { execArgv: [], serialization: 'advanced' });
    try {
      for (let block = open.shift(); block; block = open.shift()) {
        // Another run on the same folder may have done it by now.
        if (!existsSync(fileOf(folder, block))) keep(fileOf(folder, block), await ask(child, block));
        onDone?.(++done);
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return blocks.map((block) => JSON.parse(readFileSync(fileOf(folder, block), 'utf8')) as BlockRows);
}

async function ask(child: ChildProcess, block: Block): Promise<BlockRows> {
  const ended = new AbortController();
  try {
    child.send(block);
    const failed = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`a process of the size study ended with ${code} at ${fileOf('', block)}`);
    });
    const [rows] = await Promise.race([once(child, 'message', { signal: ended.signal }), failed]);
    return rows as BlockRows;
  } finally {
    ended.abort();
  }
}

const fileOf = (folder: string, { measure, cell, seed, from, to }: Block): string =>
  join(folder, `${measure} ${seed} ${nameOf(cell)} ${from}-${to}.json`.replaceAll(/,? /g, '-'));

/** A killed run leaves whole blocks only. */
function keep(file: string, rows: BlockRows): void {
  writeFileSync(`${file}.part`, JSON.stringify(rows));
  renameSync(`${file}.part`, file);
}
