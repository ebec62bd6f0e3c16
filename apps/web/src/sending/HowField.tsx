import type { ChannelView } from '@caecilia/exchange/ui';
import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { useExchange } from './words.ts';

/** By which channel: those that reach this recipient now, and of the others why not. */
export function HowField(props: {
  readonly channels: readonly ChannelView[];
  readonly value: string;
  readonly wrong: string | undefined;
  choose(channel: string): void;
}): ReactNode {
  const { channels, value, wrong, choose } = props;
  const t = useExchange();
  return (
    <Radio.Group
      name="channel"
      label={t('channel.label')}
      value={value}
      error={wrong}
      onChange={choose}
      data-field="channel"
    >
      <div className="sending-choices">
        {channels.map(({ channel, whyNot }) => (
          <Radio
            key={channel}
            value={channel}
            label={t(`channel.${channel}`)}
            description={whyNot === undefined ? t(`channel.${channel}.hint`) : `! ${t(`whyNot.${whyNot}`)}`}
            disabled={whyNot !== undefined}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
