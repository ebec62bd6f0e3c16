// Asks the browser for a passkey and sends its answer with the form it belongs to. Without this file, or in a browser
// without passkeys, the buttons stay hidden and password and code do the work.
const webauthn = globalThis.SimpleWebAuthnBrowser;

for (const form of webauthn?.browserSupportsWebAuthn()
  ? document.querySelectorAll('form[data-passkey]')
  : []) {
  const button = form.querySelector('button');
  const fault = form.querySelector('.fault');
  form.classList.add('passkey--ready');
  button.hidden = false;
  form.addEventListener('submit', async (event) => {
    if (form.elements.response.value !== '') return;
    event.preventDefault();
    fault.hidden = true;
    button.disabled = true;
    try {
      const asked = { optionsJSON: JSON.parse(form.dataset.options) };
      const answer =
        form.dataset.passkey === 'register'
          ? await webauthn.startRegistration(asked)
          : await webauthn.startAuthentication(asked);
      form.elements.response.value = JSON.stringify(answer);
      form.requestSubmit();
    } catch {
      // Cancelled, no passkey on this device, or refused by the browser: to the person these are one thing.
      fault.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

for (const button of document.querySelectorAll('.print-button')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
