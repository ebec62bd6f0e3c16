import { createElement as h, type ReactElement } from 'react';
import { dateWords } from '../dateWords.ts';
import { LineIcon } from '../icons.ts';
import { PostForm } from './form.ts';
import { kitWords } from './kitWords.ts';
import type { ScreenView } from './screen.ts';

/**
 * Stands in the patient header as long as somebody sees a record by emergency access: until when, who is told, and the
 * way to end it. `until` is civil time (`YYYY-MM-DDTHH:MM`); `endPath` takes the post that ends it. It needs
 * `/assets/ui/screens.css`.
 */
export function EmergencyBanner(props: {
  readonly view: Pick<ScreenView, 'language' | 'formToken'>;
  readonly until: string;
  /** The log takes no lines now: nothing can be changed, and this access is told to the log later. */
  readonly readOnly?: boolean;
  readonly endPath: string;
}): ReactElement {
  const t = kitWords(props.view.language);
  const view: ScreenView = { ...props.view, path: props.endPath, demo: false };
  return h(
    'section',
    { className: 'emergency-banner', 'aria-label': t('emergency.title') },
    h(LineIcon, { name: 'open-lock' }),
    h(
      'p',
      null,
      h('b', null, t('emergency.until', { until: dateWords(props.until, 'time', view.language, true) })),
      ' ',
      t('emergency.told'),
      props.readOnly === true
        ? h('b', { className: 'emergency-banner__read-only' }, ' ', t('emergency.readOnly'))
        : null,
    ),
    h(
      PostForm,
      { view, className: 'emergency-banner__end', hidden: { act: 'end' } },
      h('button', { type: 'submit', className: 'button' }, t('emergency.end')),
    ),
  );
}
