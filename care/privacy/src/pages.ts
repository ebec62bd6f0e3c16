import type { Page } from '@caecilia/kernel';
import type { PrivacySettings } from './settings.ts';
import { accessPages } from './ui/accessPages.ts';
import { emergencyPages } from './ui/emergencyPages.ts';
import { logPages } from './ui/logPages.ts';
import { openRequestPages } from './ui/openRequestPages.ts';
import { requestPages } from './ui/requestPages.ts';
import { reviewPages } from './ui/reviewPages.ts';
import { sharePages } from './ui/sharePages.ts';

/** All pages of this module: `/privacy/…`, and the door of a closed record at `/care/patients/:id/emergency-access`. */
export function privacyPages(settings: PrivacySettings): readonly Page[] {
  return [
    ...logPages(settings),
    ...sharePages(settings),
    ...requestPages(settings),
    ...openRequestPages(settings),
    ...reviewPages(settings),
    ...accessPages(settings),
    ...emergencyPages(settings),
  ];
}
