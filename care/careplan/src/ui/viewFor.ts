import { civilTime, type PageRequest, type PageVisit } from '@caecilia/kernel';
import { chooseLanguage } from '@caecilia/ui';
import type { CarePlanSettings } from '../pages.ts';
import { messagesIn } from './messages.ts';
import type { View } from './view.ts';

/** What a page is drawn with, by what was asked. */
export function viewFor(settings: CarePlanSettings, request: PageRequest | PageVisit): View {
  const { query, headers } = request;
  const language = chooseLanguage(query.lang, headers['accept-language']);
  return {
    t: messagesIn(language),
    language,
    recordLanguage: settings.recordLanguage,
    now: civilTime(settings.now(), settings.timeZone),
    ...('who' in request && request.who !== undefined ? { who: request.who } : {}),
  };
}
