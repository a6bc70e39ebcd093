/**
 * Clusters of overlapping instances: those whose closed intervals [entry, end] overlap, transitively.
 *
 * @param entries - Entry date of each instance, days since 1970-01-01, ascending.
 * @param ends - Date on which each ends.
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
export const clusterSum = (clusters: Int32Array, values: Float64Array): number =>
  clusterMeans(clusters, values).reduce((total, value) => total + value, 0);

/** Mean of the values inside each cluster, in the order of the clusters. */
export function clusterMeans(clusters: Int32Array, values: Float64Array): Float64Array {
  const sums = new Float64Array((clusters.at(-1) ?? -1) + 1);
  const sizes = new Float64Array(sums.length);
  clusters.forEach((cluster, i) => {
    sums[cluster] = (sums[cluster] as number) + (values[i] as number);
    sizes[cluster] = (sizes[cluster] as number) + 1;
  });
  return sums.map((sum, cluster) => sum / (sizes[cluster] as number));
}
