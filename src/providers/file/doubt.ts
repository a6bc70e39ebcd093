/** A choice that the file leaves open and the user must make. */
export interface Doubt {
  /** The flag that settles it: `--date-form`. */
  readonly flag: string;
  /** What is not known, as a sentence. */
  readonly question: string;
  /** What the flag may be, each with what it would mean. */
  readonly choices: readonly { readonly value: string; readonly meaning: string }[];
}
