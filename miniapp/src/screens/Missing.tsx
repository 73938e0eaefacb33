import { Link } from 'react-router-dom';

import type { Office } from '../api/types';
import { paths } from '../paths';
import { useWords } from '../words';

/** What is not known of an office is no dead end: it can be asked. */
export function Missing({ of: { id, address, contact } }: { of: Pick<Office, 'id' | 'address' | 'contact'> }) {
  const words = useWords().offices;
  const missing = [!address && words.address, contact.phones.length === 0 && words.phone].filter(Boolean);
  if (missing.length === 0) return null;
  const [first, ...others] = missing as string[];
  return (
    <p>
      {[first, ...others.map((word) => word.toLowerCase())].join(', ')}: <Link to={paths.askOffice(id)}>{words.askHere}</Link>
    </p>
  );
}
