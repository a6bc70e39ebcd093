/** Every text in a thing, however deep: names, values, messages and causes of errors. */
export function everyText(thing: unknown, known = new Set<unknown>()): string[] {
  if (typeof thing === 'string') return [thing];
  if (typeof thing !== 'object' || thing === null || known.has(thing) || ArrayBuffer.isView(thing)) return [];
  known.add(thing);
  return Reflect.ownKeys(thing).flatMap((name) => [String(name), ...everyText(Reflect.get(thing, name), known)]);
}
