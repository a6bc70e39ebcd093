/** The WebAssembly module made from path-suprema.as. */
export declare const bytes: Uint8Array<ArrayBuffer>;
