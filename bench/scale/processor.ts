/** Seconds of this thread's processor that something takes: unlike the clock's they do not grow where others use the machine. */
export async function processorSeconds(run: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}

/** The median of some numbers, the upper one of an even count. */
export const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
