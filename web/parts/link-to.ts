/** The whole address of a view in a state, as the router writes it: lists in JSON, and nothing of what is undefined. */
export function linkTo(path: string, state: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== undefined) query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `${location.origin}${path}?${query}`;
}
