import {
  type ConvertCSSVariablesInput,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const FILLED = { background: 'var(--action)', hover: 'var(--action)', color: 'var(--on-action)' };

/** The kit in the dress of a house: its sizes, corners and type, and the one colour for doing, in ten steps. */
export const themeOf = (name: string, steps: MantineColorsTuple) =>
  createTheme({
    colors: { [name]: steps },
    primaryColor: name,
    primaryShade: 8,
    autoContrast: true,
    fontFamily: 'var(--sans)',
    headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
    defaultRadius: 8,
    focusRing: 'never',
    cursorType: 'pointer',
    respectReducedMotion: true,
    // Ink and ground of the one filled colour are tokens: they were measured in light and in dark.
    variantColorResolver: (input) => ({
      ...defaultVariantColorsResolver(input),
      ...(input.variant === 'filled' ? FILLED : {}),
    }),
    components: {
      // It would put a style element into the page, which the policy refuses; the page behind a dialog may scroll.
      Modal: {
        defaultProps: {
          lockScroll: false,
          transitionProps: { duration: 0 },
          // The head of a dialog is not the banner of the page.
          attributes: { header: { role: 'presentation' } },
        },
      },
      Menu: { defaultProps: { transitionProps: { duration: 0 } } },
    },
  });

/** The colours of the kit are our tokens, which know light and dark by themselves. `name` is that of the one for doing. */
export function cssVariables(name: string): ConvertCSSVariablesInput {
  const room = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--action)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--do-not-ground)',
    '--mantine-primary-color-filled': 'var(--action)',
    '--mantine-primary-color-filled-hover': 'var(--action)',
    '--mantine-primary-color-contrast': 'var(--on-action)',
    '--mantine-primary-color-light': 'var(--action-soft)',
    '--mantine-primary-color-light-color': 'var(--action)',
    [`--mantine-color-${name}-filled`]: 'var(--action)',
    [`--mantine-color-${name}-filled-hover`]: 'var(--action)',
  };
  return { variables: { '--mantine-line-height': 'var(--line-text)' }, light: room, dark: room };
}
