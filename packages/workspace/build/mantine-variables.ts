import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  type MantineThemeOverride,
  mergeMantineTheme,
} from '@mantine/core';
import { cssVariables } from '../src/theme.ts';

/**
 * The CSS variables of the component kit, as a stylesheet. The kit would put them into a `<style>` element while it
 * runs, which the policy of our pages refuses; so they are written at build time, from the same theme.
 */
export function mantineVariables(theme: MantineThemeOverride, action: string): string {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme);
  return convertCssVariables(deepMerge(defaultCssVariablesResolver(whole), cssVariables(action)));
}
