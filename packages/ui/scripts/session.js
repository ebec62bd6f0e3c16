// Covers a page when its session is locked or has ended, and uncovers it when the session goes on: what was typed stays.
const EVERY_MS = 20_000;
const cover = document.querySelector('#session-cover');
const ended = document.querySelector('#session-ended');

async function look() {
  const answer = await fetch('/session/state', { credentials: 'same-origin', cache: 'no-store' }).catch(
    () => undefined,
  );
  // No connection says nothing about the session; the next look does.
  if (!answer?.ok) return;
  const { state } = await answer.json();
  show(cover, state === 'locked');
  show(ended, state === 'ended');
}

function show(dialog, wanted) {
  if (wanted && !dialog.open) dialog.showModal();
  if (!wanted && dialog.open) dialog.close();
}

if (cover instanceof HTMLDialogElement && ended instanceof HTMLDialogElement) {
  // Escape must not uncover what is locked.
  for (const dialog of [cover, ended]) dialog.addEventListener('cancel', (event) => event.preventDefault());
  setInterval(look, EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) look();
  });
}
