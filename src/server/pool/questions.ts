/** Questions that are remembered as kept. */
const MOST_ASKED = 10_000;

/** How many different questions were kept since this process began: what hangs on earlier runs has another answer with each. */
export function keptQuestions() {
  const asked = new Set<string>();
  const state = { since: Date.now(), count: 0 };
  return {
    /** A plain record, which changes whenever such an answer could. */
    state: (): unknown => state,
    /** Told of a question by a name that is the same each time: one that was kept before changes nothing. Undefined: some may have been missed. */
    hear(question: string | undefined): void {
      if (question !== undefined && asked.has(question)) return;
      if (asked.size >= MOST_ASKED) asked.clear();
      if (question !== undefined) asked.add(question);
      state.count++;
    },
  };
}
