import type { Caller, PlaceLink } from '@caecilia/kernel';
import type { Store } from '@caecilia/store';
import { invitationLinks } from '../privacy/invitations.ts';

/** The pages of the house about one patient that are for this caller; each page itself decides again. */
export function patientLinks(
  store: Store,
  maySeePlan: (caller: Caller, patientId: string) => Promise<boolean>,
) {
  const invitations = invitationLinks(store);
  return async (caller: Caller, patientId: string): Promise<readonly PlaceLink[]> => [
    ...((await maySeePlan(caller, patientId))
      ? [
          { href: `/care/patients/${patientId}/emergency`, label: EMERGENCY_PAGE },
          { href: `/care/patients/${patientId}/documents`, label: DOCUMENTS },
        ]
      : []),
    ...(await invitations(caller, patientId)),
  ];
}

const DOCUMENTS = {
  nl: 'Afdrukken en downloaden: PDF, FHIR',
  en: 'Print and download: PDF, FHIR',
};

const EMERGENCY_PAGE = {
  nl: 'Noodpagina: het hele zorgplan, ook op papier',
  en: 'Emergency page: the whole care plan, also on paper',
};
