/** A civil day as people write it here. */
export function typedDayWords(day: string): string {
  return day.split('-').toReversed().join('-');
}
