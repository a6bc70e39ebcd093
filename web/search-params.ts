// What an address carries, read: what is none of it is undefined.

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const flag = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

export function texts(value: unknown): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
  return list.length > 0 ? list : undefined;
}

/** Not below zero. */
export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

export const integer = (value: unknown): number | undefined => (Number.isInteger(value) ? number(value) : undefined);

/** Leaves out what is undefined, so that addresses stay short. */
export const present = <T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
