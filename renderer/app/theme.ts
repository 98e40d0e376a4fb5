import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** One accent: the blue-green of deep water. Everything else is grey or a state. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: {
    // Mantine's dark greys, in the blue of the others.
    dark: [
      '#dfe6eb',
      '#c3cdd4',
      '#9aa8b2',
      '#72828d',
      '#3d4a54',
      '#2a343c',
      '#1f2830',
      '#1a2229',
      '#161d23',
      '#12181d',
    ],
    accent: [
      '#e6f4f9',
      '#cfe6ef',
      '#a0cddf',
      '#6db2ce',
      '#4fa5c6',
      '#2f8fb3',
      '#17799d',
      '#0b6485',
      '#08506b',
      '#053c51',
    ],
  },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", "Noto Sans Mono", "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.35' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: '4px',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true } },
  },
});

/** Greys that keep their contrast on every surface (WCAG 2.2 AA), in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f7f8',
    '--mantine-color-text': '#15212b',
    '--mantine-color-dimmed': '#51606b',
    '--mantine-color-placeholder': '#63717c',
    '--cw-surface': '#ffffff',
    '--cw-line': '#d5dce1',
    '--cw-line-soft': '#e6eaed',
    '--cw-head': '#f5f7f8',
    '--cw-track': '#e6eaed',
    '--cw-ok': '#1c7040',
    '--cw-warning': '#8a5300',
    '--cw-critical': '#b3261e',
    '--cw-quiet': '#51606b',
  },
  dark: {
    '--mantine-color-body': '#12181d',
    '--mantine-color-text': '#dfe6eb',
    '--mantine-color-dimmed': '#9aa8b2',
    '--mantine-color-placeholder': '#8796a1',
    '--cw-surface': '#1a2229',
    '--cw-line': '#2f3b44',
    '--cw-line-soft': '#263038',
    '--cw-head': '#1f2830',
    '--cw-track': '#263038',
    '--cw-ok': '#63c48d',
    '--cw-warning': '#e3aa4e',
    '--cw-critical': '#f28b82',
    '--cw-quiet': '#9aa8b2',
  },
});
