import { Refusal } from './refusal.ts';

/** How large a body may be, in bytes, and how its JSON may be built. */
export interface BodyLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly arrayLength: number;
}

/** The JSON of a request, read no further than the limits allow. No body is an empty input. */
export async function readJson(request: Request, limits: BodyLimits): Promise<unknown> {
  const bytes = await readBytes(request, limits.bytes);
  if (bytes.length === 0) return {};
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal(415, `the body must be JSON with Content-Type: application/json, was ${JSON.stringify(type.slice(0, 80))}`);
  const value = parse(bytes);
  measure(value, limits);
  return value;
}

/** The same request with its JSON body read already, within the limits; for faces that read it themselves. */
export async function withBody(request: Request, limits: BodyLimits): Promise<Request> {
  if (!request.body) return request;
  const bytes = await readBytes(request, limits.bytes);
  if (bytes.length > 0) measure(parse(bytes), limits);
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body: bytes as Uint8Array<ArrayBuffer> });
}

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal(413, `a body may have ${most} bytes, this one has more`, { headers: { connection: 'close' } });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > most) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    // Whoever breaks off is no fault of ours, and fills no log.
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'the body did not come whole');
  }
  return Buffer.concat(parts, length);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message.replace(/, "[\s\S]*$/, '') : 'it is not UTF-8';
    throw new Refusal(400, `the body is no JSON: ${reason.slice(0, 120)}`);
  }
}

/** Refuses what is nested too deep or too long, without recursion of its own. */
function measure(value: unknown, { depth, arrayLength }: BodyLimits): void {
  const open: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.level >= depth) throw new Refusal(400, `the body may be nested ${depth} deep, this one is deeper`);
    const members = Object.values(next.value);
    if (members.length > arrayLength) throw new Refusal(400, `a list or record may have ${arrayLength} members, was ${members.length}`);
    for (const member of members) open.push({ value: member, level: next.level + 1 });
  }
}
