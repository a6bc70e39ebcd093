// The tests run in time zones that are not UTC, so that code which reads local time by mistake is found out.
const wanted = process.env.HARBINGER_TEST_TIME_ZONE;
const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
const names = (zone: string) => (zone === 'Asia/Calcutta' ? 'Asia/Kolkata' : zone);

if (!wanted || names(actual) !== wanted || new Date(0).getTimezoneOffset() === 0) {
  throw new Error(`the tests must run in the time zone ${wanted}, which vitest.config.ts sets, but run in ${actual}`);
}
