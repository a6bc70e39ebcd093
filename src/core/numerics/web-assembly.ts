/** What core uses of WebAssembly, which its library of types does not know. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Whether kernels run here: some browsers are set to have no WebAssembly. */
export const hasWebAssembly = (): boolean => typeof WebAssembly !== 'undefined';

/** Makes instances of a kernel, each with a memory of its own; it is compiled once, when the first is asked for. */
export function kernelOf<Exports>(bytes: Uint8Array): () => Exports {
  let compiled: object | undefined;
  return () => {
    compiled ??= new WebAssembly.Module(bytes);
    return new WebAssembly.Instance(compiled).exports as Exports;
  };
}
