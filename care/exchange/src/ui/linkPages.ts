import { Actions, PostForm, renderScreen, type ScreenView, TextField } from '@caecilia/ui';
import { createElement as h } from 'react';
import { exchangeWords } from '../messages.ts';

/** Who holds a link is asked for the code that goes with it. No word of whom it is about. */
export function renderCodePage(props: {
  readonly view: ScreenView;
  readonly sender: string;
  /** Tries that are left after a wrong code; absent before the first. */
  readonly left?: number;
}): string {
  const { view, sender, left } = props;
  const t = exchangeWords(view.language);
  const wrong =
    left === undefined ? undefined : t(left === 1 ? 'link.wrong.last' : 'link.wrong', { count: left });
  return renderScreen({
    view,
    title: t('link.title'),
    module: t('link.module'),
    wrong: wrong !== undefined,
    children: h(
      PostForm,
      { view },
      h('p', null, t('link.intro', { sender })),
      h(TextField, {
        view,
        name: 'code',
        label: t('link.code'),
        hint: t('link.code.hint'),
        inputMode: 'numeric',
        short: true,
        maxLength: 12,
        autoComplete: 'one-time-code',
        ...(wrong === undefined ? {} : { errors: { code: wrong } }),
      }),
      h(Actions, { view, does: t('link.open') }),
    ),
  });
}

/** A link that opens nothing: `device`, because it was opened in another browser; `closed` says no more than that. */
export function renderClosedLink(props: {
  readonly view: ScreenView;
  readonly because: 'closed' | 'device';
}): string {
  const { view, because } = props;
  const t = exchangeWords(view.language);
  return renderScreen({
    view,
    title: t(`link.${because}.title`),
    module: t('link.module'),
    children: h('p', null, t(`link.${because}`)),
  });
}
