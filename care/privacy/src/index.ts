export { privacyAssets } from './assets.ts';
export type { ConsentsOverRecord } from './consentsOverRecord.ts';
export {
  EMERGENCY_REASONS,
  type EmergencyAccess,
  type EmergencyAnswer,
  type EmergencyReason,
  type EmergencyWish,
  type NamedPatient,
  type OpenEmergency,
  type RecordDoor,
} from './emergency.ports.ts';
export {
  type ExportLine,
  type ExportManifest,
  type ExportOrder,
  exportPatient,
} from './export/exportPatient.ts';
export type * from './invitations.ports.ts';
export {
  type ClosePerson,
  MANDATE_SCOPES,
  type Mandate,
  type MandateScope,
  type Mandates,
  type SharingPermission,
  type SharingPermissions,
} from './mandates.ports.ts';
export { mandatesOverRecord } from './mandatesOverRecord.ts';
export type * from './ownRecord.ports.ts';
export { privacyPages } from './pages.ts';
export {
  REQUEST_KINDS,
  type RecordRequest,
  type RecordRequests,
  type RequestKind,
  type RequestState,
} from './requests.ports.ts';
export * from './retention/index.ts';
export type * from './review.ports.ts';
export {
  isPrivacyOfficer,
  type OwnHome,
  type OwnStanding,
  type PrivacySettings,
  type RoleName,
} from './settings.ts';
export { type SharingOverRecord, sharingOverRecord } from './sharingOverRecord.ts';
export type * from './trail.ports.ts';
export { EMERGENCY_DOOR } from './ui/emergencyPages.ts';
export { OWN_FIRST } from './ui/ownRecordView.ts';
