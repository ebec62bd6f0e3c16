import { themeOf } from '@caecilia/workspace/theme';
import type { MantineColorsTuple } from '@mantine/core';

/** Ten steps around the one green for doing; the eighth is the one that is used (`--action` in light). */
const green: MantineColorsTuple = [
  '#eef5f1',
  '#dde8df',
  '#bcd6ca',
  '#a5d3c1',
  '#7db5a0',
  '#559682',
  '#3a7a68',
  '#2a6154',
  '#1d4a41',
  '#12332c',
];

/** The colour for doing, by name. */
export const ACTION = 'green';

export const theme = themeOf(ACTION, green);
