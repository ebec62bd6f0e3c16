/** The button of each row carries the id of its request. */
const ROW = 'button[data-request]';

/** Moves the focus over the rows; from elsewhere it begins at the first. */
export function moveBy(place: HTMLElement | null, step: number): void {
  const rows = [...(place?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const now = rows.findIndex((row) => row.closest('tbody')?.contains(document.activeElement) === true);
  rows[now === -1 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1)]?.focus();
}

/** The request whose row has the focus. */
export function idOfFocused(place: HTMLElement | null): string | undefined {
  const body = document.activeElement?.closest('tbody');
  if (!body || !place?.contains(body)) return undefined;
  return body.querySelector<HTMLElement>(ROW)?.dataset.request;
}
