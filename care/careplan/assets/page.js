// The emergency page works without this file. It adds two things: a print button, and the page's own age. A page that
// was left open overnight must not pass for the plan as it stands now.
const HOUR_MS = 3_600_000;
const OLD_AFTER_HOURS = 24;

const button = document.querySelector('.print-button');
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

const fetched = Date.parse(document.querySelector('main')?.dataset.fetched ?? '');
const age = document.querySelector('.page-age');

function showAge() {
  const hours = Math.floor((Date.now() - fetched) / HOUR_MS);
  if (!age || !(hours >= OLD_AFTER_HOURS)) return;
  age.querySelector('p').textContent = age.dataset.words.replace('{hours}', String(hours));
  age.hidden = false;
}

showAge();
setInterval(showAge, HOUR_MS / 60);
// A device that slept does not run timers: look again when somebody looks.
document.addEventListener('visibilitychange', showAge);
window.addEventListener('pageshow', showAge);
