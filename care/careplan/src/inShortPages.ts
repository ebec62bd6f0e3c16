import { answerInWords, type Page, type PageVisit, Problem, type RecordSession } from '@caecilia/kernel';
import { type InShortHouse, inShort } from './inShort/inShortEndpoint.ts';
import { idIn } from './pageParts.ts';
import { type CarePlanSettings, problemPage } from './pages.ts';
import { paperCheckPath } from './paper/paperMark.ts';
import { renderInShortPage } from './ui/inShort/inShortPage.ts';
import { viewFor } from './ui/viewFor.ts';

/** The plan in short as a page of the server: on a phone without the app, and on paper. */
export function inShortPages(settings: CarePlanSettings & InShortHouse): readonly Page[] {
  return [
    {
      path: '/care/patients/:id/in-short',
      handler: (session, visit) =>
        answerInWords(
          () => inShortPage(settings, session, visit),
          (problem) => problemPage(settings, visit, problem),
        ),
    },
  ];
}

async function inShortPage(
  settings: CarePlanSettings & InShortHouse,
  session: RecordSession,
  visit: PageVisit,
) {
  const patientId = idIn(visit, 'id');
  const short = await inShort(settings, session, visit.caller, patientId);
  if (!short.plan.open)
    throw new Problem('forbidden', 'What was agreed with this patient is not for this caller to see.');
  const plan = short.plan.value;
  const at = settings.now().toISOString();
  const mark = settings.paperMarks.seal({ patientId, edition: plan.edition, at });
  const html = renderInShortPage({
    view: { ...viewFor(settings, visit), plan },
    short,
    notices: settings.notices,
    address: `${visit.origin}${paperCheckPath(mark)}`,
    fetched: at,
    formToken: visit.formToken,
    readOnly: settings.isReadOnly?.() ?? false,
  });
  return { status: 200, html };
}
