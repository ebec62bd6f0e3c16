// Keeps what was typed in this tab until it was sent: after the end of a session, a reload, a way back. Nothing of it
// leaves the device, and it goes when the form was taken or when the person begins again.
const PREFIX = 'caecilia-kept:';
const place = document.querySelector('form [data-keep]');
const sent = document.querySelector('[data-kept-sent]');
const OURS = new Set(['_form', 'clientId']);

if (sent instanceof HTMLElement) sessionStorage.removeItem(PREFIX + sent.dataset.keptSent);
if (place instanceof HTMLElement)
  keep(place.closest('form'), PREFIX + place.dataset.keep, place.dataset.keepFresh === 'true');

function keep(form, name, fresh) {
  const kept = read(name);
  // On a slow line somebody may have begun before this script came: that is the newest of all.
  const begun = new Set([...form.elements].filter(isChanged).map((control) => control.name));
  // What this tab kept is never older than a form that came back: that holds what was typed up to when it was sent.
  if (kept !== undefined) restore(form, kept, begun);
  if (kept !== undefined && fresh) say(name);
  const write = () => {
    const typed = [...new FormData(form)].filter(([field, value]) => !OURS.has(field) && value !== '');
    sessionStorage.setItem(name, JSON.stringify(typed));
  };
  if (begun.size > 0) write();
  form.addEventListener('input', write);
  form.addEventListener('change', write);
}

function read(name) {
  const text = sessionStorage.getItem(name);
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text);
    const isKept = Array.isArray(kept) && kept.every((pair) => Array.isArray(pair) && pair.length === 2);
    return isKept ? kept : undefined;
  } catch {
    // Not ours, or cut off: there is nothing that could be given back.
    return undefined;
  }
}

/** Whether somebody filled this in since the page came. */
function isChanged(control) {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return false;
  if (control.type === 'hidden') return false;
  return control.type === 'radio' || control.type === 'checkbox'
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}

function restore(form, kept, begun) {
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) continue;
    if (control.type === 'hidden' || control.name === '' || begun.has(control.name)) continue;
    const values = kept.filter(([field]) => field === control.name).map(([, value]) => value);
    if (control.type === 'radio' || control.type === 'checkbox')
      control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
  }
}

function say(name) {
  const said = document.querySelector('[data-kept]');
  if (!(said instanceof HTMLElement)) return;
  said.hidden = false;
  said.querySelector('button')?.addEventListener('click', () => {
    sessionStorage.removeItem(name);
    location.reload();
  });
}
