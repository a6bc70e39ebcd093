/** A value with its place in the result that it was taken from, as a JSON Pointer. */
export interface Cited<T> {
  readonly value: T;
  readonly from: string;
}

/** Takes values of an object that lies at a place of the result. */
export const citing =
  <T extends object>(of: T, at: string) =>
  <Key extends keyof T & string>(key: Key): Cited<T[Key]> => ({ value: of[key], from: `${at}/${key}` });

/** How many of a list have a value under a key; all of them without one. */
export function counted<T extends object>(
  list: readonly T[],
  at: string,
  only?: { readonly key: keyof T & string; readonly is: string },
): Cited<number> {
  if (!only) return { value: list.length, from: at };
  return { value: list.filter((one) => one[only.key] === only.is).length, from: `${at}?${only.key}=${only.is}` };
}
