/** A column of a Parquet file: dates as days since 1970-01-01, instants as milliseconds since then (UTC), or numbers. */
export type ParquetColumn = { readonly name: string } & (
  | { readonly dates: Int32Array }
  | { readonly values: Float64Array }
  | { readonly instants: Float64Array }
);

/** Makes a Parquet file of columns of one length. */
export type WriteParquet = (columns: readonly ParquetColumn[]) => Promise<Uint8Array>;
