const NAMES = ['ink', 'muted', 'line', 'grid', 'paper', 'wash', 'events', 'target', 'base', 'hatch'] as const;

export type PageColours = Readonly<Record<(typeof NAMES)[number], string>>;

/** The page's colours as they are now, for what is drawn on a canvas. */
export function pageColours(element: Element): PageColours {
  const style = getComputedStyle(element);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as PageColours;
}
