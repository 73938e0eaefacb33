/** A pictogram for each field of procedures, so that a list can be read without reading. */
import type { IconName } from '../kit/icons';

const ICONS: Record<string, IconName> = {
  antt: 'store',
  cainghien: 'care',
  cancuoc: 'card',
  chinhsach: 'medal',
  condau: 'stamp',
  cutru: 'home',
  dinhdanh: 'mobile',
  gplx: 'licence',
  kntc: 'gavel',
  lltp: 'certificate',
  pccc: 'flame',
  tccb: 'people',
  vukhi: 'lock',
  xe: 'bike',
  xnc: 'plane',
};

export const iconOf = (field: string): IconName => ICONS[field] ?? 'paper';
