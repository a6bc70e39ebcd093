/** Steps of a path that say where a number stands, in words; those of the last step name the number itself. */
const WORDS: Readonly<Record<string, string>> = {
  ...{
    claims: '',
    members: '',
    known: 'as known then',
    toDate: 'to date',
    headline: '',
    instances: '',
    tests: '',
    crossChecks: '',
    relations: '',
  },
  ...{ p: 'p', adjusted: 'adjusted p', bestReachable: 'best reachable p', commonCircle: 'p on the common circle' },
  ...{
    pUpper: 'p upper',
    pLower: 'p lower',
    pTwoSided: 'p two-sided',
    baseRate: 'base rate',
    hitRate: 'share of hits',
    meanLog: 'mean log',
  },
  ...{ observations: 'cases', effectiveObservations: 'clusters', clusterHits: 'hits', soFar: 'so far', exit: 'exit', entry: 'entry' },
  ...{
    observed: 'observed',
    minimumDetectableEffect: 'smallest visible effect (log)',
    factor: 'as a factor',
    power: 'smallest visible effect',
  },
  ...{
    leaveOneOut: 'without',
    placebos: '',
    otherStudies: 'other studies seen',
    belief: '',
    sceptical: 'sceptic',
    forecast: 'chance of a hit',
  },
};

/** A path in words: `rallies-follow: as known then, return(BTC, 180d), p`. */
export function labelOf(path: string): string {
  const steps = path.split('/').map((step) => WORDS[step] ?? spaced(step));
  const [first, ...rest] = steps.filter(Boolean);
  if (first === undefined) return path;
  if (rest.length === 0) return first;
  return path.startsWith('claims/') ? `${first}: ${rest.join(', ')}` : [first, ...rest].join(', ');
}

/** `independentPlacements` as words; names with signs of their own stay. */
const spaced = (step: string): string =>
  /^[a-z]+(?:[A-Z][a-z]*)+$/.test(step) ? step.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : step;
