/** A column of a Parquet file: dates as days since 1970-01-01, instants as milliseconds since then (UTC), or numbers. */
export type ParquetColumn = { readonly name: string } & (
  | { readonly dates: Int32Array }
  | { readonly values: Float64Array }
  | { readonly instants: Float64Array }
);

/** Makes a Parquet file of columns of one length; `about` is kept beside them as text. */
export type WriteParquet = (columns: readonly ParquetColumn[], about?: string) => Promise<Uint8Array>;

/** What a Parquet file holds. */
export interface ReadTable {
  readonly columns: readonly ParquetColumn[];
  /** The text beside them; undefined where there is none. */
  readonly about: string | undefined;
}

/** Reads a Parquet file as it was written, every number to the bit. @throws StoreError `damaged` for anything else. */
export type ReadParquet = (bytes: Uint8Array) => Promise<ReadTable>;
