import type { Page } from '@caecilia/kernel';
import type { PrivacySettings } from './settings.ts';
import { accessPages } from './ui/accessPages.ts';
import { emergencyPages } from './ui/emergencyPages.ts';
import { homePages } from './ui/homePages.ts';
import { invitePages } from './ui/invitePages.ts';
import { logPages } from './ui/logPages.ts';
import { openRequestPages } from './ui/openRequestPages.ts';
import { ownRecordPages } from './ui/ownRecordPages.ts';
import { requestPages } from './ui/requestPages.ts';
import { reviewPages } from './ui/reviewPages.ts';
import { sharePages } from './ui/sharePages.ts';

/**
 * All pages of this module: `/privacy/…`, the door of a closed record at `/care/patients/:id/emergency-access`, and
 * invitations at `/care/patients/:id/invitations`.
 */
export function privacyPages(settings: PrivacySettings): readonly Page[] {
  return [
    ...(settings.standingOf === undefined ? [] : homePages(settings, settings.standingOf)),
    ...(settings.home === undefined ? [] : ownRecordPages(settings, settings.home)),
    ...logPages(settings),
    ...sharePages(settings),
    ...requestPages(settings),
    ...openRequestPages(settings),
    ...reviewPages(settings),
    ...accessPages(settings),
    ...emergencyPages(settings),
    ...(settings.invitations === undefined ? [] : invitePages(settings, settings.invitations)),
  ];
}
