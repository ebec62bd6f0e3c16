import type { Page } from 'playwright-core';

/** A plan from elsewhere that somebody chose, and did not take over yet. */
export async function begunImport(page: Page, patient?: string): Promise<string> {
  const resources = [
    // Somebody who may be one of ours: whoever chooses is shown who.
    { resourceType: 'Patient', id: 'p', name: [{ family: 'Voorbeeld' }], birthDate: '1948-02-14' },
    {
      resourceType: 'Goal',
      id: 'g',
      lifecycleStatus: 'active',
      description: { text: 'Thuis zijn (verzonnen)' },
      subject: { reference: 'Patient/p' },
    },
  ];
  const entry = resources.map((resource) => ({
    fullUrl: `https://elders.voorbeeld.example/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  await page.goto(new URL('/desk', page.url()).href);
  return await page.evaluate(
    async (body) => {
      const me = (await (await fetch('/desk/api/me')).json()) as { formToken: string };
      const answer = await fetch('/desk/api/imports/read', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-caecilia-form': me.formToken },
        body: JSON.stringify(body),
      });
      return ((await answer.json()) as { begun: { id: string } }).begun.id;
    },
    { name: 'plan.json', format: 'json', text, ...(patient === undefined ? {} : { patient }) },
  );
}
