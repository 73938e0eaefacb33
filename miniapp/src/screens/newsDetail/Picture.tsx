import { useState } from 'react';

import { API_URL } from '../../api/address';
import type { AnnouncementPicture } from '../../api/types';

/** The picture in the size of the screen; a revoked one is gone at the service, and here. */
export function Picture({ of }: { of: AnnouncementPicture }) {
  const [isGone, setGone] = useState(false);
  const middle = of.sizes[Math.floor(of.sizes.length / 2)];
  if (isGone || !middle) return null;
  return (
    <img
      className="picture"
      src={API_URL + middle.url}
      srcSet={of.sizes.map(({ url, width }) => `${API_URL}${url} ${width}w`).join(', ')}
      sizes="(min-width: 42rem) 38rem, 100vw"
      width={middle.width}
      height={middle.height}
      alt={of.alternative}
      lang="vi"
      onError={() => setGone(true)}
    />
  );
}
