/** Where a result first holds a number that is not finite, or undefined: it walks records, arrays and typed arrays. */
export function firstNotFinite(result: unknown, path = 'result'): string | undefined {
  if (typeof result === 'number') return Number.isFinite(result) ? undefined : `${path} is ${result}`;
  if (typeof result !== 'object' || result === null) return undefined;
  for (const [name, value] of Object.entries(result)) {
    const found = firstNotFinite(value, `${path}/${name}`);
    if (found) return found;
  }
  return undefined;
}
