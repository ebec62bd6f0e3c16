import type { Page } from '@caecilia/kernel';
import type { ConsultationPageSettings } from './settings.ts';
import { agendaPages } from './ui/agendaPages.ts';
import { ownPages } from './ui/ownPages.ts';

export { type CountsScreenSettings, countsScreen } from './ui/countsScreen.ts';

/** Where a patient or a carer asks the team, and sees where it stands: `/my-record/consultation…`. */
export function askPages(settings: ConsultationPageSettings): readonly Page[] {
  return ownPages(settings);
}

/** The agenda of a PaTz meeting, on paper and as a file: `/register/agenda`. */
export function registerPages(settings: ConsultationPageSettings): readonly Page[] {
  return agendaPages(settings);
}
