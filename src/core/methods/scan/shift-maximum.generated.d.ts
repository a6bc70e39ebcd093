/** The WebAssembly module made from shift-maximum.as. */
export declare const bytes: Uint8Array<ArrayBuffer>;
