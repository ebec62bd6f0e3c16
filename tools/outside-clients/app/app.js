/** Shows what the app was given: patient, user, scopes, and the same again after a refresh. */
async function show() {
  const client = await globalThis.FHIR.oauth2.ready();
  const patient = await client.patient.read();
  const first = client.state.tokenResponse.access_token;
  const { scope } = client.state.tokenResponse;
  await client.refresh();
  const again = await client.patient.read();
  return {
    patient: patient.id,
    again: again.id,
    fhirUser: client.user.fhirUser,
    scope,
    token: client.state.tokenResponse.access_token,
    refreshed: client.state.tokenResponse.access_token !== first,
  };
}

show()
  .catch((error) => ({ failed: error.message }))
  .then((result) => {
    const shown = document.getElementById('result');
    shown.textContent = JSON.stringify(result);
    shown.dataset.done = 'yes';
  });
