/**
 * Switches off, for the whole process and its threads, the optimisation of V8 that mixes up numbers; to be imported before what computes.
 *
 * An object literal with fractional numbers that Maglev (V8's middle compiler) found it need not allocate is made after all when the
 * code falls back to the interpreter. Each of its numbers should then get a box of its own; V8 puts the one box that was made with
 * the code into every such object, so that what is written into the last shows in all. Seen from Node 24 (V8 13.6) to 26.10
 * (V8 14.6); docs/decisions/0020-the-engine.md has the measurements.
 *
 * @remarks Does nothing in a browser or in an engine that is not V8.
 */
function allocateEveryObject(): void {
  // Node by a name that bundles for browsers need not resolve.
  const node = (globalThis as { process?: Partial<Pick<NodeJS.Process, 'getBuiltinModule' | 'versions'>> }).process;
  if (node?.versions?.v8 === undefined || node.versions.bun !== undefined) return;
  node.getBuiltinModule?.('node:v8')?.setFlagsFromString('--no-maglev-escape-analysis');
}

allocateEveryObject();
