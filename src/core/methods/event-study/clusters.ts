/**
 * Clusters of overlapping instances: those whose closed intervals [entry, end] overlap, transitively.
 *
 * @param entries,ends - Dates of each instance, days since 1970-01-01; entries ascending.
 * @returns The cluster number (0, 1, …) of each instance.
 */
export function clusterNumbers(entries: ArrayLike<number>, ends: ArrayLike<number>): Int32Array {
  let cluster = -1;
  let reach = Number.NEGATIVE_INFINITY;
  return Int32Array.from({ length: entries.length }, (_, i) => {
    if ((entries[i] as number) > reach) cluster++;
    reach = Math.max(reach, ends[i] as number);
    return cluster;
  });
}

/** Sum over clusters of the mean of the values inside each: hits are averaged inside a cluster before they are counted. */
export function clusterSum(clusters: Int32Array, values: ArrayLike<number>): number {
  const sums: number[] = [];
  const sizes: number[] = [];
  clusters.forEach((cluster, i) => {
    sums[cluster] = (sums[cluster] ?? 0) + (values[i] as number);
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  });
  return sums.reduce((total, sum, cluster) => total + sum / (sizes[cluster] as number), 0);
}
