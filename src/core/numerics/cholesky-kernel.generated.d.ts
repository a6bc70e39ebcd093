/** The WebAssembly module made from cholesky-kernel.as. */
export declare const bytes: Uint8Array<ArrayBuffer>;
