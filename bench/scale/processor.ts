/** The processor's clock is read to some milliseconds on some machines: shorter runs are repeated until they take so long together. */
const AT_LEAST = 0.2;

/** Seconds of this thread's processor that something takes: unlike the clock's they do not grow where others use the machine. */
export async function processorSeconds(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let count = 1; ; count++) {
    await run();
    const { user, system } = process.threadCpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (seconds >= AT_LEAST) return seconds / count;
  }
}

/** The median of some numbers, the upper one of an even count. */
export const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
