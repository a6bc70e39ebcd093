import type { EpochDay } from '../core/calendar/civil-date.ts';

/** A file with its content, as the reader knows it (`RUT.csv`) and as the system finds it. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How the columns of a kind of file are read; it can be kept as JSON. */
export type ColumnMapping = Readonly<Record<string, unknown>>;

/** What only the user can settle, and by which option. */
export interface OpenQuestion {
  readonly question: string;
  readonly flag: string;
  readonly choices: readonly { readonly value: string; readonly meaning: string }[];
}

/** How a file could be read, and why. */
export interface MappingProposal {
  /** The whole mapping; null while there are open questions. */
  readonly mapping: ColumnMapping | null;
  /** The mapping in lines for a person. */
  readonly lines: readonly string[];
  /** Why each choice was made, and what else was possible. */
  readonly evidence: readonly string[];
  readonly questions: readonly OpenQuestion[];
  /** Columns of the preview, and its rows: as they stand in the file, and as they are read. */
  readonly columns: readonly string[];
  readonly preview: readonly { readonly place: string; readonly cells: readonly string[]; readonly read: readonly string[] }[];
  /** Columns of values, with the ids that were given for them. */
  readonly valueColumns: readonly { readonly column: string; readonly id: string | undefined }[];
}

/** One column of values: ascending dates and finite values. */
export interface ReadColumn {
  readonly column: string;
  readonly dates: Int32Array;
  readonly values: Float64Array;
  readonly adjusted?: Float64Array;
  readonly notes: readonly string[];
}

/** What the user says of a file, by the names of the command line's options. */
export type FileOptions = Readonly<Record<string, unknown>>;

/** The port of files: reads tables of any format, as a mapping says. */
export interface FileReader {
  /** What tells this kind of file, so that its mapping is found again. Throws ProviderError `changed-shape` for what is no table. */
  signature(file: NamedFile, options: { readonly today: EpochDay }): Promise<string>;
  /** Throws RangeError for an option that the file does not bear, ProviderError `changed-shape` for what is no table. */
  propose(
    file: NamedFile,
    options: { readonly today: EpochDay; readonly saved: ColumnMapping; readonly given: FileOptions },
  ): Promise<MappingProposal>;
  /** Throws ProviderError `changed-shape` with the place of the first cell that is not what the mapping says. */
  read(file: NamedFile, mapping: ColumnMapping, options: { readonly today: EpochDay }): Promise<readonly ReadColumn[]>;
}
