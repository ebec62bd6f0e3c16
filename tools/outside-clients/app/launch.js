// `iss` is in the address, and `launch` where a record starts the app; fhirclient reads both.
const started = new URLSearchParams(location.search).has('launch');
globalThis.FHIR.oauth2
  .authorize({
    clientId: 'outside-app',
    scope: `openid fhirUser online_access patient/Patient.rs ${started ? 'launch' : 'launch/patient'}`,
    redirectUri: new URL('/index.html', location.href).href,
    completeInTarget: true,
    pkceMode: 'required',
  })
  .catch((error) => {
    document.body.innerText = `failed: ${error.message}`;
  });
