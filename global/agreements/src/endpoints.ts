import type { OfficeEndpoint } from '@caecilia/kernel';
import { agreementEndpoints } from './agreement.endpoint.ts';
import { alertEndpoints } from './alert.endpoint.ts';
import { approvalEndpoints } from './approval.endpoint.ts';
import { designationEndpoints } from './designation.endpoint.ts';
import { draftingEndpoints } from './drafting.endpoint.ts';
import { historyEndpoints } from './history.endpoint.ts';
import type { AgreementPorts } from './ports.ts';
import { practiceEndpoints } from './practice.endpoint.ts';
import { securityEndpoints } from './security-check.endpoint.ts';
import { signingEndpoints } from './signing.endpoint.ts';
import { textEndpoints } from './text.endpoint.ts';

/** The addresses of the agreements. */
export function officeEndpointsOfAgreements(ports: AgreementPorts): readonly OfficeEndpoint[] {
  return [
    ...agreementEndpoints(ports),
    ...securityEndpoints(ports),
    ...approvalEndpoints(ports),
    ...textEndpoints(ports),
    ...signingEndpoints(ports),
    ...draftingEndpoints(ports),
    ...practiceEndpoints(ports),
    ...designationEndpoints(ports),
    ...alertEndpoints(ports),
    ...historyEndpoints(ports),
  ];
}
