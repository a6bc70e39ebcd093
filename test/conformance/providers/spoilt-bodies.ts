/** A good body with one thing wrong. */
export interface SpoiltBody {
  readonly title: string;
  readonly body: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Step = string | number;

const isRecord = (json: unknown): json is { [key: string]: Json } => typeof json === 'object' && json !== null && !Array.isArray(json);

/** The body as JSON, or undefined where it is none. */
export function asJson(body: string): Json | undefined {
  return /^\s*[[{]/.test(body) ? (JSON.parse(body) as Json) : undefined;
}

/** Keys, elements and leaves of a JSON, as paths: of each array the first, the middle and the last element speak for the others. */
function* pathsIn(json: Json, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (path.length > 0) yield path;
  if (Array.isArray(json)) {
    const spoken = new Set([0, Math.floor(json.length / 2), json.length - 1]);
    for (const index of spoken) if (index in json) yield* pathsIn(json[index] as Json, [...path, index]);
  } else if (isRecord(json)) {
    for (const key of Object.keys(json)) yield* pathsIn(json[key] as Json, [...path, key]);
  }
}

function at(json: Json, path: readonly Step[]): Json {
  return path.reduce<Json>((value, step) => (value as { [key: Step]: Json })[step] as Json, json);
}

/** A copy of a JSON in which something was done to what holds the end of a path. */
function changed(json: Json, path: readonly Step[], change: (holder: { [key: Step]: Json } | Json[], last: Step) => void): string {
  const copy = structuredClone(json);
  change(at(copy, path.slice(0, -1)) as Json[], path.at(-1) as Step);
  return JSON.stringify(copy);
}

function remove(holder: { [key: Step]: Json } | Json[], last: Step): void {
  if (Array.isArray(holder)) holder.splice(last as number, 1);
  else delete holder[last];
}

/** Each key and each row taken out; each value made null, a text, or empty. */
export function spoiltJson(json: Json): SpoiltBody[] {
  return [...pathsIn(json)].flatMap((path) => {
    const name = path.join('.');
    const put = (value: Json) => changed(json, path, (holder, last) => Object.assign(holder, { [last]: value }));
    const value = at(json, path);
    return [
      { title: `without ${name}`, body: changed(json, path, remove) },
      { title: `${name} is null`, body: put(null) },
      { title: `${name} is a text`, body: put('x') },
      ...(typeof value === 'object' && value !== null ? [{ title: `${name} is empty`, body: put(Array.isArray(value) ? [] : {}) }] : []),
      ...(typeof value === 'number' || (typeof value === 'string' && /\d/.test(value))
        ? [{ title: `${name} is true`, body: put(true) }]
        : []),
    ];
  });
}

/** An unknown field in the outermost object, and in the first object of the first array that holds some; none for other bodies. */
export function withUnknownField(json: Json): SpoiltBody[] {
  const rows = [...pathsIn(json)].find((path) => typeof path.at(-1) === 'number' && isRecord(at(json, path)));
  const put = (path: readonly Step[]) => changed(json, [...path, 'somethingNew'], (holder, last) => Object.assign(holder, { [last]: 1 }));
  return [
    ...(isRecord(json) ? [{ title: 'outermost', body: put([]) }] : []),
    ...(rows ? [{ title: `in ${rows.join('.')}`, body: put(rows) }] : []),
  ];
}

/** How many cells a line has; commas in quotation marks part none. */
const cellsIn = (line: string): number => line.replace(/"[^"]*"/g, '').split(',').length;

/** The header's line: the first of the lines with the most cells. */
function headerLine(lines: readonly string[]): number {
  const cells = lines.map(cellsIn);
  return cells.indexOf(Math.max(...cells));
}

/** Each column of the header renamed, and taken for another. */
export function spoiltCsv(body: string): SpoiltBody[] {
  const lines = body.split('\n');
  const line = headerLine(lines);
  const names = (lines[line] as string).split(',');
  return names.map((name, column) => {
    const renamed = names.map((other, i) => (i === column ? 'something new' : other)).join(',');
    return { title: `the header ${name.trim()} renamed`, body: lines.with(line, renamed).join('\n') };
  });
}

/** A CSV with a column more. */
export function withUnknownColumn(body: string): string {
  const lines = body.split('\n');
  const header = headerLine(lines);
  const width = cellsIn(lines[header] as string);
  const more = (line: string, i: number) => {
    if (i < header || cellsIn(line) < width) return line;
    return line.replace(/(\r?)$/, `${i === header ? ',something new' : ',1'}$1`);
  };
  return lines.map(more).join('\n');
}

/** Beginnings of a body: at many places over its length, and at each of its last. */
export function cutBodies(body: string, places: number): SpoiltBody[] {
  const spread = Array.from({ length: places }, (_, i) => Math.floor(((i + 0.5) * body.length) / places));
  const last = Array.from({ length: Math.min(16, body.length) }, (_, i) => body.length - 1 - i);
  return [...new Set([...spread, ...last])]
    .filter((length) => length > 0)
    .map((length) => ({ title: `cut off after ${length}`, body: body.slice(0, length) }));
}
