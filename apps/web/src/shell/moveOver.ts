/** Moves the focus over the links of a list, one for each row; from elsewhere it begins at the first. */
export function moveOver(list: HTMLElement | null, step: number): void {
  const rows = [...(list?.querySelectorAll('a') ?? [])];
  const now = rows.findIndex((row) => row.matches(':focus'));
  rows[now === -1 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1)]?.focus();
}
