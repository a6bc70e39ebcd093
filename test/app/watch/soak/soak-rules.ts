/** The rules of the soak, as their file. The receiver's address stands in SOAK_URL, its secret in SOAK_SECRET. */
export const soakRules = (file: string): string => `
watch: soak
title: Soak
limit: { perHour: 3 }
sinks:
  hook: { webhook: { urlFrom: SOAK_URL, secretFrom: SOAK_SECRET, allowInternal: true } }
  log: { file: { path: ${JSON.stringify(file)} } }
rules:
  - { id: eq-spike, title: EQ, when: EQ > 150, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: coin-spike, title: COIN, when: COIN > 150, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: rev-spike, title: REV, when: REV > 150, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: walk-record, title: A record, when: "all_time_high(WALK, after: 10)", noData: keep, stale: keep, sinks: [hook, log] }
  - { id: walk-trend, title: A trend, when: "WALK > ma(WALK, 20)", for: 3d, keepFiring: 5d, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: eq-over-walk, title: A ratio, when: EQ / WALK > 1, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: conditions, title: Conditions, when: COND > 0, for: 2w, keepFiring: 2w, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: eq-stale, title: EQ is late, when: EQ > 1000, noData: keep, stale: alert, staleAfter: 2, sinks: [hook, log] }
`;
