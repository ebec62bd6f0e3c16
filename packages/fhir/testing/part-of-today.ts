/** `npm run whole`: nothing is left for another day. */
const WHOLE = process.env.CAECILIA_WHOLE === 'yes';
const TODAY = Math.floor(Date.now() / 86_400_000);

/**
 * Of what takes long a part that changes by the day (of UTC), so that in as many days as there are parts all of it comes
 * by; never nothing of what is there. All of it where the whole is asked for.
 */
export function partOfToday<Each>(
  all: readonly Each[],
  parts: number,
  day: number = TODAY,
  isWhole: boolean = WHOLE,
): readonly Each[] {
  if (isWhole) return all;
  const fewest = Math.min(parts, all.length);
  return all.filter((_each, index) => (index + day) % fewest === 0);
}
