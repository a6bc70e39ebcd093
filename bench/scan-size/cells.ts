/** Kinds of world without relation in which a whole scan is made. */
export const KINDS = ['white', 'wandering', 'dependent', 'calendars', 'hits', 'few', 'loud', 'turned'] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds in which effects are planted; a 0/1 outcome has no return to plant one in. */
export const POWER_KINDS = ['white', 'wandering', 'dependent', 'calendars', 'few'] as const satisfies readonly Kind[];

/** Every scan asks 20 triggers × 5 targets × 5 horizons. */
export const TRIGGERS = 20;
export const TARGETS = 5;
export const HORIZONS = [30, 60, 90, 180, 365] as const;

/** Level at which a hypothesis survives. */
export const LEVEL = 0.05;
