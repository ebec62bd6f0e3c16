/**
 * What something gives, and the milliseconds of processor that it took in this process: for what must not take long
 * whatever it is given. The clock on the wall would count what other programs do at the same time as well.
 */
export async function processorTime<Result>(
  act: () => Result | Promise<Result>,
): Promise<{ readonly result: Result; readonly ms: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}
