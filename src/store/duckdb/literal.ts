/** A text as SQL writes it, where a parameter cannot stand. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name of a table or database as SQL writes it. */
export const quotedName = (text: string): string => `"${text.replaceAll('"', '""')}"`;
