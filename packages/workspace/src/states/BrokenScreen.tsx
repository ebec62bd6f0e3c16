import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useSpeaking } from '../words/LanguageProvider.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A screen with a defect takes down itself and no other: the bar, the patient and the drafts stay. */
export class BrokenScreen extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

/** What is said where a screen broke. */
export function Broken(): ReactNode {
  const { t } = useSpeaking();
  return (
    <div className="state state--failure" role="alert">
      <h2>{t('broken.title')}</h2>
      <p>{t('broken.body')}</p>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('broken.reload')}
      </Button>
    </div>
  );
}
