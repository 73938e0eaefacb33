import { useEffect, useState } from 'react';

import { keptOffice } from '../api/names';
import { read } from '../storage';
import { useWords } from '../words';
import { Notice } from './Notice';
import { CallLink } from './places';

const isOffline = () => navigator.onLine === false;

/** No network: what still works, and whom one can call: 113 and the police of one's own ward. */
export function Offline() {
  const words = useWords().common;
  const [gone, setGone] = useState(isOffline);
  useEffect(() => {
    const look = () => setGone(isOffline());
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  if (!gone) return null;
  const ward = keptOffice(read<{ id: string }>('news-place')?.id ?? '');
  return (
    <Notice tone="warning" live>
      <div className="beside">
        <p className="small">{words.noNetwork}</p>
        <CallLink phone="113" look="urgent" label="113" />
        {ward?.phone && <CallLink phone={ward.phone} name={ward.name} />}
      </div>
    </Notice>
  );
}
