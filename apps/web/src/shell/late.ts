/** Parts of the shell that are loaded together, after the first screen. */
export { AccountMenu } from './AccountMenu.tsx';
export { KeysDialog } from './KeysDialog.tsx';
export { Palette } from './Palette.tsx';
export { PlacesMenu } from './PlacesMenu.tsx';
