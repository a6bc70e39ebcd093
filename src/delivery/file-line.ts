import { type FileHandle, open } from 'node:fs/promises';
import type { Notice } from '../contract/watch.ts';
import { DeliveryError } from './courier.ts';

/** Appends a message to a file of JSON lines, unless it is there already; a line that was cut by a crash is cut off before. */
export async function appendLine(path: string, notice: Notice): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'a+');
    const text = await file.readFile('utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const ids = whole
      .split('\n')
      .filter((line) => line !== '')
      .map(idOf);
    const rest = text.slice(whole.length);
    // What others wrote is theirs: nothing is cut off, and nothing put behind it.
    if (ids.some((id) => typeof id !== 'string') || (rest !== '' && !'{"id":"'.startsWith(rest.slice(0, 7))))
      throw new DeliveryError(`the file ${path} holds something else; name one of its own`, { isPermanent: true });
    if (ids.includes(notice.id)) return;
    if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
    await file.appendFile(`${JSON.stringify(notice)}\n`);
    await file.sync();
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    throw new DeliveryError(`the file ${path} cannot be written (${code})`, { cause: error });
  } finally {
    await file?.close();
  }
}

function idOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { id?: unknown }).id;
  } catch {
    return undefined;
  }
}
