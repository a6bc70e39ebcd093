import { FORMATS, type Format } from '../contract/formats.ts';
import type { Done } from './operation.ts';

/** What an operation did in one of its forms. */
export async function renderAs(format: Format, { render }: Done): Promise<string | Uint8Array> {
  const make = render?.[format];
  if (!make) throw new Error(`the operation does not make a ${FORMATS[format].title}`);
  return make();
}
